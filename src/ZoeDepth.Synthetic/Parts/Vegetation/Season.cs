namespace ZoeDepth.Synthetic.Parts.Vegetation;

/// <summary>The season, by the leaves of its trees.</summary>
internal enum Season
{
    /// <summary>Light green, some in blossom.</summary>
    Spring,

    /// <summary>Dark green.</summary>
    Summer,

    /// <summary>Yellow to brown.</summary>
    Autumn,

    /// <summary>Broadleaf trees are bare.</summary>
    Winter,
}
