namespace ZoeDepth.Synthetic.Parts.Terrain;

/// <summary>Kinds of trees a wood is made of.</summary>
internal enum WoodKind
{
    /// <summary>Alone in a field or a park: a wide crown from low down.</summary>
    Solitary,

    /// <summary>Beech or oak among others: a tall trunk, the crown above.</summary>
    Beech,

    /// <summary>White and slender.</summary>
    Birch,

    /// <summary>Dark, pointed, its skirts to the ground.</summary>
    Spruce,

    /// <summary>A bare trunk, flat clouds of needles on top.</summary>
    Pine,
}
