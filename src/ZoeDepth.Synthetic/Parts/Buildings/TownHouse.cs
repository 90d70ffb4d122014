using ZoeDepth.Synthetic.Materials;
using ZoeDepth.Synthetic.Scenes;

namespace ZoeDepth.Synthetic.Parts.Buildings;

/// <summary>Houses of a street: the front stands in y = 0 about x = 0 and faces −y; the body lies behind it.</summary>
internal static class TownHouse
{
    private static readonly Material _step = new Plain(Color.Gray(0.3));

    /// <summary>One house with true windows, a ground floor of shops or dwellings and a roof.</summary>
    /// <param name="at">middle of the front's foot</param>
    /// <param name="width">of the house; its windows stretch a little</param>
    /// <param name="height">wanted, of the eaves</param>
    /// <param name="depth">metres</param>
    /// <param name="plan">its windows</param>
    /// <param name="shops">chance of shops on the ground floor</param>
    /// <param name="near">false for distant houses, which are painted boxes</param>
    /// <param name="random">all else</param>
    public static void Add(LocalFrame at, double width, double height, double depth, FrontPlan plan, double shops,
        bool near, SeededRandom random)
    {
        at = at.Part("house");
        var wall = WallOf(plan, random);
        var hasShops = random.Chance(shops);
        var ground = hasShops ? random.Between(3.3, 4.3) : random.Chance(0.5) ? random.Between(0.3, 1) : 0.25;
        plan = plan.Filling(width, height - ground);
        var stretch = width / plan.FullWidth;
        height = plan.FullHeight;
        var stone = new Plain(random.Chance(0.6)
            ? Color.Hsv(40, 0.08, random.Between(0.65, 0.9)) : Color.Hsv(30, 0.2, random.Between(0.4, 0.7)));
        if (hasShops) ShopFront.Row(at, width, ground, random.Chance(0.5) ? wall : stone, near, random);
        if (hasShops) at.Box((0, (depth / 2) + 0.6, ground / 2), (width - 0.02, depth - 1.2, ground), wall);
        else at.Box((0, (depth / 2) - 0.03, ground / 2), (width + 0.04, depth, ground), stone);
        var upper = at.At(0, 0, ground);
        Body(upper, plan, stretch, height, depth, wall, stone, near, random);
        if (!hasShops) Doors(at, plan with { Bay = plan.Bay * stretch }, ground, stone, random);
        Cover(upper.At(0, 0, height), plan, width, depth, wall, random);
        if (near && random.Chance(0.6))
            at.Bar((width / 2 - 0.15, -0.07, 0), (width / 2 - 0.15, -0.07, ground + height - 0.4), 0.05, _step);
    }

    /// <summary>A plan for a street of one character.</summary>
    public static FrontPlan Plan(SeededRandom random, int character) => character switch
    {
        0 => random.Pick(FrontPlan.Classic, FrontPlan.Iron, FrontPlan.Classic, FrontPlan.Rendered),
        1 => random.Pick(FrontPlan.Rendered, FrontPlan.Slab, FrontPlan.Ribbon, FrontPlan.Rendered),
        2 => FrontPlan.Terrace,
        3 => random.Pick(FrontPlan.Southern, FrontPlan.Southern, FrontPlan.Iron),
        4 => random.Pick(FrontPlan.Office, FrontPlan.Ribbon, FrontPlan.Slab, FrontPlan.Classic),
        _ => random.Pick(
            FrontPlan.Classic, FrontPlan.Rendered, FrontPlan.Terrace, FrontPlan.Southern, FrontPlan.Ribbon,
            FrontPlan.Slab, FrontPlan.Office,
            FrontPlan.Iron),
    };

    private static Material WallOf(FrontPlan plan, SeededRandom random)
    {
        if (plan.Ornament == FrontPlan.Terrace.Ornament)
            return random.Chance(0.8) ? Brick.Draw(random) : Plaster.DrawRender(random);
        if (plan.Ornament == FrontPlan.Office.Ornament || plan.Ornament == FrontPlan.Ribbon.Ornament)
            return random.Chance(0.5) ? Concrete.Draw(random) : random.Chance(0.5)
                ? Brick.Draw(random) : Plaster.DrawRender(random);
        return random.Chance(0.18) ? Brick.Draw(random) : Plaster.DrawRender(random);
    }

    private static void Body(
        LocalFrame at, FrontPlan plan, double stretch, double height, double depth, Material wall, Material stone,
        bool near, SeededRandom random)
    {
        var (width, bay) = (plan.FullWidth * stretch, plan.Bay * stretch);
        var shape = new FacadeShape(
            bay, plan.Storey, plan.Width * stretch, plan.Height, plan.Sill, -height / 2,
            plan.Bays % 2 == 1 ? bay / 2 : 0, plan.Width > 1.5 ? 3 : 2);
        var frame = random.Chance(0.75) ? Color.Gray(random.Between(0.5, 0.8)) : random.Chance(0.5)
            ? Color.Gray(0.03) : Palette.Wood(random).Autumn;
        var front = new Facade(wall, shape, frame, Color.Gray(random.Between(0.4, 0.75)),
            near && at.Origin.Length < 20 ? 0.06 : 0);
        var reveal = near ? plan.Reveal : 0;
        at.Box((0, (depth / 2) + (reveal / 2), height / 2), (width - 0.01, depth - reveal, height - 0.002), front);
        if (!near) return;
        var wood = new Plain(Palette.Paint(random), 0.05, 0.6);
        var iron = new Plain(random.Chance(0.7) ? Color.Gray(0.03) : Color.Gray(0.4), 0.1, 0.5);
        Front.Add(at, plan, stretch, wall, stone, wood, iron);
    }

    private static void Doors(LocalFrame at, FrontPlan plan, double ground, Material stone, SeededRandom random)
    {
        var bay = random.Integer(0, plan.Bays - 1);
        for (; bay < plan.Bays; bay += random.Integer(3, 4))
        {
            var x = (bay + 0.5 - (plan.Bays / 2.0)) * plan.Bay;
            HouseDoor.Add(at.At(x, 0), Math.Min(plan.Width + 0.25, 1.5), ground + plan.Sill + plan.Height, stone,
                random);
            for (var step = 0; step < (int)(ground / 0.17); step++)
            {
                var z = ground - (0.17 * (step + 1));
                at.Box((x, -0.15 - (0.28 * step), z / 2), (1.6, 0.3, z), _step);
            }
        }
    }

    private static void Cover(LocalFrame at, FrontPlan plan, double width, double depth, Material wall,
        SeededRandom random)
    {
        var modern = (plan.Ornament & (Ornament.Balconies | Ornament.Ribs)) != 0 || plan.Ornament == Ornament.Bands;
        if (modern || random.Chance(0.2)) Roof.Flat(at, width, depth, wall, random);
        else if (width < 9 && random.Chance(0.25))
            Roof.Gabled(at, width, depth, width * random.Between(0.4, 0.7), RoofTiles.Draw(random), wall, random);
        else Roof.Saddle(at, width, depth, depth * random.Between(0.3, 0.48), RoofTiles.Draw(random), wall, random,
            random.Chance(0.5));
    }
}
