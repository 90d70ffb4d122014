using ZoeDepth.Synthetic.Geometry;
using ZoeDepth.Synthetic.Materials;
using ZoeDepth.Synthetic.Scenes;

namespace ZoeDepth.Synthetic.Parts.Buildings;

/// <summary>
/// Houses in gardens, farms, garages, towers of the skyline. The front's foot is at the origin and faces −y.
/// </summary>
internal static class House
{
    private static readonly Material _floor = new Plain(Color.Gray(0.35));

    /// <summary>A dwelling of one or two storeys under a steep roof.</summary>
    public static void Detached(LocalFrame at, SeededRandom random, bool near = true)
    {
        at = at.Part("house");
        var plan = random.Pick(FrontPlan.Cottage, FrontPlan.Rendered, FrontPlan.Southern);
        plan = plan with { Bays = random.Integer(2, 4), Storeys = random.Integer(1, 2) };
        Material wall = random.Chance(0.3) ? Brick.Draw(random) : Plaster.DrawRender(random);
        var (width, height, depth) = (plan.FullWidth, plan.FullHeight, random.Between(7, 10));
        var shape = new FacadeShape(plan.Bay, plan.Storey, plan.Width, plan.Height, plan.Sill, -height / 2,
            plan.Bays % 2 == 1 ? plan.Bay / 2 : 0);
        var body = at.At(0, 0, 0.2);
        var reveal = near ? plan.Reveal : 0;
        at.Box((0, depth / 2, 0.1), (width + 0.05, depth + 0.05, 0.3), _floor);
        var painted = new Facade(wall, shape, Color.Gray(0.7), Color.Gray(0.6), near ? 0.05 : 0);
        body.Box((0, (depth + reveal) / 2, height / 2), (width - 0.01, depth - reveal, height - 0.002), painted);
        if (near)
        {
            Front.Add(body, plan, 1, wall, _floor, new Plain(Palette.Paint(random), 0.05, 0.6), _floor);
            var bay = random.Integer(0, plan.Bays - 1);
            HouseDoor.Add(body.At((bay + 0.5 - (plan.Bays / 2.0)) * plan.Bay, 0), 1.1, plan.Sill + plan.Height, _floor,
                random);
        }
        var (tiles, top) = (RoofTiles.Draw(random), at.At(0, 0, 0.2 + height));
        var rise = depth * random.Between(0.35, 0.55);
        if (random.Chance(0.4)) Roof.Saddle(top, width, depth, rise, tiles, wall, random, near && random.Chance(0.4));
        else if (random.Chance(0.5)) Roof.Gabled(top, width, depth, Math.Min(rise, width * 0.6), tiles, wall, random);
        else Roof.Hipped(top, width, depth, rise * 0.9, tiles, random);
        if (random.Chance(0.4)) Garage(at.At((width / 2) + 1.8, 1.5), random);
    }

    /// <summary>One garage with a flat roof.</summary>
    public static void Garage(LocalFrame at, SeededRandom random)
    {
        at = at.Part("garage");
        var wall = Plaster.DrawRender(random);
        at.Box((0, 3, 1.3), (3, 6, 2.6), wall);
        at.Box((0, 3, 2.66), (3.2, 6.3, 0.14), _floor);
        HouseDoor.Garage(at.At(0, 0), 2.4, 2.1, random);
    }

    /// <summary>A barn of boards or bricks, with a gate.</summary>
    public static void Barn(LocalFrame at, SeededRandom random)
    {
        at = at.Part("barn");
        var (width, height, depth) = (random.Between(10, 20), random.Between(3.5, 5), random.Between(8, 12));
        Material wall = random.Chance(0.6) ? Planks.Draw(random) : Brick.Draw(random);
        at.Box((0, depth / 2, height / 2), (width, depth, height), wall);
        var gate = new Planks(new(0.12, 0.07, 0.05), new(0.07, 0.04, 0.03), upright: true);
        at.Box((random.Between(-0.25, 0.25) * width, -0.03, 1.7), (3.6, 0.1, 3.4), gate);
        Material tiles = random.Chance(0.5) ? RoofTiles.Draw(random) : Metal.DrawCorrugated(random);
        Roof.Saddle(at.At(0, 0, height), width, depth, depth * random.Between(0.3, 0.5), tiles, wall, random, false);
        if (!random.Chance(0.35)) return;
        var silo = at.At((width / 2) + 3, depth / 2);
        silo.Bar(Vector.Zero, (0, 0, 9), 2, Metal.DrawCorrugated(random));
        silo.Ball((0, 0, 9), (4, 4, 2.4), new Plain(Color.Gray(0.4), 0.3, 0.3));
    }

    /// <summary>A high house far away: a box with painted windows.</summary>
    public static void Tower(LocalFrame at, double width, double height, SeededRandom random)
    {
        at = at.Part("tower");
        at.Box((0, width / 2, height / 2), (width, width * 0.8, height), Facade.Draw(random, -height / 2));
        if (random.Chance(0.5)) at.Box((0, width / 2, height + 2), (width * 0.4, width * 0.3, 4), _floor);
        if (random.Chance(0.3)) at.Bar((0, width / 2, height), (0, width / 2, height * 1.2), 0.3, _floor);
    }

    /// <summary>A flat hall: supermarket, works, warehouse.</summary>
    public static void Hall(LocalFrame at, double width, double height, double depth, SeededRandom random)
    {
        at = at.Part("hall");
        Material wall = random.Chance(0.5) ? Metal.DrawCorrugated(random)
            : random.Chance(0.5) ? Concrete.Draw(random) : Plaster.DrawRender(random);
        at.Box((0, depth / 2, height / 2), (width, depth, height), wall);
        at.Box((0, depth / 2, height), (width + 0.3, depth + 0.3, 0.3), _floor);
        ShopFront.Row(at.At(random.Between(-0.2, 0.2) * width, -1.14), width * random.Between(0.3, 0.6), height * 0.62,
            wall,
            at.Origin.Length < 40, random);
        var word = Lettering.Any(random);
        var size = Math.Min(height * 0.22, width * 0.5 / word.Bounds.Size.X);
        at.At(random.Between(-0.2, 0.2) * width, -0.06, height * 0.72)
            .Mesh(word, Vector.Zero, new Plain(Palette.Ink(random), 0.1, 0.4), size);
    }
}
