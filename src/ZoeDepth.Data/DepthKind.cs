namespace ZoeDepth.Data;

/// <summary>
/// How the depth of one picture would be known to a data set. Models of relative depth are trained on many sets that
/// agree on nothing but which surface is nearer; these are their like, made from exact depth.
/// </summary>
public enum DepthKind
{
    /// <summary>The depth itself, metres; sky is a hole.</summary>
    Metric,

    /// <summary>
    /// Depth in a unit and from an origin that only the family knows: scale · depth + shift; sky is a hole.
    /// </summary>
    ScaledShifted,

    /// <summary>
    /// Inverse depth in such a unit: scale / depth + shift. Sky is infinitely far: it has the shift alone and is no
    /// hole.
    /// </summary>
    Disparity,

    /// <summary>
    /// What matching two pictures gives: disparity in steps of a share of a pixel, no value where the second camera
    /// does not see the surface, where it is too near, and where the picture has no texture to match.
    /// </summary>
    Stereo,

    /// <summary>
    /// What a camera with a pattern projector gives, metres: nothing beyond its range, behind edges on the side of the
    /// shadow, on dark, blinding and grazing surfaces; steps and noise grow with the square of depth.
    /// </summary>
    StructuredLight,

    /// <summary>
    /// What a spinning laser scanner gives, metres: one to three pixels of a hundred, in rings, none in the upper part.
    /// </summary>
    Lidar,

    /// <summary>
    /// What structure from motion gives: points at corners of the picture, in a unit of their own for every picture.
    /// </summary>
    StructureFromMotion,
}
