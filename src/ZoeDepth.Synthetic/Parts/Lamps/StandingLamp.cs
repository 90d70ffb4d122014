using ZoeDepth.Synthetic.Geometry;
using ZoeDepth.Synthetic.Materials;
using ZoeDepth.Synthetic.Parts.Rooms;
using ZoeDepth.Synthetic.Scenes;

namespace ZoeDepth.Synthetic.Parts.Lamps;

/// <summary>Lamps that stand on the floor or on a table, under a shade that glows when they burn.</summary>
internal static class StandingLamp
{
    private static readonly Lazy<Mesh> _shade =
        new(() => Lathe.Turned([(0.32, 0.7), (0.5, 0), (0.49, 0), (0.31, 0.7)], 24));

    private static readonly Lazy<Mesh> _drum =
        new(() => Lathe.Turned([(0.48, 0.6), (0.5, 0), (0.49, 0), (0.47, 0.6)], 24));

    private static readonly Lazy<Mesh>[] _feet =
    [
        new(() => Lathe.Turned(
            Lathe.Smooth([(0, 0), (0.3, 0.02), (0.4, 0.3), (0.3, 0.6), (0.1, 0.85), (0.06, 1), (0, 1)]), 18)),
        new(() => Lathe.Turned(Lathe.Smooth([(0, 0), (0.32, 0.02), (0.3, 0.08), (0.06, 0.14), (0.05, 0.9), (0, 1)]),
            18)),
        new(() => Lathe.Turned(
            Lathe.Smooth([(0, 0), (0.26, 0.03), (0.3, 0.2), (0.14, 0.45), (0.24, 0.7), (0.06, 0.95), (0, 1)]), 18)),
    ];

    /// <summary>Stands on the floor, about 0.45 wide.</summary>
    public static void OnFloor(LocalFrame at, RoomLight light, SeededRandom random)
    {
        at = at.Part("lamp");
        var (height, metal) = (random.Between(1.35, 1.7), Metal.DrawBare(random));
        if (random.Chance(0.35))
        {
            var wood = Timber.Draw(random, 0.2).Z;
            for (var i = 0; i < 3; i++)
            {
                var foot = Affine.Turn(Vector.Up, 120 * i).Direction((0.26, 0, 0));
                at.Cone((0, 0, height - 0.3), foot, 0.013, 0.018, wood);
            }
        }
        else
        {
            at.Cone((0, 0, 0), (0, 0, 0.025), 0.15, 0.14, metal);
            at.Bar((0, 0, 0.02), (0, 0, height - 0.15), 0.011, metal);
        }
        Shade(at.At(0, 0, height - 0.32), random.Between(0.34, 0.48), light, 2.2, random);
    }

    /// <summary>Stands on a table, about 0.3 wide and 0.5 high.</summary>
    public static void OnTable(LocalFrame at, RoomLight light, SeededRandom random)
    {
        at = at.Part("lamp");
        var height = random.Between(0.2, 0.3);
        at.Mesh(random.Pick(_feet).Value, Vector.Zero,
            random.Chance(0.6) ? Everyday.Ceramic(random) : Metal.DrawBare(random), height);
        Shade(at.At(0, 0, height - 0.03), random.Between(0.2, 0.3), light, 1, random);
    }

    private static void Shade(LocalFrame at, double width, RoomLight light, double power, SeededRandom random)
    {
        var burns = light.LampsBurn && random.Chance(0.8);
        var paper = Color.Hsv(random.Between(20, 60), random.Between(0.02, 0.35), random.Between(0.6, 0.92));
        var shade = new Drape(paper, 0.4, 0, burns ? light.LampColor * paper * (power * 2.2) : Color.Black);
        at.Mesh((random.Chance(0.5) ? _shade : _drum).Value, Vector.Zero, shade, width);
        if (!burns) return;
        at.Lamp((0, 0, (0.75 * width) + 0.05), 0.05, light.LampColor * (power * 0.45));
        at.Panel((0, 0, -0.01), (0.3 * width, 0, 0), (0, 0.3 * width, 0), (0, 0, -1), light.LampColor * (power * 0.6));
    }
}
