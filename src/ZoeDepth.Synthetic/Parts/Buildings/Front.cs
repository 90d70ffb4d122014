using System.Collections.Concurrent;
using ZoeDepth.Synthetic.Geometry;
using ZoeDepth.Synthetic.Materials;
using ZoeDepth.Synthetic.Scenes;

namespace ZoeDepth.Synthetic.Parts.Buildings;

/// <summary>
/// Meshes of one storey of a front: its wall lies in y = 0, seen from −y, standing on z = 0 about x = 0, with true
/// holes for the windows. Houses stack and stretch them, so that a process holds a hundred small ones, however many
/// houses it builds.
/// </summary>
internal sealed class Front
{
    private static readonly ConcurrentDictionary<FrontPlan, Lazy<Front>> _made = new();

    private readonly FrontPlan _plan;

    private Front(FrontPlan plan)
    {
        _plan = plan;
        Wall = MakeWall();
        Stone = Built(Stonework);
        Wood = Built(Shutters);
        Iron = Built(Ironwork);
    }

    /// <summary>Wall and reveals.</summary>
    public Mesh Wall { get; }

    /// <summary>Sills, surrounds, bands, ribs, balcony slabs.</summary>
    public Mesh? Stone { get; }

    /// <summary>Shutters.</summary>
    public Mesh? Wood { get; }

    /// <summary>Railings.</summary>
    public Mesh? Iron { get; }

    /// <summary>A whole front.</summary>
    /// <param name="at">middle of its foot</param>
    /// <param name="plan">its windows</param>
    /// <param name="stretch">how much wider than the plan it is</param>
    /// <param name="wall">wall and reveals</param>
    /// <param name="stone">ornaments</param>
    /// <param name="wood">shutters</param>
    /// <param name="iron">railings</param>
    public static void Add(LocalFrame at, FrontPlan plan, double stretch, Material wall, Material stone, Material wood,
        Material iron)
    {
        for (var storey = 0; storey < plan.Storeys; storey++)
        {
            var front = _made.GetOrAdd(plan with { Storeys = 1, Upper = storey > 0 }, p => new(() => new(p))).Value;
            var place = at.At(0, 0, storey * plan.Storey).Scaled(stretch, 1, 1);
            place.Mesh(front.Wall, Vector.Zero, wall);
            if (front.Stone is not null) place.Mesh(front.Stone, Vector.Zero, stone);
            if (front.Wood is not null) place.Mesh(front.Wood, Vector.Zero, wood);
            if (front.Iron is not null) place.Mesh(front.Iron, Vector.Zero, iron);
        }
        if ((plan.Ornament & Ornament.Cornice) == 0) return;
        var (width, top) = (plan.FullWidth * stretch, plan.FullHeight);
        at.Box((0, -0.08, top - 0.3), (width, 0.2, 0.2), stone);
        at.Box((0, -0.17, top - 0.09), (width, 0.42, 0.2), stone);
    }

    private bool Has(Ornament ornament) => (_plan.Ornament & ornament) != 0;

    private double Left(int bay) => (bay - (_plan.Bays / 2.0) + 0.5) * _plan.Bay - (_plan.Width / 2);

    private Mesh MakeWall()
    {
        var builder = new MeshBuilder();
        var (half, top, deep) = (_plan.FullWidth / 2, _plan.FullHeight, _plan.Reveal);
        void Piece(double x0, double z0, double x1, double z1) =>
            builder.Quad((x0, 0, z0), (x1, 0, z0), (x1, 0, z1), (x0, 0, z1));
        var (z0, z1) = (_plan.Sill, _plan.Sill + _plan.Height);
        Piece(-half, 0, half, z0);
        Piece(-half, z1, half, top);
        var edge = -half;
        for (var bay = 0; bay < _plan.Bays; bay++)
        {
            var (x0, x1) = (Left(bay), Left(bay) + _plan.Width);
            Piece(edge, z0, x0, z1);
            edge = x1;
            builder.Quad((x0, 0, z0), (x0, deep, z0), (x0, deep, z1), (x0, 0, z1));
            builder.Quad((x1, deep, z0), (x1, 0, z0), (x1, 0, z1), (x1, deep, z1));
            builder.Quad((x0, 0, z0), (x1, 0, z0), (x1, deep, z0), (x0, deep, z0));
            builder.Quad((x0, deep, z1), (x1, deep, z1), (x1, 0, z1), (x0, 0, z1));
        }
        Piece(edge, z0, half, z1);
        builder.Quad((-half, deep, 0), (-half, 0, 0), (-half, 0, top), (-half, deep, top));
        builder.Quad((half, 0, 0), (half, deep, 0), (half, deep, top), (half, 0, top));
        builder.Quad((-half, 0, top), (half, 0, top), (half, deep, top), (-half, deep, top));
        return builder.Build(20);
    }

