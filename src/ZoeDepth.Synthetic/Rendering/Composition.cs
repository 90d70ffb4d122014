using ZoeDepth.Imaging;
using ZoeDepth.Synthetic.Scenes;

namespace ZoeDepth.Synthetic.Rendering;

/// <summary>
/// Whether a camera stands where a photographer would press the button. The bounds are those of the feasibility study:
/// cameras inside a cupboard or a hand's width before a wall teach nothing.
/// </summary>
internal static class Composition
{
    private const int Width = 48;
    private const int Height = 36;

    // Shares of the picture, and metres.
    private const double TooNear = 0.3;
    private const double MostTooNear = 0.03;
    private const double MostSky = 0.7;

    // Standard deviation of green, 0..255.
    private const double LeastContrast = 8;

    /// <summary>A small picture of the scene, enough to judge it by.</summary>
    public static Renderer Sketch(Scene scene) => new(scene, scene.Camera, Width, Height);

    /// <summary>Whether the scene of a sketch can be seen.</summary>
    public static bool IsWorthAPicture(Renderer sketch)
    {
        var (scene, depth) = (sketch.Scene, sketch.Geometry(all: false).Depth);
        var (near, sky, sum, squares) = (0, 0, 0.0, 0.0);
        foreach (var metres in depth)
        {
            if (metres == 0)
            {
                sky++;
                continue;
            }
            if (metres < TooNear * scene.NearestScale) near++;
            var log = PortableMath.Log(metres);
            (sum, squares) = (sum + log, squares + (log * log));
        }
        var seen = depth.Length - sky;
        if (near > MostTooNear * depth.Length || sky > MostSky * depth.Length || seen == 0) return false;
        var mean = sum / seen;
        return (squares / seen) - (mean * mean) > scene.LeastVariety * scene.LeastVariety;
    }

    /// <summary>Whether a picture has contrast enough to be more than a grey card.</summary>
    public static bool ShowsSomething(RasterImage picture)
    {
        var (sum, squares, pixels) = (0L, 0L, picture.Data.Length / 3);
        for (var i = 1; i < picture.Data.Length; i += 3)
        {
            sum += picture.Data[i];
            squares += picture.Data[i] * picture.Data[i];
        }
        var mean = (double)sum / pixels;
        return ((double)squares / pixels) - (mean * mean) >= LeastContrast * LeastContrast;
    }
}
