using ZoeDepth.Synthetic.Materials;
using ZoeDepth.Synthetic.Parts.Rooms;
using ZoeDepth.Synthetic.Scenes;

namespace ZoeDepth.Synthetic.Parts.Stairs;

/// <summary>The railings of a stairwell, one kind in all of it.</summary>
/// <param name="Kind">0 upright bars, 1 lengthwise bars, 2 panes, 3 sheets, 4 wooden balusters</param>
/// <param name="Bars">posts and bars</param>
/// <param name="Rail">what hands hold</param>
/// <param name="Panel">panes and sheets</param>
internal sealed record RailingStyle(int Kind, Material Bars, Material Rail, Material Panel)
{
    public static RailingStyle Draw(SeededRandom random)
    {
        var kind = random.Pick(0, 0, 0, 1, 2, 3, 4);
        var bars = kind == 4 ? Wood.Draw(random, 2) : random.Chance(0.4)
            ? Everyday.Steel(random) : Everyday.Painted(random);
        var panel = kind == 2 ? new Plain(Color.Gray(random.Between(0.2, 0.4)), 0.5, 0.06, 0.05)
            : Everyday.Painted(random);
        return new(kind, bars, kind == 4 || random.Chance(0.5) ? Wood.Draw(random, 2) : bars, panel);
    }
}

/// <summary>Railings along flights and landings.</summary>
internal static class Railing
{
    private const double High = 0.95;

    /// <summary>From one place on the floor or the steps to another.</summary>
    public static void Along(LocalFrame at, Vector from, Vector to, RailingStyle style)
    {
        at = at.Part("railing");
        var up = Vector.Up;
        var level = new Vector(to.X - from.X, to.Y - from.Y, 0).Length;
        at.Bar(from + (up * High), to + (up * High), 0.026, style.Rail);
        // Its ends run level over the posts and close with a knob or a bend downwards.
        var ahead = new Vector(to.X - from.X, to.Y - from.Y, 0).Unit() * 0.09;
        foreach (var (place, onwards) in (ReadOnlySpan<(Vector, Vector)>)[(from, Vector.Zero - ahead), (to, ahead)])
        {
            var end = place + (up * High);
            var beyond = end + onwards;
            at.Ball(end, 0.027, style.Rail);
            at.Bar(end, beyond, 0.026, style.Rail);
            at.Ball(beyond, 0.03, style.Rail);
        }
        at.Bar(from, from + (up * High), 0.02, style.Bars);
        at.Bar(to, to + (up * High), 0.02, style.Bars);
        switch (style.Kind)
        {
            case 0:
            case 4:
                at.Bar(from + (up * 0.13), to + (up * 0.13), 0.012, style.Bars);
                var bars = (int)(level / 0.125);
                for (var i = 1; i < bars; i++)
                {
                    var foot = from + ((to - from) * ((double)i / bars));
                    if (style.Kind == 0)
                    {
                        at.Bar(foot + (up * 0.13), foot + (up * High), 0.0075, style.Bars);
                    }
                    else
                    {
                        at.Bar(foot, foot + (up * High), 0.013, style.Bars);
                        at.Ball(foot + (up * 0.3), (0.05, 0.05, 0.2), style.Bars);
                        at.Ball(foot + (up * 0.66), (0.045, 0.045, 0.24), style.Bars);
                    }
                }
                break;
            case 1:
                for (var i = 1; i < 7; i++)
                    at.Bar(from + (up * (0.125 * i)), to + (up * (0.125 * i)), 0.008, style.Bars);
                break;
            default:
                Panels(at, from, to, style);
                break;
        }
        var posts = (int)(level / 1.3);
        for (var i = 1; i <= posts; i++)
        {
            var foot = from + ((to - from) * ((double)i / (posts + 1)));
            at.Bar(foot, foot + (up * High), 0.018, style.Bars);
        }
    }

    /// <summary>Sheared sheets that follow the slope.</summary>
    private static void Panels(LocalFrame at, Vector from, Vector to, RailingStyle style)
    {
        var along = to - from;
        var across = along.Cross(Vector.Up).Unit() * 0.007;
        var map = new Affine(along * 0.48, across, Vector.Up * 0.36, ((from + to) * 0.5) + (Vector.Up * 0.5));
        new LocalFrame(at.Scene, at.Map.Of(map), at.Scene.Part("railing")).Box(Vector.Zero, (2, 2, 2), style.Panel);
    }
}
