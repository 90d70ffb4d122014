using FsCheck.Xunit;
using System.Runtime.Intrinsics;

namespace ZoeDepth.Synthetic.Tests.Lanes;

public sealed class VectorsTests
{
    [Property]
    public void Products_of_lanes_are_those_of_vectors(ulong seed)
    {
        var random = new SeededRandom(seed);
        var (a, b, lanesA, lanesB) = (new Vector[16], new Vector[16], Vectors.Zero, Vectors.Zero);
        for (var lane = 0; lane < 16; lane++)
        {
            (a[lane], b[lane]) = (Any(random), Any(random));
            (lanesA, lanesB) = (With(lanesA, lane, a[lane]), With(lanesB, lane, b[lane]));
        }
        var (dot, cross, unit) = (lanesA.Dot(lanesB), lanesA.Cross(lanesB), lanesA.Unit());
        for (var lane = 0; lane < 16; lane++)
        {
            dot[lane].ShouldBe((float)a[lane].Dot(b[lane]), 1e-4);
            Same(cross, lane, a[lane].Cross(b[lane]), 1e-4);
            Same(unit, lane, a[lane].Unit(), 1e-6);
            Same((lanesA + lanesB) - (lanesB * 2f), lane, a[lane] - b[lane], 1e-5);
            Same(lanesA * lanesB, lane, a[lane].Times(b[lane]), 1e-4);
        }
    }

    [Fact]
    public void Lanes_are_chosen_and_mixed_one_by_one()
    {
        var (a, b) = (Vectors.All(1, 2, 3), Vectors.All(5, 6, 7));
        var mask = Vector512.LessThan(Vector512.ConvertToSingle(Vector512<int>.Indices), Vector512.Create(8f));
        var chosen = Vectors.Select(mask, a, b);
        (chosen.Y[7], chosen.Y[8]).ShouldBe((2, 6));
        Vectors.Mix(a, b, Vector512.Create(0.25f)).Z[4].ShouldBe(4);
        Vectors.Gray(Vector512.Create(2f)).X[3].ShouldBe(2);
        Vectors.All(new Color(0.25, 0.5, 1)).Y[9].ShouldBe(0.5f);
        Vectors.All(new Vector(1, 2, 3)).Z[15].ShouldBe(3);
        Vectors.Zero.Unit().X[0].ShouldBe(0);
    }

    private static Vector Any(SeededRandom random) =>
        new((float)random.Between(-5, 5), (float)random.Between(-5, 5), (float)random.Between(1, 5));

    private static Vectors With(Vectors v, int lane, Vector value) => new(
        v.X.WithElement(lane, (float)value.X), v.Y.WithElement(lane, (float)value.Y),
        v.Z.WithElement(lane, (float)value.Z));

    private static void Same(Vectors actual, int lane, Vector expected, double tolerance)
    {
        actual.X[lane].ShouldBe((float)expected.X, tolerance);
        actual.Y[lane].ShouldBe((float)expected.Y, tolerance);
        actual.Z[lane].ShouldBe((float)expected.Z, tolerance);
    }
}
