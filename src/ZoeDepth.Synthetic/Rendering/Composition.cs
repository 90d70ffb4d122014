using ZoeDepth.Synthetic.Scenes;

namespace ZoeDepth.Synthetic.Rendering;

/// <summary>
/// Whether a camera stands where a photographer would press the button. The bounds are those of the feasibility study: cameras
/// inside a cupboard or a hand's width before a wall teach nothing.
/// </summary>
internal static class Composition
{
    private const int Width = 48;
    private const int Height = 36;

    // Shares of the picture, metres, and deviations of ln(depth).
    private const double TooNear = 0.3;
    private const double MostTooNear = 0.03;
    private const double LeastVariety = 0.08;
    private const double MostSky = 0.7;

    public static bool IsWorthAPicture(Scene scene)
    {
        var depth = new Renderer(scene, scene.Camera, Width, Height).Geometry(all: false).Depth;
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
        return (squares / seen) - (mean * mean) > LeastVariety * LeastVariety;
    }
}
