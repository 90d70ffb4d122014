using ZoeDepth.Synthetic.Geometry;
using ZoeDepth.Synthetic.Materials;
using ZoeDepth.Synthetic.Parts.Clutter;
using ZoeDepth.Synthetic.Parts.Lamps;
using ZoeDepth.Synthetic.Scenes;

namespace ZoeDepth.Synthetic.Parts.Rooms;

/// <summary>
/// A window in its niche: frame, casements, handle, sill, panes with a view, the light that comes in, curtains or
/// blinds.
/// </summary>
internal static class Window
{
    private const double PaneAt = 0.17;

    /// <summary>
    /// Opens a window somewhere in this wall, its sill at least this high; does nothing where there is no room for one.
    /// </summary>
    public static void Add(Room room, Side side, RoomLight light, SeededRandom random, double leastSill = 0)
    {
        var french = leastSill <= 0 && random.Chance(0.15);
        var bottom = french ? 0.04 : Math.Max(random.Pick(0.5, 0.75, 0.85, 0.9, 1.05), leastSill);
        var top = Math.Min(room.Size.Height - random.Between(0.12, 0.35), bottom + random.Between(1.1, 2.1));
        var width = Math.Min(random.Pick(0.7, 0.95, 1.2, 1.5, 1.9, 2.4), (2 * room.HalfSpan(side)) - 0.5);
        for (var attempt = 0; attempt < 8; attempt++)
        {
            var along = random.Between(-1, 1) * Math.Max(room.HalfSpan(side) - (width / 2) - 0.2, 0);
            if (!room.Open(side, along, width, bottom, top)) continue;
            Fill(room, side, along, width, bottom, top, light, random);
            return;
        }
    }

    private static void Fill(Room room, Side side, double along, double width, double bottom, double top,
        RoomLight light, SeededRandom random)
    {
        var at = room.At(side, along).Part("window");
        Frame(at, width, bottom, top, room.Finish.Trim, random);
        var sky = light.Daylight;
        var (middle, height) = ((bottom + top) / 2, top - bottom);
        at.Box((0, PaneAt + 0.02, middle), (width, 0.01, height),
            WindowView.Draw(random, width, height, sky.Luminance));
        var open = 1.0;
        if (random.Chance(0.55)) open = Curtain.Add(at, room, width, bottom, top, random);
        else if (random.Chance(0.45)) open = Blind.Add(at, width, bottom, top, random);
        var power = sky * (width * height / Math.PI * open);
        if (power.Luminance > 1e-3)
        {
            at.Panel((0, 0.06, top - (height * open / 2)), ((width / 2) - 0.09, 0, 0),
                (0, 0, (height * open / 2) - 0.09), (0, -1, 0), power);
        }
        light.ShineThrough(room.Scene, at.Map.Direction((0, 1, 0)), random);
        if (bottom > 0.3) Sill(at, width, bottom, random);
    }

    private static void Frame(LocalFrame at, double width, double bottom, double top, Material material,
        SeededRandom random)
    {
        var (bar, middle, height) = (random.Between(0.045, 0.075), (bottom + top) / 2, top - bottom);
        void Bar(double x, double z, double wide, double high, double depth = 0.06) =>
            at.Box((x, PaneAt - 0.03, z), (wide, depth, high), material);
        Bar(-(width - bar) / 2, middle, bar, height);
        Bar((width - bar) / 2, middle, bar, height);
        Bar(0, bottom + (bar / 2), width, bar, 0.062);
        Bar(0, top - (bar / 2), width, bar, 0.062);
        var casements = Math.Max(1, (int)Math.Round(width / random.Between(0.6, 1.1)));
        for (var i = 1; i < casements; i++)
            Bar(width * (((double)i / casements) - 0.5), middle, bar * 1.6, height, 0.07);
        if (random.Chance(0.35)) Bar(0, top - (height * random.Between(0.25, 0.4)), width, bar, 0.066);
        if (random.Chance(0.2))
        {
            for (var i = 0; i < casements; i++)
                Bar(width * (((i + 0.5) / casements) - 0.5), middle, 0.025, height, 0.04);
        }
        var metal = new Plain(Color.Gray(0.55), 0.5, 0.3, 0.1);
        var handle = casements > 1 ? width * ((1.0 / casements) - 0.5) : (width / 2) - (bar / 2);
        at.Box((handle, PaneAt - 0.075, middle - 0.03), (0.025, 0.03, 0.07), metal);
        at.Bar((handle, PaneAt - 0.1, middle), (handle, PaneAt - 0.1, middle - 0.12), 0.009, metal);
    }

    private static void Sill(LocalFrame at, double width, double bottom, SeededRandom random)
    {
        var stone = random.Chance(0.6)
            ? new Plain(Color.Gray(random.Between(0.6, 0.85)), 0.2, 0.3) : (Material)Wood.Draw(random);
        var reach = random.Between(0.03, 0.12);
        at.Part("sill").Fitted(
            RoundedBox.Fitting((width, 0.3, 0.03), 0.006), (0, (PaneAt - 0.06 - reach) / 2, bottom + 0.006),
                (width + 0.06, PaneAt - 0.06 + reach, 0.03), stone);
        if (!random.Chance(0.6)) return;
        var room = PaneAt - 0.09 + reach;
        for (var x = (-width / 2) + 0.12; x < (width / 2) - 0.1; x += random.Between(room, 0.6))
            Items.Any(at.At(x, (PaneAt - 0.09 - reach) / 2, bottom + 0.021), random, room, Items.Living, 0.7);
    }
}
