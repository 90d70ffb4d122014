using ZoeDepth.Synthetic.Geometry;
using ZoeDepth.Synthetic.Materials;
using ZoeDepth.Synthetic.Parts.Buildings;
using ZoeDepth.Synthetic.Scenes;

namespace ZoeDepth.Synthetic.Parts.Street;

/// <summary>Sunshades over tables: eight ribs, cloth that sags between them, a valance, a cap at the top.</summary>
internal static class Parasol
{
    private const int Ribs = 8;
    private const int Steps = 4;

    /// <summary>
    /// Every other panel, from the odd or the even ones: radius 1, the rim at z = 0, the top at z = 0.38.
    /// </summary>
    private static readonly Lazy<Mesh>[] _panels = [new(() => Panels(0)), new(() => Panels(1))];

    private static readonly Lazy<Mesh> _frame = Block.Made(builder =>
    {
        for (var rib = 0; rib < Ribs; rib++)
        {
            var turn = Affine.Turn(Vector.Up, 360.0 * rib / Ribs);
            Block.Bar(builder, turn.Point((0.98, 0, -0.012)), turn.Point((0, 0, 0.36)), 0.012);
            Block.Bar(builder, turn.Point((0.5, 0, 0.16)), turn.Point((0.02, 0, 0.02)), 0.01);
        }
    });

    /// <summary>Stands on the origin, open or tilted a little.</summary>
    public static void Add(LocalFrame at, SeededRandom random)
    {
        at = at.Part("parasol");
        var metal = new Plain(Color.Gray(random.Pick(0.06, 0.6)), 0.2, 0.4);
        at.Bar(Vector.Zero, (0, 0, 2.1), 0.022, metal);
        at.Bar(Vector.Zero, (0, 0, 0.07), 0.26, new Plain(Color.Gray(0.25)));
        var (first, pale) = (Palette.Paint(random) * 0.8, Color.Gray(random.Between(0.5, 0.75)));
        var second = random.Chance(0.5) ? first * 0.93 : pale;
        var radius = random.Between(1.1, 1.6);
        var top = at.At(0, 0, 2.05).Tilted(random.Chance(0.3) ? random.Between(-18, 18) : 0)
            .Scaled(radius, radius, random.Between(0.9, 1.3));
        foreach (var (panel, color) in (ReadOnlySpan<(int, Color)>)[(0, first), (1, second)])
            top.Mesh(_panels[panel].Value, Vector.Zero,
                new Fabric(color, color * 0.85, FabricPattern.Weave, translucency: 0.3));
        top.Mesh(_frame.Value, Vector.Zero, metal);
        top.Ball((0, 0, 0.4), (0.06, 0.06, 0.1), metal);
    }

    private static Mesh Panels(int odd)
    {
        var builder = new MeshBuilder();
        for (var panel = odd; panel < Ribs; panel += 2)
        {
            Vector Cloth(double share, double reach, double drop)
            {
                var angle = 2 * Math.PI * (panel + share) / Ribs;
                var sag = 4 * share * (1 - share);
                var radius = reach * (1 - (0.075 * sag * reach));
                var arch = 0.2 * (1 - reach) * reach * (1 - sag);
                var height = (0.38 * (1 - reach)) + arch - drop - (0.03 * sag * reach);
                return (radius * PortableMath.Cos(angle), radius * PortableMath.Sin(angle), height);
            }
            (double Out, double Drop)[] rows = [(1, 0.1), (1, 0), (0.7, 0), (0.35, 0), (0.02, 0)];
            builder.Sheet(Steps, rows.Length - 1,
                (column, row) => Cloth((double)column / Steps, rows[row].Out, rows[row].Drop));
        }
        return builder.Build(40);
    }
}
