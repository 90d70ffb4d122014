namespace ZoeDepth.Geometry;

/// <summary>Where a surface is cut because the depth jumps from one thing to another.</summary>
public sealed record EdgeCut
{
    private EdgeCut(double? jump, double? gradient) => (Jump, Gradient) = (jump, gradient);

    /// <summary>
    /// Largest share by which the depth may grow from one neighbour to the next; null where another rule holds.
    /// </summary>
    public double? Jump { get; }

    /// <summary>Largest gradient, metres from one neighbour to the next; null where another rule holds.</summary>
    public double? Gradient { get; }

    /// <summary>No cut: a curtain hangs from every near edge to what is behind it.</summary>
    public static EdgeCut None { get; } = new(null, null);

    /// <summary>
    /// The research code's rule, <c>depth_edges_mask</c>: more than 5 cm from one pixel to the next, near and far
    /// alike, so that distant floors are cut, too.
    /// </summary>
    public static EdgeCut Original { get; } = AtGradient(0.05);

    /// <summary>
    /// Cut where the farthest corner of a triangle is farther than the nearest by more than this share: 0.05 between 1
    /// and 1.05 m, and between 20 and 21 m.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">not a share above 0</exception>
    public static EdgeCut AtJump(double share) => share > 0 && double.IsFinite(share) ? new(share, null)
        : throw new ArgumentOutOfRangeException(nameof(share), share, "expected a share above 0, such as 0.05");

    /// <summary>Cut where the gradient's magnitude is above so many metres from one neighbour to the next.</summary>
    /// <exception cref="ArgumentOutOfRangeException">not metres above 0</exception>
    public static EdgeCut AtGradient(double metres) => metres > 0 && double.IsFinite(metres) ? new(null, metres)
        : throw new ArgumentOutOfRangeException(nameof(metres), metres, "expected metres above 0, such as 0.05");

    /// <summary>In words.</summary>
    public override string ToString() => this switch
    {
        { Jump: { } jump } => FormattableString.Invariant($"cut where depth jumps by more than {100 * jump:0.###} %"),
        { Gradient: { } metres } => FormattableString.Invariant($"cut where depth jumps by more than {metres:0.###} m"),
        _ => "edges kept",
    };
}
