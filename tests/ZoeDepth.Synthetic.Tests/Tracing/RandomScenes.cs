using ZoeDepth.Synthetic.Geometry;
using ZoeDepth.Synthetic.Materials;
using ZoeDepth.Synthetic.Scenes;

namespace ZoeDepth.Synthetic.Tests.Tracing;

/// <summary>Primitives of every shape, anyhow.</summary>
internal static class RandomScenes
{
    private static readonly Plain Gray = new(Color.Gray(0.5));

    /// <summary>A four-sided pyramid.</summary>
    public static Mesh Pyramid { get; } = new(
        [(-1, -1, 0), (1, -1, 0), (1, 1, 0), (-1, 1, 0), (0, 0, 1.5)],
        [.. new Vector[] { (-1, -1, 0), (1, -1, 0), (1, 1, 0), (-1, 1, 0), (0, 0, 1) }.Select(v => v.Unit())],
        [0, 2, 1, 0, 3, 2, 0, 1, 4, 1, 2, 4, 2, 3, 4, 3, 0, 4]);

    /// <summary>Primitives in a space of this half width about (0, 0, 0).</summary>
    public static Scene Of(ulong seed, int count, double halfWidth = 5)
    {
        var random = new SeededRandom(seed);
        var scene = new Scene(Domain.Indoor);
        for (var i = 0; i < count; i++)
        {
            double Anywhere() => random.Between(-halfWidth, halfWidth);
            var place = scene.World.At(Anywhere(), Anywhere(), Anywhere()).Turned(random.Between(0, 360))
                .Tilted(random.Between(0, 360));
            double Size() => random.LogBetween(0.05, 2);
            switch (random.Integer(0, 4))
            {
                case 0: place.Box(Vector.Zero, (Size(), Size(), Size()), Gray); break;
                case 1: place.Ball(Vector.Zero, (Size(), Size(), Size()), Gray); break;
                case 2: place.Bar(Vector.Zero, (Size(), Size(), Size()), Size() / 2, Gray); break;
                case 3:
                    place.Cone(Vector.Zero, (0, 0, Size()), Size() / 2, random.Chance(0.5) ? 0 : Size() / 2, Gray);
                    break;
                default: place.Scaled(Size(), Size(), Size()).Mesh(Pyramid, Vector.Zero, Gray); break;
            }
        }
        return scene;
    }
}
