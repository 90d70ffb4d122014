namespace ZoeDepth;

/// <summary>What would let a picture through that <see cref="UnsupportedImageSizeException"/> refuses.</summary>
public enum SuggestedFix
{
    /// <summary>Cut it to a more usual shape.</summary>
    Crop,

    /// <summary>Make it larger: from 5x5 on the border is smaller than the picture.</summary>
    Enlarge,

    /// <summary>Add no mirrored border.</summary>
    NoBorder,

    /// <summary>Do not keep its aspect ratio.</summary>
    Stretch,

    /// <summary>Ask the network for a smaller size.</summary>
    SmallerSize,

    /// <summary>Ask the network for a larger size.</summary>
    LargerSize,

    /// <summary>Allow more pixels inside the network.</summary>
    MorePixels,

    /// <summary>Put it into no batch with others.</summary>
    OneByOne,
}
