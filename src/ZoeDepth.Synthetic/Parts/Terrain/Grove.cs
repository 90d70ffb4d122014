using ZoeDepth.Synthetic.Materials;
using ZoeDepth.Synthetic.Parts.Vegetation;
using ZoeDepth.Synthetic.Scenes;

namespace ZoeDepth.Synthetic.Parts.Terrain;

/// <summary>
/// The trees of one place and season: their colours, drawn once, and how much of each is built by how far away it
/// stands.
/// </summary>
internal sealed class Grove
{
    private const double Close = 8;

    private readonly double _whole;
    private readonly WoodKind[] _kinds;
    private readonly Season _season;
    private readonly Foliage[] _leaves;
    private readonly Foliage _needles;
    private readonly Material[] _crowns;
    private readonly Material _farNeedles;
    private readonly Material _bark;
    private readonly Material _white;
    private readonly SeededRandom _random;

    /// <param name="kinds">what grows here; a kind that is named twice is as likely again</param>
    /// <param name="season">of the leaves</param>
    /// <param name="random">which</param>
    /// <param name="whole">nearer trees have all their boughs, metres: few where trees are many</param>
    public Grove(WoodKind[] kinds, Season season, SeededRandom random, double whole = 30)
    {
        (_kinds, _season, _random, _whole) = (kinds, season, random, whole);
        var number = season switch { Season.Spring => 0, Season.Autumn => 2, _ => 1 };
        _leaves = [.. Enumerable.Range(0, 3)
            .Select(_ => Foliage.Draw(random, season == Season.Autumn && random.Chance(0.3) ? 1 : number))];
        _needles = Foliage.Draw(random, 3);
        _crowns = [.. _leaves.Select(leaves => new Canopy(leaves, 0.9))];
        _farNeedles = new Canopy(_needles, 0.6);
        var tone = Color.Hsv(random.Between(20, 45), random.Between(0.1, 0.35), random.Between(0.3, 0.5));
        _bark = new Bark(tone, tone * random.Between(0.25, 0.5), random.LogBetween(0.02, 0.05), random.Between(2, 6));
        _white = new Bark(Color.Gray(random.Between(0.5, 0.68)), Color.Gray(0.05), 0.09, 0.14);
    }

    /// <summary>A tree of any of the kinds.</summary>
    /// <param name="at">its foot</param>
    /// <param name="height">metres</param>
    /// <param name="distance">from the camera, metres</param>
    public void Tree(LocalFrame at, double height, double distance) => Tree(at, height, distance, _random.Pick(_kinds));

    /// <summary>A tree of one kind.</summary>
    public void Tree(LocalFrame at, double height, double distance, WoodKind kind)
    {
        at = at.Part("tree").Turned(_random.Between(0, 360)).Leaning(_random.Normal(0, 2.6));
        var bark = kind == WoodKind.Birch ? _white : _bark;
        var (needles, number) = (kind is WoodKind.Spruce or WoodKind.Pine, _random.Integer(0, _leaves.Length - 1));
        var wide = height * (needles ? _random.Between(0.72, 1.2) : _random.Between(0.82, 1.25));
        if (_season == Season.Winter && kind is not (WoodKind.Spruce or WoodKind.Pine))
        {
            at.Scaled(wide, wide, height)
                .Mesh(distance < _whole ? WholeTree.AnyBare(_random) : WholeTree.Any(kind, false, _random).Wood,
                Vector.Zero, bark);
        }
        else if (distance < _whole)
        {
            var tree = WholeTree.Any(kind, distance < Close, _random);
            var grown = at.Scaled(wide, wide, height);
            grown.Mesh(tree.Wood, Vector.Zero, bark);
            grown.Mesh(tree.Leaves, Vector.Zero, needles ? _needles : _leaves[number]);
        }
        else Distant(at, height, wide, kind, needles ? _farNeedles : _crowns[number], bark, distance);
    }

    /// <summary>A row or a thicket of crowns seen from far away, their trunks hidden.</summary>
    public void Distant(LocalFrame at, double height)
    {
        var kind = _random.Pick(_kinds);
        var wide = height * _random.Between(0.8, 1.35);
        Distant(at.Part("tree").Turned(_random.Between(0, 360)), height, wide, kind,
            kind is WoodKind.Spruce or WoodKind.Pine ? _farNeedles : _random.Pick(_crowns), _bark, 1000);
    }

    /// <summary>
    /// Leaves from the ground up: a bush, young trees, the edge of a wood. Bare twigs in winter, where no needles grow.
    /// </summary>
    public void Thicket(LocalFrame at, double height)
    {
        var kind = _random.Pick(_kinds);
        var needles = kind is WoodKind.Spruce or WoodKind.Pine;
        at = at.Part("bush").Turned(_random.Between(0, 360));
        at = at.Scaled(height * _random.Between(0.95, 1.7), height * _random.Between(0.95, 1.7), height);
        if (kind == WoodKind.Spruce) at.Mesh(Conifers.AnyFar(_random), Vector.Zero, _farNeedles);
        else if (_season == Season.Winter && !needles) at.Mesh(WholeTree.AnyBare(_random), (0, 0, -0.2), _bark);
        else at.Mesh(WholeTree.AnyFarLump(_random), (0, 0, -0.1), needles ? _farNeedles : _random.Pick(_crowns));
    }

    private void Distant(LocalFrame at, double height, double wide, WoodKind kind, Material leaves, Material bark,
        double distance)
    {
        if (kind == WoodKind.Spruce)
        {
            at.Scaled(wide, wide, height).Mesh(Conifers.AnyFar(_random), Vector.Zero, leaves);
            return;
        }
        var (foot, breadth) = kind switch
        {
            WoodKind.Solitary => (0.16, 0.85),
            WoodKind.Beech => (0.36, 0.6),
            WoodKind.Birch => (0.25, 0.42),
            _ => (0.58, 0.48),
        };
        foot *= _random.Between(0.75, 1.15);
        breadth *= _random.Between(0.85, 1.15);
        if (distance > 500) foot = 0;
        if (kind == WoodKind.Pine && distance < 120)
        {
            Clouds(at, height, breadth * wide, leaves);
            at.Cone(Vector.Zero, (0, 0, 0.93 * height), 0.0135 * height, 0.005 * height, bark);
            return;
        }
        at.Scaled(breadth * wide, breadth * wide, (1 - foot) * height)
            .Mesh(distance < 55 ? WholeTree.AnyLump(_random) : WholeTree.AnyFarLump(_random), (0, 0, foot / (1 - foot)),
                leaves);
        if (distance < 500)
            at.Cone(Vector.Zero,
                (_random.Normal(0, 0.02) * height, _random.Normal(0, 0.02) * height, (foot + 0.4) * height),
            _random.Between(0.009, 0.02) * height, 0.006 * height, bark);
    }

    /// <summary>The crown of a pine: flat clouds of needles above one another, none right over the other.</summary>
    private void Clouds(LocalFrame at, double height, double wide, Material needles)
    {
        var turn = _random.Between(0, 360);
        foreach (var (low, breadth, thick) in ((double, double, double)[])[(0.62, 0.55, 0.1), (0.7, 0.72, 0.14),
            (0.8, 0.62, 0.13),
            (0.89, 0.42, 0.12)])
        {
            turn += _random.Between(100, 160);
            var size = breadth * wide * _random.Between(0.85, 1.15);
            at.Turned(turn).At(0.22 * wide * (1.6 - low), 0, low * height).Scaled(size, size, thick * height)
                .Mesh(WholeTree.AnyLump(_random), Vector.Zero, needles);
        }
    }
}
