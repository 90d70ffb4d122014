namespace ZoeDepth.Synthetic.Materials;

/// <summary>Where sixteen rays hit one primitive: what a material may depend on.</summary>
internal struct Surface
{
    /// <summary>
    /// The place on the primitive, metres along its own axes (its scale is applied, its position and turn are not), so
    /// that a texture moves with it. The ground and everything that is placed nowhere has the world's axes.
    /// </summary>
    public Vectors Local;

    /// <summary>The outward unit normal along the primitive's own axes, of the true shape.</summary>
    public Vectors LocalNormal;

    /// <summary>The place in the world, metres.</summary>
    public Vectors World;

    /// <summary>
    /// Width of what one sample of the picture covers here, metres: detail finer than twice this must fade to its mean.
    /// </summary>
    public Floats Footprint;

    /// <summary>
    /// A random number of the primitive, the same all over it, 0..1: two cups of one material need not look the same.
    /// </summary>
    public float Variation;
}
