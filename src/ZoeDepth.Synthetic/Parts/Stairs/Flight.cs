using ZoeDepth.Synthetic.Geometry;
using ZoeDepth.Synthetic.Materials;
using ZoeDepth.Synthetic.Parts.Rooms;
using ZoeDepth.Synthetic.Scenes;

namespace ZoeDepth.Synthetic.Parts.Stairs;

/// <summary>How a stairwell's stairs are built.</summary>
/// <param name="Rise">of a step, metres</param>
/// <param name="Going">of a step, metres</param>
/// <param name="Open">treads on stringers with nothing between them; else solid steps on a slab</param>
/// <param name="Tread">what one treads on</param>
/// <param name="Body">slabs, stringers</param>
/// <param name="Edge">strips along the edges; null for none</param>
internal sealed record FlightStyle(double Rise, double Going, bool Open, Material Tread, Material Body, Material? Edge)
{
    public static FlightStyle Draw(SeededRandom random, bool open)
    {
        var tread = random.Unit() switch
        {
            < 0.4 => Wood.Draw(random),
            < 0.6 => Granite.Draw(random),
            < 0.75 => Concrete.Draw(random),
            < 0.85 => Hall.Slabs.Draw(random),
            _ => (Material)new Plain(Color.Gray(random.Between(0.2, 0.5)), 0.1, 0.4),
        };
        var body = open ? (random.Chance(0.5) ? Everyday.Painted(random) : tread) : random.Chance(0.5)
            ? Concrete.Draw(random)
            : new Plaster(Color.Gray(random.Between(0.65, 0.85)));
        return new(random.Between(0.16, 0.185), random.Between(0.26, 0.3), open, tread, body, random.Chance(0.55)
            ? new Plain(random.Chance(0.5) ? Color.Gray(0.03) : Color.Srgb(225, 180, 30)) : null);
    }
}

/// <summary>Flights of steps.</summary>
internal static class Flight
{
    private static readonly Lazy<Mesh> _wedge = new(() => Prism.Extruded(
        [.. Curve.Arc(Vector.Zero, (1, 0, 0), (0, 0, 1), 1, -19, 19, 4).Select(p => (p.X, p.Z)), (0.05, 0.03),
            (0.05, -0.03)]));

    private static readonly Lazy<Mesh> _helix = new(() =>
    {
        var line = new Vector[36];
        for (var i = 0; i < line.Length; i++)
        {
            var angle = PortableMath.Radians(15 * i);
            line[i] = (PortableMath.Cos(angle), PortableMath.Sin(angle), i / 2.0);
        }
        return Tube.Along(line, 0.03, 6);
    });

    /// <summary>
    /// A straight flight that climbs to +y from the middle of its lowest edge; the last rise meets the landing above.
    /// </summary>
    /// <param name="at">on the floor below</param>
    /// <param name="width">metres</param>
    /// <param name="rises">one more than treads</param>
    /// <param name="style">how it is built</param>
    public static void Straight(LocalFrame at, double width, int rises, FlightStyle style)
    {
        at = at.Part("stairs");
        var (rise, going) = (style.Rise, style.Going);
        for (var step = 0; step < rises - 1; step++)
        {
            var (y, z) = ((step + 0.5) * going, (step + 1) * rise);
            if (style.Open)
            {
                at.Box((0, y - 0.015, z - 0.02), (width - 0.08, going + 0.03, 0.04), style.Tread);
            }
            else
            {
                at.Box((0, y, z - 0.02 - (rise / 2)), (width, going, rise), style.Body);
                at.Box((0, y - 0.015, z - 0.015), (width - 0.002, going + 0.03, 0.03), style.Tread);
            }
            if (style.Edge is not null)
                at.Box((0, y - (going / 2) - 0.003, z + 0.0005), (width - 0.1, 0.04, 0.002), style.Edge);
        }
        var (run, height) = ((rises - 1) * going, (rises - 1) * rise);
        var slope = new Vector(0, run, height);
        var normal = new Vector(0, -height, run).Unit();
        var system = new Affine((1, 0, 0), slope.Unit(), normal,
            ((slope + new Vector(0, going, rise)) * 0.5) + new Vector(0, 0, -rise * 0.5));
        var slanted = new LocalFrame(at.Scene, at.Map.Of(system), at.Scene.Part("stairs"));
        if (style.Open)
        {
            foreach (var side in (ReadOnlySpan<double>)[-1, 1])
                slanted.Box((side * ((width / 2) - 0.02), -0.1, 0), (0.045, slope.Length + 0.15, 0.26), style.Body);
        }
        else
        {
            slanted.Box((0, -0.03, -0.14), (width - 0.004, slope.Length + 0.25, 0.16), style.Body);
        }
    }

    /// <summary>A spiral about a column: twelve steps a turn, of this radius.</summary>
    public static void Spiral(LocalFrame at, double radius, int steps, FlightStyle style, RailingStyle railing)
    {
        at = at.Part("stairs");
        var rise = style.Rise * 1.1;
        at.Bar((0, 0, 0), (0, 0, (steps * rise) + 1.1), 0.07, railing.Bars);
        for (var step = 0; step < steps; step++)
        {
            var here = at.At(0, 0, (step + 1) * rise).Turned(30 * step);
            here.At(0, 0, -0.02).Tilted(-90).Scaled(radius, 0.04, radius).Mesh(_wedge.Value, Vector.Zero, style.Tread);
            if (!style.Open) here.Box((radius / 2, -0.06, -0.1), (radius - 0.1, 0.02, 0.14), style.Body);
            foreach (var angle in (ReadOnlySpan<double>)[-15, -5, 5])
            {
                var post = here.Turned(angle);
                post.Bar((radius - 0.03, 0, angle > 0 ? 0 : -0.02), (radius - 0.03, 0, 0.95 + (angle / 30 * rise)),
                    angle < -10 ? 0.014 : 0.007,
                    railing.Bars);
            }
        }

        // The rail turns by 15 degrees and climbs by half a step from point to point; a mesh has 36 points.
        for (var part = 0; part * 17 < steps; part++)
        {
            at.At(0, 0, rise + 0.95 + (part * 17.5 * rise)).Turned(part * 17.5 * 30)
                .Scaled(radius - 0.03, radius - 0.03, rise)
                .Mesh(_helix.Value, Vector.Zero, railing.Rail);
        }
    }
}
