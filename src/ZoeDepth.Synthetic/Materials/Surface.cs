namespace ZoeDepth.Synthetic.Materials;

/// <summary>Where sixteen rays met one thing: what a material may look at.</summary>
internal struct Surface
{
    /// <summary>
    /// The place on the thing, metres along the thing's own axes (its scale is applied, its position and turn are not):
    /// a texture sticks to its thing. The ground and everything that is placed nowhere has the world's axes.
    /// </summary>
    public Vectors Local;

    /// <summary>The outward unit normal along the thing's own axes, of the true shape.</summary>
    public Vectors LocalNormal;

    /// <summary>The place in the world, metres.</summary>
    public Vectors World;

    /// <summary>
    /// Width of what one sample of the picture covers here, metres: detail finer than twice this must fade to its mean.
    /// </summary>
    public Floats Footprint;

    /// <summary>
    /// A random number of the thing, the same all over it, 0..1: two cups of one material need not look the same.
    /// </summary>
    public float Variation;
}
