using System.Runtime.Intrinsics;

namespace ZoeDepth.Synthetic.Materials;

/// <summary>
/// A house front in one plane: a wall of any material, rows of windows with frames, sills, curtains and dark rooms.
/// Windows stand in the middle of bays counted from u = 0: a side that measures an even number of bays is framed
/// evenly, an odd number wants a shift of half a bay.
/// </summary>
internal sealed class Facade : Material
{
    private readonly Material _wall;
    private readonly FacadeShape _shape;
    private readonly Color _frame;
    private readonly Color _curtain;
    private readonly double _mirror;
    private readonly Color _mean = Color.Gray(0.4);

    /// <param name="wall">what is between the windows</param>
    /// <param name="shape">where the windows are</param>
    /// <param name="frame">albedo of frames and sills</param>
    /// <param name="curtain">albedo of curtains and blinds</param>
    /// <param name="mirror">share of the sky's image in the panes; 0 spares its rays</param>
    public Facade(Material wall, FacadeShape shape, Color frame, Color curtain, double mirror = 0)
    {
        (_wall, _shape, _frame, _curtain, _mirror) = (wall, shape, frame, curtain, mirror);
        _mean = Averages.Of(this, 8 * shape.Bay, 8 * shape.Storey);
    }

    public override Color Mean => _mean;

    /// <summary>A dwelling or office of brick, render or concrete.</summary>
    /// <param name="random">the stream</param>
    /// <param name="ground">local z of the ground: minus half the height for a box</param>
    /// <param name="shift">of the bays along u, metres</param>
    public static Facade Draw(SeededRandom random, double ground, double shift = 0)
    {
        Material wall = random.Unit() switch
        {
            < 0.35 => Brick.Draw(random),
            < 0.85 => Plaster.DrawRender(random),
            _ => Concrete.Draw(random),
        };
        return Draw(random, wall, ground, shift);
    }

    /// <summary>With a wall of one's own.</summary>
    public static Facade Draw(SeededRandom random, Material wall, double ground, double shift = 0)
    {
        var bay = random.Between(2, 3.6);
        var storey = random.Between(2.7, 3.6);
        var width = bay * random.Between(0.35, random.Chance(0.2) ? 0.9 : 0.6);
        var height = storey * random.Between(0.42, 0.62);
        var shape = new FacadeShape(bay, storey, width, height, random.Between(0.8, 1), ground, shift,
            random.Pick(1, 2, 2, 3), random.Chance(0.35));
        var frame = random.Chance(0.65) ? Color.Gray(random.Between(0.55, 0.8)) : Palette.Paint(random);
        return new(wall, shape, frame,
            random.Chance(0.7) ? Color.Gray(random.Between(0.5, 0.75)) : Palette.Fabric(random));
    }

    public override void Evaluate(in Surface at, ref SurfaceProperties surface)
    {
        _wall.Evaluate(at, ref surface);
        var face = new Face(at);
        var shape = _shape;
        var (u, v) = (face.U - LaneMath.All(shape.Shift), face.V - LaneMath.All(shape.Ground));
        var column = Vector512.Floor(u * LaneMath.All(1 / shape.Bay));
        var row = Vector512.Floor(v * LaneMath.All(1 / shape.Storey));
        var x = u - ((column + LaneMath.All(0.5f)) * LaneMath.All(shape.Bay));
        var shop = shape.Shops ? Vector512.Equals(row, Floats.Zero) : Floats.Zero;
        var half = Vector512.ConditionalSelect(shop, LaneMath.All(shape.Bay * 0.44), LaneMath.All(shape.Width / 2));
        var height = Vector512.ConditionalSelect(shop, LaneMath.All((shape.Storey * 0.82) - 0.35),
            LaneMath.All(shape.Height));
        var y = v - (row * LaneMath.All(shape.Storey))
            - Vector512.ConditionalSelect(shop, LaneMath.All(0.35), LaneMath.All(shape.Sill));
        var footprint = at.Footprint;
        var window = Pattern.Between(x, -half, half, footprint) * Pattern.Between(y, Floats.Zero, height, footprint);
        var sill = Pattern.Between(x, LaneMath.All(-0.1) - half, half + LaneMath.All(0.1), footprint)
            * Pattern.Between(y, LaneMath.All(-0.07), Floats.Zero, footprint);

        // Roofs and floors of the box have no windows.
        (window, sill) = (Vector512.AndNot(window, face.Level), Vector512.AndNot(sill, face.Level));
        var bits = Noise.CellBits(column, row, Pattern.Salt(at, 321));
        var pane = shape.Width / shape.Panes;
        var inner = Pattern.Between(x, LaneMath.All(0.06) - half, half - LaneMath.All(0.06), footprint)
            * Pattern.Between(y, LaneMath.All(0.06), height - LaneMath.All(0.06), footprint)
            * (Floats.One - Pattern.Bands(x + half - LaneMath.All(pane - 0.025), pane, 0.05, footprint));
        var drawn = Noise.Again(bits, 1);
        var aside = half * (Floats.One - (drawn * LaneMath.All(0.55f)));
        var curtain = Pattern.Beyond(Vector512.Abs(x), aside, footprint);
        var blind = Pattern.Beyond(y, height * (LaneMath.All(0.25f) + (Noise.Again(bits, 2) * LaneMath.All(2.2f))),
            footprint);
        var sky = Noise.Again(bits, 3);
        var room = Vectors.Mix(Vectors.All(0.02f, 0.02f, 0.02f), Vectors.All(0.11f, 0.13f, 0.16f),
            sky * sky * (LaneMath.All(0.6f) + (y / height)));
        var cloth = Vectors.All(_curtain) * LaneMath.All(0.55f);
        var behind = Vectors.Mix(room, cloth, Vector512.Max(curtain, blind));
        var glass = Vector512.Min(window, inner);
        var near = Noise.Kept(footprint, 2 * Math.Min(shape.Bay, shape.Storey));
        // The reveal shades the top of the window.
        var reveal = Floats.One - (Pattern.Beyond(y, height - LaneMath.All(0.12), footprint) * LaneMath.All(0.5f));
        var albedo = Vectors.Mix(surface.Albedo, Vectors.All(_frame), Vector512.Max(window, sill));
        albedo = Vectors.Mix(albedo, behind * reveal, glass);
        surface.Albedo = Vectors.Mix(Vectors.All(_mean), albedo, near);
        surface.Gloss = LaneMath.Mix(surface.Gloss, LaneMath.All(0.7f), glass);
        surface.Roughness = LaneMath.Mix(surface.Roughness, LaneMath.All(0.05f), glass);
        surface.Mirror = glass * LaneMath.All(_mirror);
        surface.LocalNormal = Vectors.Mix(surface.LocalNormal, at.LocalNormal, window);
    }
}
