namespace ZoeDepth.Synthetic.Parts.Rooms;

/// <summary>The walls of a room, clockwise from above.</summary>
internal enum Side
{
    /// <summary>At +y.</summary>
    Ahead,

    /// <summary>At +x.</summary>
    Right,

    /// <summary>At −y.</summary>
    Back,

    /// <summary>At −x.</summary>
    Left,
}
