namespace ZoeDepth.Synthetic.Photography;

/// <summary>
/// The light that arrives at each pixel, linear, in units of the scene's light, <c>[row, column]</c> in three planes.
/// </summary>
internal sealed class RadianceImage(int width, int height)
{
    public int Width { get; } = width;

    public int Height { get; } = height;

    public float[] Red { get; } = new float[width * height];

    public float[] Green { get; } = new float[width * height];

    public float[] Blue { get; } = new float[width * height];
}
