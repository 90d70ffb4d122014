using ZoeDepth.Synthetic.Materials;
using ZoeDepth.Synthetic.Scenes;

namespace ZoeDepth.Synthetic.Parts.Buildings;

/// <summary>
/// Doors and gates in a wall that lies in y = 0 and is seen from −y; they stand a hand before it, in a frame.
/// </summary>
internal static class HouseDoor
{
    private static readonly Material _brass = new Plain(new(0.5, 0.38, 0.15), 0.7, 0.2);
    private static readonly Material _pane = new Plain(Color.Gray(0.03), 0.6, 0.06, 0.08);

    /// <summary>A house door with a light above it; the frame reaches up to <paramref name="height"/>.</summary>
    public static void Add(LocalFrame at, double width, double height, Material frame, SeededRandom random)
    {
        at = at.Part("door");
        var color = random.Chance(0.5) ? Palette.Paint(random) : Palette.Wood(random).Autumn * 0.7;
        var leaf = new Plain(color, 0.12, 0.35);
        var high = Math.Min(2.15, height - 0.12);
        at.Box((0, 0.05, height / 2), (width + 0.3, 0.26, height), frame);
        at.Box((0, -0.06, high / 2), (width, 0.06, high), leaf);
        if (height > high + 0.35) at.Box((0, -0.06, (high + height) / 2), (width, 0.05, height - high - 0.14), _pane);
        if (random.Chance(0.45)) at.Box((0, -0.08, 1.5), (width * 0.5, 0.04, 0.9), _pane);
        else
        {
            foreach (var (z, tall) in (ReadOnlySpan<(double, double)>)[(0.55, 0.7), (1.5, 0.9)])
            {
                foreach (var x in (ReadOnlySpan<double>)[-0.22, 0.22])
                    at.Box((x * width, -0.09, z), (width * 0.32, 0.03, tall), leaf);
            }
        }
        at.Ball((width * 0.4, -0.13, 1.02), 0.035, _brass);
    }

    /// <summary>A garage gate of panels.</summary>
    public static void Garage(LocalFrame at, double width, double height, SeededRandom random)
    {
        at = at.Part("garage door");
        Material sheet = random.Chance(0.5)
            ? new Plain(random.Chance(0.6) ? Color.Gray(random.Between(0.3, 0.75)) : Palette.Paint(random), 0.1, 0.4)
            : Planks.Draw(random);
        var rows = random.Integer(4, 7);
        for (var i = 0; i < rows; i++)
            at.Box((0, -0.03, (i + 0.5) * height / rows), (width, 0.06, (height / rows) - 0.03), sheet);
        at.Box((0, 0.02, height / 2), (width + 0.02, 0.06, height + 0.01), new Plain(Color.Gray(0.05)));
        at.Bar((-0.1, -0.08, 0.9), (0.1, -0.08, 0.9), 0.02, _brass);
    }
}
