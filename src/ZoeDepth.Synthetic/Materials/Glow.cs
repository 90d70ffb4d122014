namespace ZoeDepth.Synthetic.Materials;

/// <summary>
/// A surface that shines by itself: a bulb, a screen. It lights nothing; what lights a scene is a lamp of
/// <see cref="Scenes.Scene"/>.
/// </summary>
/// <param name="light">radiance, in units of the scene's light</param>
internal sealed class Glow(Color light) : Material
{
    public override Color Mean => light;

    public override void Evaluate(in Surface at, ref SurfaceProperties surface)
    {
        surface.Albedo = Vectors.Zero;
        surface.Emission = Vectors.All(light);
    }
}
