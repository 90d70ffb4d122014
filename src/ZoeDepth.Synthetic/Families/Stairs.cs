using ZoeDepth.Synthetic.Materials;
using ZoeDepth.Synthetic.Parts.Office;
using ZoeDepth.Synthetic.Parts.People;
using ZoeDepth.Synthetic.Parts.Stairs;
using ZoeDepth.Synthetic.Parts.Vegetation;
using ZoeDepth.Synthetic.Scenes;

namespace ZoeDepth.Synthetic.Families;

/// <summary>
/// Stairwells: flights with railings between landings, straight flights in halls, spirals; seen from below, from above
/// and on the way.
/// </summary>
internal sealed class Stairs : IFamily
{
    public string Name => "stairs";

    public Domain Domain => Domain.Indoor;

    public void Compose(Scene scene, SeededRandom random)
    {
        switch (random.Unit())
        {
            case < 0.55: Stairwell(scene, random); break;
            case < 0.82: Hall(scene, random); break;
            default: Spiral(scene, random); break;
        }
    }

    /// <summary>Two flights a storey that turn at a half landing.</summary>
    private static void Stairwell(Scene scene, SeededRandom random)
    {
        var (flight, railing) = (FlightStyle.Draw(random, random.Chance(0.2)), RailingStyle.Draw(random));
        var (width, gap, deep, rises, storeys) =
            (random.Between(1, 1.5), random.Between(0.08, 0.6), random.Between(1.2, 1.7), random.Integer(8, 10), 3);
        var (run, half) = ((rises - 1) * flight.Going, rises * flight.Rise);
        var (side, far, storey) = (width + (gap / 2), run + deep, 2 * half);
        var top = (storeys * storey) + random.Between(0, 1);
        Shaft.Shell(scene, side, -deep, far, top, random);
        var world = scene.World;
        var middle = (width + gap) / 2;
        var rail = random.Chance(0.5) ? railing.Rail : null;
        for (var level = 0; level < storeys; level++)
        {
            var z = level * storey;
            var landing = world.At(0, 0, z).Part("landing");
            if (level > 0) landing.Box((0, -deep / 2, -0.1), ((2 * side) - 0.002, deep - 0.002, 0.2), flight.Body);
            if (level > 0) landing.Box((0, -deep / 2, 0), ((2 * side) - 0.01, deep + 0.02, 0.02), flight.Tread);
            Shaft.Fit(world.At(0, -deep, z), side, random);
            if (level == storeys - 1)
            {
                Railing.Along(world, (-side + 0.1, 0.02, z), (side - 0.05, 0.02, z), railing);
                continue;
            }
            Flight.Straight(world.At(middle, 0, z), width, rises, flight);
            Flight.Straight(world.At(-middle, run, z + half).Turned(180), width, rises, flight);
            var rest = world.At(0, run + (deep / 2), z + half).Part("landing");
            rest.Box((0, 0, -0.1), ((2 * side) - 0.002, deep - 0.002, 0.2), flight.Body);
            rest.Box((0, 0, 0), ((2 * side) - 0.01, deep + 0.02, 0.02), flight.Tread);
            var (x, r) = (gap / 2, flight.Rise);
            Railing.Along(world, (x + 0.04, 0.05, z + r), (x + 0.04, run, z + half), railing);
            Railing.Along(world, (-x - 0.04, run - 0.05, z + half + r), (-x - 0.04, 0, z + storey), railing);
            Shaft.Daylight(world.At(0, far, z + half), Math.Min(1.4, side), random);
            foreach (var (edge, low, high) in (ReadOnlySpan<(int, double, double)>)[(1, z, z + half),
                (-1, z + storey, z + half)])
            {
                if (rail is null) continue;
                var (first, last) = (new Vector(edge * (side - 0.07), 0, low + 0.95),
                    new Vector(edge * (side - 0.07), run, high + 0.95));
                world.Part("handrail").Bar(first, last, 0.022, rail);
                foreach (var end in (ReadOnlySpan<Vector>)[first, last])
                {
                    // It turns into the wall.
                    world.Part("handrail").Ball(end, 0.022, rail);
                    world.Part("handrail").Bar(end, (edge * (side + 0.01), end.Y, end.Z), 0.022, rail);
                }
                for (var y = 0.2; y < run; y += 0.9)
                {
                    var height = low + ((high - low) * y / run) + 0.92;
                    world.Part("handrail")
                        .Bar((edge * side, y, height), (edge * (side - 0.07), y, height + 0.02), 0.009, rail);
                }
            }
            if (random.Chance(0.6))
                Boards.Poster(world.At(side, run + (deep / 2), z + half + 1.55).Turned(-90), random.Between(0.35, 0.7),
                    random.Between(0.5, 0.9),
                    random);
            if (random.Chance(0.4))
                PottedPlant.Add(world.At(-side + 0.3, far - 0.3, z + half + 0.01), random.Between(0.5, 1.2), random);
        }
        var from = world.At(0, -deep, 0).Origin;
        var at = random.Integer(0, 1);
        scene.Camera = random.Unit() switch
        {
            // From a landing up its flight, down the flight to it, from the half landing down or up, seldom down the
            // well.
            < 0.4 => Aim((random.Between(-0.6, 0.3) * side, from.Y + random.Between(0.25, 0.4),
                (at * storey) + Eye(random)),
                (middle * 0.8, run * 0.8, (at * storey) + (half * random.Between(0.25, 0.6))), random),
            < 0.62 => Aim((random.Between(-0.1, 0.5) * side, from.Y + 0.35, storey + Eye(random)),
                (-middle, run * 0.7, storey - (half * random.Between(0.3, 0.7))), random),
            < 0.8 => Aim((random.Between(-0.5, 0.3) * side, far - random.Between(0.25, 0.4),
                (at * storey) + half + Eye(random)),
                (middle, run * 0.2, (at * storey) + half - random.Between(0.2, 0.9)), random),
            < 0.93 => Aim((random.Between(0, 0.6) * side, far - random.Between(0.25, 0.4),
                (at * storey) + half + Eye(random)),
                (-middle * 0.9, run * 0.2, (at * storey) + half + random.Between(0.4, 0.9)), random),
            _ => Aim((random.Normal(0, 0.2), -0.25, storey + Eye(random)),
                (random.Normal(0, 0.3), run * random.Between(0.7, 1.2), 0.2), random),
        };
    }

