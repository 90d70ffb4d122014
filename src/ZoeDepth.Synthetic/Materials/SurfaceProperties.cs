using System.Runtime.Intrinsics;

namespace ZoeDepth.Synthetic.Materials;

/// <summary>
/// What a material says about sixteen places. It arrives as a plain matt surface; a material changes what differs.
/// </summary>
internal struct SurfaceProperties
{
    /// <summary>Share of diffusely returned light, 0..1, linear.</summary>
    public Vectors Albedo;

    /// <summary>
    /// Light sent out by the surface itself (lamps, screens, the view through a window), in units of the scene's light.
    /// </summary>
    public Vectors Emission;

    /// <summary>
    /// The normal to light with, along the primitive's own axes: the true one, tilted by bumps, of any length.
    /// </summary>
    public Vectors LocalNormal;

    /// <summary>
    /// Strength of the highlight of a lamp or the sun at right angles, 0 (matt) .. 1 (metal); Fresnel's rise at grazing
    /// angles is added.
    /// </summary>
    public Floats Gloss;

    /// <summary>Width of the highlight, 0.02 (lacquer) .. 1 (chalk).</summary>
    public Floats Roughness;

    /// <summary>
    /// Share of a sharp mirror image, 0 (none) .. 1 (mirror); a ray is traced only where some lane is above 0.02.
    /// </summary>
    public Floats Mirror;

    /// <summary>Share of light that comes through from behind (leaves, curtains, lamp shades), 0..1.</summary>
    public Floats Translucency;

    /// <summary>Plain white chalk with the surface's own normal.</summary>
    public static SurfaceProperties Matt(in Surface at) => new()
    {
        Albedo = Vectors.Gray(Vector512.Create(0.5f)),
        LocalNormal = at.LocalNormal,
        Roughness = Vector512.Create(0.8f),
    };
}
