namespace ZoeDepth.Tensors;

/// <summary>How the attractions of a pixel's attractor points are put together.</summary>
public enum AttractorKind
{
    /// <summary>Divided by their number: every published checkpoint.</summary>
    Mean,

    /// <summary>Added up: the paper.</summary>
    Sum,
}