    /// <summary>A straight flight in a hall, to a gallery.</summary>
    private static void Hall(Scene scene, SeededRandom random)
    {
        var (flight, railing) = (FlightStyle.Draw(random, random.Chance(0.5)), RailingStyle.Draw(random));
        var (rises, width, side) = (random.Integer(14, 17), random.Between(0.9, 1.8), random.Between(1.4, 3));
        var (run, height) = ((rises - 1) * flight.Going, rises * flight.Rise);
        var (near, far) = (-random.Between(2, 3.5), run + random.Between(1.5, 3));
        Shaft.Shell(scene, side, near, far, height + 2.6, random);
        var world = scene.World;
        var x = random.Chance(0.5) ? side - (width / 2) - 0.002 : random.Between(-0.3, 0.3) * (side - (width / 2));
        Flight.Straight(world.At(x, 0), width, rises, flight);
        world.Part("landing")
            .Box((0, (run + far) / 2, height - 0.12), ((2 * side) - 0.002, far - run, 0.24), flight.Body);
        world.Part("landing")
            .Box((0, (run + far) / 2, height), ((2 * side) - 0.01, far - run + 0.02, 0.02), flight.Tread);
        foreach (var edge in (ReadOnlySpan<double>)[-1, 1])
        {
            var rail = x + (edge * ((width / 2) - 0.04));
            if (Math.Abs(rail) > side - 0.1) continue;
            Railing.Along(world, (rail, 0.05, flight.Rise), (rail, run, height), railing);
            if (Math.Abs((edge * side) - rail) > 0.4)
                Railing.Along(world, (edge * (side - 0.05), run + 0.05, height),
                    (rail + (edge * 0.05), run + 0.05, height), railing);
        }
        Shaft.Fit(world.At(0, near, 0), side, random);
        Shaft.Daylight(world.At(random.Between(-0.3, 0.3) * side, far, height), 1.2, random);
        if (random.Chance(0.6))
            PottedPlant.Add(world.At(-Math.Sign(x + 0.01) * (side - 0.4), near + 0.6), random.Between(0.8, 1.6),
                random);
        if (random.Chance(0.35))
            Figure.Walking(world.At(x, near + random.Between(1.2, 2)).Turned(random.Pick(0, 180)), random);
        scene.Camera = random.Chance(0.6)
            ? Aim((random.Between(-0.8, 0.8) * (side - 0.3), near + 0.3, Eye(random)),
                (x, run * 0.7, height * random.Between(0.3, 0.8)), random)
            : Aim((x + random.Normal(0, 0.3), far - random.Between(0.5, 1.2), height + Eye(random)),
                (x, 0, random.Between(0.5, 1.4)), random);
    }

    private static void Spiral(Scene scene, SeededRandom random)
    {
        var (flight, railing) = (FlightStyle.Draw(random, random.Chance(0.7)), RailingStyle.Draw(random));
        var (radius, side, steps) = (random.Between(0.8, 1.3), random.Between(1.7, 2.6), random.Integer(16, 28));
        var top = (steps * flight.Rise * 1.1) + 2.4;
        Shaft.Shell(scene, side, -side, side, top, random);
        var stairs = scene.World.At(random.Normal(0, 0.2), random.Between(0, 0.4)).Turned(random.Between(0, 360));
        Flight.Spiral(stairs, radius, steps, flight, railing);
        Shaft.Fit(scene.World.At(0, -side, 0), side, random);
        Shaft.Daylight(scene.World.At(0.4, side, random.Between(0, top - 3)), 1, random);
        if (random.Chance(0.6))
            PottedPlant.Add(scene.World.At(side - 0.4, side - 0.4), random.Between(0.7, 1.5), random);
        scene.Camera = Aim((random.Between(-0.7, 0.7) * side, 0.3 - side, random.Chance(0.75) ? Eye(random) : top - 1),
            (stairs.Origin.X, stairs.Origin.Y, top * random.Between(0.2, 0.6)), random);
    }

    private static double Eye(SeededRandom random) => random.Between(1.3, 1.75);

    private static Camera Aim(Vector from, Vector at, SeededRandom random) => Camera.Looking(
        from, at + new Vector(random.Normal(0, 0.15), random.Normal(0, 0.15), random.Normal(0, 0.15)),
        HandHeld.FieldOfView(random, 70), HandHeld.Roll(random));
}
