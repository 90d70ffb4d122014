using ZoeDepth.Synthetic.Geometry;
using ZoeDepth.Synthetic.Scenes;

namespace ZoeDepth.Synthetic.Parts.Clutter;

/// <summary>What stands in kitchens and shops. Everything stands on the origin; every method returns the radius of the footprint, metres.</summary>
internal static class Groceries
{
    private static readonly Lazy<Mesh> _tin = new(() => Lathe.Turned(
        [(0, 0.003), (0.9, 0), (1, 0), (1, 0.03), (0.97, 0.04), (0.97, 0.96), (1, 0.97), (1, 1), (0.95, 1), (0.93, 0.98), (0, 0.98)], 16));

    private static readonly Lazy<Mesh> _jar = new(() =>
        Lathe.Turned([(0, 0), (0.9, 0), (1, 0.05), (1, 0.72), (0.8, 0.82), (0.8, 0.86), (0, 0.86)], 16));

    private static readonly Lazy<Mesh> _squeezer = new(() => Loft.Through(
        [Section.At(0, 0.034, 0.022), Section.At(0.1, 0.036, 0.024), Section.At(0.15, 0.03, 0.02), Section.At(0.165, 0.013, 0.013),
            Section.At(0.2, 0.011, 0.011)], 12));

    private static readonly Lazy<Mesh> _carton = new(() =>
    {
        var builder = new MeshBuilder();
        Vector[] low = [(-0.5, -0.5, 0), (0.5, -0.5, 0), (0.5, 0.5, 0), (-0.5, 0.5, 0)];
        builder.Sheet(4, 1, (column, row) => low[column] + (Vector.Up * (0.78 * row)), columnsClose: true);
        Vector left = (-0.5, 0, 0.96), right = (0.5, 0, 0.96), up = (0, 0, 0.78), fin = (0, 0, 0.04);
        builder.Quad(low[0] + up, low[1] + up, right, left);
        builder.Quad(low[2] + up, low[3] + up, left, right);
        builder.Triangle(low[1] + up, low[2] + up, right);
        builder.Triangle(low[3] + up, low[0] + up, left);
        builder.Cap([.. low.Reverse()], Vector.Zero);
        builder.Add(RoundedBox.Crisp, new((1, 0, 0), (0, 0.02, 0), (0, 0, 0.06), left + ((right - left) / 2) + fin));
        return builder.Build(20);
    });

    public static double Tin(Place at, SeededRandom random)
    {
        var (radius, height) = (random.Between(0.033, 0.05), random.Between(0.05, 0.13));
        at = at.Part("tin").Turned(random.Between(0, 360));
        at.Scaled(radius, radius, height).Mesh(_tin.Value, Vector.Zero, Stuff.Metal(random));
        at.Bar((0, 0, 0.08 * height), (0, 0, 0.92 * height), 0.985 * radius, Stuff.Print(random));
        return radius;
    }

    public static double Jar(Place at, SeededRandom random)
    {
        var (radius, height) = (random.Between(0.03, 0.05), random.Between(0.07, 0.16));
        at = at.Part("jar");
        at.Scaled(radius, radius, height).Mesh(_jar.Value, Vector.Zero, random.Chance(0.6) ? Stuff.Fruit(random) : Stuff.Glass(random));
        at.Bar((0, 0, 0.86 * height), (0, 0, height), 0.86 * radius, Stuff.Metal(random));
        if (random.Chance(0.5)) at.Bar((0, 0, 0.2 * height), (0, 0, 0.6 * height), 1.015 * radius, Stuff.Print(random));
        return radius;
    }

    public static double Packet(Place at, SeededRandom random)
    {
        var (width, depth, height) = (random.Between(0.08, 0.2), random.Between(0.04, 0.08), random.Between(0.1, 0.3));
        at = at.Part("packet").Turned(random.Normal(0, 12));
        if (random.Chance(0.15)) (height, depth) = (depth, height);
        at.Box((0, 0, height / 2), (width, depth, height), Materials.Print.DrawCover(random, width, height));
        return Math.Max(width, depth) / 2;
    }

    public static double Carton(Place at, SeededRandom random)
    {
        var height = random.Between(0.17, 0.24);
        at.Part("carton").Turned(random.Between(0, 360)).Scaled(0.075, 0.075, height).Mesh(_carton.Value, Vector.Zero, Stuff.Print(random));
        return 0.055;
    }

    public static double Squeezer(Place at, SeededRandom random)
    {
        at.Part("bottle").Turned(random.Between(0, 360)).Mesh(_squeezer.Value, Vector.Zero, Stuff.Plastic(random), random.Between(0.8, 1.15));
        return 0.04;
    }
}
