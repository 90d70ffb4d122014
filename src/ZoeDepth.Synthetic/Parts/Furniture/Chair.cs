using ZoeDepth.Synthetic.Geometry;
using ZoeDepth.Synthetic.Materials;
using ZoeDepth.Synthetic.Scenes;

namespace ZoeDepth.Synthetic.Parts.Furniture;

/// <summary>The kinds of chairs.</summary>
internal enum ChairKind
{
    /// <summary>Wooden seat, legs and a back of slats.</summary>
    Wooden,

    /// <summary>Padded seat and back on wooden legs.</summary>
    Padded,

    /// <summary>A moulded shell on thin legs.</summary>
    Shell,

    /// <summary>Round and without a back.</summary>
    Stool,
}

/// <summary>Chairs: of one set, one look.</summary>
internal sealed class Chair
{
    private static readonly Lazy<Mesh> _shell =
        new(() => Cloth.Closed(10, 12, (u, v) => OnShell(u, v, 0.012), (u, v) => OnShell(u, v, 0), 80));

    private readonly Timber _timber;
    private readonly Material _cover;
    private readonly Material _metal;
    private readonly double _back;
    private readonly double _soft;
    private readonly bool _upright;

    private Chair(ChairKind kind, SeededRandom random)
    {
        (Kind, _timber, _cover) = (kind, Timber.Draw(random, 0.3), Sofa.Cover(random));
        (_metal, _back, _soft, _upright) =
            (Metal.DrawBare(random), random.Between(0.8, 0.98), random.Between(0.03, 0.06), random.Chance(0.5));
    }

    public ChairKind Kind { get; }

    /// <summary>A chair of a home.</summary>
    public static Chair Draw(SeededRandom random) =>
        new(random.Pick(ChairKind.Wooden, ChairKind.Wooden, ChairKind.Padded, ChairKind.Shell), random);

    /// <summary>A chair of this kind.</summary>
    public static Chair Draw(ChairKind kind, SeededRandom random) => new(kind, random);

    /// <summary>Stands on the origin, faces −y, about 0.45 wide and deep.</summary>
    public void Add(LocalFrame at)
    {
        at = at.Part("chair");
        switch (Kind)
        {
            case ChairKind.Wooden: Wooden(at); break;
            case ChairKind.Padded: Padded(at); break;
            case ChairKind.Shell: Shell(at); break;
            default: Stool(at); break;
        }
    }

    private void Wooden(LocalFrame at)
    {
        at.Fitted(RoundedBox.Fitting((0.42, 0.41, 0.035), 0.015), (0, 0, 0.45), (0.43, 0.42, 0.035), _timber.X);
        Legs(at, 0.435, 0.017);
        foreach (var x in (double[])[-0.185, 0.185])
            at.Bar((x, 0.185, 0.43), (x * 1.04, 0.26, _back), 0.015, _timber.Z);
        if (_upright)
        {
            at.Fitted(RoundedBox.Soft, (0, 0.258, _back - 0.03), (0.42, 0.026, 0.08), _timber.X);
            for (var x = -0.12; x < 0.13; x += 0.06)
                at.Bar((x, 0.19, 0.46), (x, 0.255, _back - 0.05), 0.008, _timber.Z);
        }
        else
        {
            for (var i = 0; i < 3; i++)
            {
                var share = 0.4 + (0.27 * i);
                at.Fitted(RoundedBox.Soft, (0, 0.185 + (0.075 * share), 0.43 + ((_back - 0.43) * share)),
                    (0.38, 0.018, 0.07), _timber.X);
            }
        }
        at.Bar((-0.19, -0.17, 0.22), (-0.19, 0.18, 0.22), 0.009, _timber.Y);
        at.Bar((0.19, -0.17, 0.22), (0.19, 0.18, 0.22), 0.009, _timber.Y);
    }

    private void Padded(LocalFrame at)
    {
        at.Fitted(RoundedBox.Fitting((0.46, 0.45, 0.09), 0.035), (0, -0.01, 0.44), (0.47, 0.46, 0.1), _cover);
        at.At(0, 0.23, 0.44).Tilted(-9)
            .Fitted(RoundedBox.Fitting((0.44, 0.06, _back - 0.42), _soft / 2), (0, 0, (_back - 0.44) / 2),
            (0.45, 0.07, _back - 0.42), _cover);
        Legs(at, 0.41, 0.019);
    }

    private void Shell(LocalFrame at)
    {
        at.Mesh(_shell.Value, (0, 0, 0.44), _upright ? _timber.X : _cover);
        foreach (var x in (double[])[-1, 1])
        {
            foreach (var y in (double[])[-1, 1])
                at.Bar((x * 0.12, y * 0.1, 0.435), (x * 0.22, y * 0.22, 0), 0.011, _upright ? _metal : _timber.Z);
        }
        at.Bar((-0.16, -0.14, 0.26), (0.16, 0.14, 0.26), 0.004, _metal);
        at.Bar((0.16, -0.14, 0.26), (-0.16, 0.14, 0.26), 0.004, _metal);
    }

    private void Stool(LocalFrame at)
    {
        var height = 0.45 + (_upright ? 0 : 0.22);
        at.Fitted(Balls.SoftDrum, (0, 0, height), (0.36, 0.36, 0.05), _soft > 0.045 ? _cover : _timber.X);
        foreach (var x in (double[])[-1, 1])
        {
            foreach (var y in (double[])[-1, 1])
                at.Bar((x * 0.1, y * 0.1, height - 0.01), (x * 0.16, y * 0.16, 0), 0.013, _timber.Z);
        }
    }

    private void Legs(LocalFrame at, double height, double thick)
    {
        foreach (var x in (double[])[-1, 1])
        {
            foreach (var y in (double[])[-1, 1])
                at.Cone((x * 0.185, y * 0.18, height), (x * 0.2, y * 0.205, 0), thick, thick * 0.7, _timber.Z);
        }
    }

    /// <summary>From the front of the seat (v = 0) up the back (v = 1); its sides curl up.</summary>
    private static Vector OnShell(double u, double v, double lift)
    {
        var x = (2 * u) - 1;
        var along = 0.86 * v;
        var bend = Math.Clamp((along - 0.34) / 0.14, 0, 1);
        var back = Math.Max(along - 0.48, 0);
        var y = -0.22 + Math.Min(along, 0.34) + (0.11 * bend * (2 - bend) * 0.7) + (0.22 * back);
        var z = (0.1 * bend * bend) + (0.95 * back) - (0.02 * PortableMath.Sin(Math.PI * Math.Min(along / 0.4, 1)));
        var half = 0.235 * (1 - (0.35 * v * v * v)) * (v < 0.1 ? 0.85 + (1.5 * v) : 1);
        var curl = x * x * (v < 0.55 ? 0.05 : 0.02);
        return (half * x, y - (lift * bend) - (x * x * 0.05 * bend), z + curl + (lift * (1 - bend)));
    }
}