    private void Stonework(MeshBuilder builder)
    {
        var (half, top) = (_plan.FullWidth / 2, _plan.FullHeight);
        EachWindow((x, z, bay) =>
        {
            var (middle, width, height) = (x + (_plan.Width / 2), _plan.Width, _plan.Height);
            if (Has(Ornament.Sills)) Block.Add(builder, (middle, -0.01, z - 0.04), (width + 0.24, 0.16, 0.08));
            if (Has(Ornament.Surrounds))
            {
                Block.Add(builder, (x - 0.08, -0.015, z + (height / 2)), (0.16, 0.05, height));
                Block.Add(builder, (x + width + 0.08, -0.015, z + (height / 2)), (0.16, 0.05, height));
                Block.Add(builder, (middle, -0.03, z + height + 0.1), (width + 0.42, 0.12, 0.2));
            }
            if (OnBalcony(bay)) Block.Add(builder, (middle, -0.6, z - _plan.Sill), (_plan.Bay * 0.94, 1.25, 0.18));
        });
        if (Has(Ornament.Bands) && _plan.Upper) Block.Add(builder, (0, -0.02, -0.02), (2 * half, 0.1, 0.22));
        for (var bay = 0; Has(Ornament.Ribs) && bay <= _plan.Bays; bay++)
            Block.Add(builder, ((bay - (_plan.Bays / 2.0)) * _plan.Bay * 0.999, -0.06, top / 2), (0.22, 0.2, top));
    }

    private void Shutters(MeshBuilder builder)
    {
        if (!Has(Ornament.Shutters)) return;
        EachWindow((x, z, _) =>
        {
            foreach (var middle in (ReadOnlySpan<double>)[x - (_plan.Width * 0.27), x + (_plan.Width * 1.27)])
            {
                Block.Add(builder, (middle, -0.025, z + (_plan.Height / 2)), (_plan.Width * 0.5, 0.05, _plan.Height));
                Block.Add(builder, (middle, -0.05, z + (_plan.Height * 0.25)),
                    (_plan.Width * 0.36, 0.02, _plan.Height * 0.36));
                Block.Add(builder, (middle, -0.05, z + (_plan.Height * 0.73)),
                    (_plan.Width * 0.36, 0.02, _plan.Height * 0.4));
            }
        });
    }

    private void Ironwork(MeshBuilder builder) => EachWindow((x, z, bay) =>
    {
        if (Has(Ornament.Railings) && _plan.Upper)
            Railing(builder, x - 0.05, x + _plan.Width + 0.05, -0.06, z + 0.02, 0.85);
        if (!OnBalcony(bay)) return;
        var floor = z - _plan.Sill + 0.09;
        var (from, to) = (x + (_plan.Width / 2) - (_plan.Bay * 0.46), x + (_plan.Width / 2) + (_plan.Bay * 0.46));
        Railing(builder, from, to, -1.2, floor, 1);
        foreach (var side in (ReadOnlySpan<double>)[from, to])
            Block.Add(builder, (side, -0.6, floor + 0.5), (0.03, 1.2, 0.9));
    });

    private bool OnBalcony(int bay) => Has(Ornament.Balconies) && _plan.Upper && bay % 2 == 1;

    private static void Railing(MeshBuilder builder, double from, double to, double y, double z, double height)
    {
        Block.Add(builder, ((from + to) / 2, y, z + height), (to - from, 0.045, 0.045));
        Block.Add(builder, ((from + to) / 2, y, z + 0.06), (to - from, 0.03, 0.03));
        var bars = (int)Math.Round((to - from) / 0.16);
        for (var i = 0; i <= bars; i++)
            Block.Add(builder, (from + ((to - from) * i / bars), y, z + (height / 2)), (0.022, 0.022, height));
    }

    private void EachWindow(Action<double, double, int> build)
    {
        for (var bay = 0; bay < _plan.Bays; bay++) build(Left(bay), _plan.Sill, bay);
    }

    private static Mesh? Built(Action<MeshBuilder> fill)
    {
        var builder = new MeshBuilder();
        fill(builder);
        return builder.Count == 0 ? null : builder.Build(20);
    }
}
