namespace ZoeDepth;

/// <summary>Where the channels of a bare array are.</summary>
public enum ChannelLayout
{
    /// <summary><c>[row, column, channel]</c></summary>
    ChannelsLast,

    /// <summary><c>[channel, row, column]</c></summary>
    ChannelsFirst,

    /// <summary>
    /// Guessed from the extents, as the reference does: channels first when the first extent is 1, 3 or 4, else
    /// channels last when the last one is. A picture of three rows is misread; say which it is whenever it is known.
    /// </summary>
    Inferred,
}
