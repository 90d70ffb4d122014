using ZoeDepth.Synthetic.Materials;
using ZoeDepth.Synthetic.Parts.Clutter;
using ZoeDepth.Synthetic.Parts.Goods;
using ZoeDepth.Synthetic.Parts.Lamps;
using ZoeDepth.Synthetic.Parts.Office;
using ZoeDepth.Synthetic.Parts.Rooms;
using ZoeDepth.Synthetic.Scenes;

namespace ZoeDepth.Synthetic.Families;

/// <summary>
/// A desk or a workbench as whoever sits or stands at it looks down on it: papers, cables, tools, cups, keyboards,
/// packets.
/// </summary>
internal sealed class Desks : IFamily
{
    public string Name => "desk-close";

    public Domain Domain => Domain.Indoor;

    public void Compose(Scene scene, SeededRandom random)
    {
        var light = random.Chance(0.7) ? RoomLight.Work(random) : RoomLight.Draw(random);
        var room = Room.Build(scene, RoomSize.Draw(random, 1.5, 2.8), random.Chance(0.7) ? RoomFinish.Work(random)
            : RoomFinish.Home(random), light,
            random.Integer(0, 2), random.Integer(0, 1), random);
        var (width, depth) = (random.Between(1, 1.8), random.Between(0.6, 0.85));
        var style = DeskStyle.Draw(random);
        var desk = random.Chance(0.7) && room.Floor.AgainstWall(random, width, depth + 0.1, 1.2) is { } wall ? wall
            : room.Middle.Turned(90 * random.Integer(0, 3));
        room.Floor.Mark(desk, width, depth, 1.2);
        Desk.Add(desk, width, depth, style, random);
        var top = desk.At(0, 0, style.Height + 0.001);
        switch (random.Unit())
        {
            case < 0.5: DeskClutter.Add(top, width, depth, random.Between(0.2, 1), random); break;
            case < 0.8: Bench(top, width, depth, random); break;
            default: Reading(top, width, depth, random); break;
        }
        var focus = (X: random.Between(-0.3, 0.3) * width, Y: random.Between(-0.28, 0.2) * depth);
        Goods(top, width, depth, focus, random);
        for (var i = random.Integer(1, 3); i > 0; i--) Leads.Loose(top.At(random.Between(-0.4, 0.4) * width,
            random.Between(-0.4, 0.4) * depth), 0.003, 0.07, random);
        if (random.Chance(0.6)) OfficeChair.Add(desk.At(random.Normal(0, 0.3), -(depth / 2) - random.Between(0.35, 0.6))
            .Turned(random.Normal(180, 40)),
            Everyday.Fabric(random), random);
        for (var i = random.Integer(0, 3); i > 0; i--)
        {
            if (room.Floor.Standing(random, 0.5, 0.5, 0.5, any: true) is { } there) Items.Any(there, random, 0.5,
                Items.Floor);
        }
        BouncedLight.Settle(room, random);

        // Over the edge at which somebody sits, or straight from above.
        var height = random.LogBetween(0.28, 1.05);
        var at = top.Map.Point((focus.X, focus.Y, random.Between(0, 0.06)));
        var from = top.Map.Point((focus.X + random.Normal(0, 0.18), focus.Y - (height * random.Between(0, 1.3)),
            height));
        from = (Math.Clamp(from.X, 0.1 - room.Size.HalfWidth, room.Size.HalfWidth - 0.1),
            Math.Clamp(from.Y, 0.1 - room.Size.HalfLength, room.Size.HalfLength - 0.1),
                Math.Min(from.Z, room.Size.Height - 0.15));
        NearView.PlaceCamera(scene, at, from, NearView.FieldOfView(random), random, 5);
    }

    /// <summary>Somebody repairs something here.</summary>
    private static void Bench(LocalFrame top, double width, double depth, SeededRandom random)
    {
        top.Part("mat").Box((0, -0.05, 0.0015), (0.6, 0.42, 0.003),
            new Plain(random.Pick(Color.Srgb(30, 90, 70), Color.Srgb(40, 60, 110), Color.Gray(0.03), Color.Gray(0.3)),
                0.05, 0.5));
        for (var i = random.Integer(2, 7); i > 0; i--)
            HandThings.Tool(random).Lying()
                .On(top.At(random.Between(-0.4, 0.4) * width, random.Between(-0.4, 0.3) * depth, 0.004)
                .Turned(random.Between(0, 360)));
        for (var i = random.Integer(0, 3); i > 0; i--)
            Container.Add(top.At(random.Between(-0.4, 0.4) * width, random.Between(0.15, 0.35) * depth),
                (random.Between(0.1, 0.25), random.Between(0.08, 0.16),
                random.Between(0.04, 0.1)), 0.1, random);
    }

    /// <summary>Somebody reads and writes here.</summary>
    private static void Reading(LocalFrame top, double width, double depth, SeededRandom random)
    {
        Parts.Clutter.Reading.Open(top.At(random.Normal(0, 0.1), -0.08).Scaled(0.8).Turned(random.Normal(0, 15)),
            random);
        for (var i = random.Integer(2, 6); i > 0; i--)
            Parts.Clutter.Reading.Sheets(top.At(random.Between(-0.42, 0.42) * width, random.Between(-0.35, 0.35)
                * depth).Turned(random.Between(0, 360)).Scaled(0.9),
                random.Integer(1, 4), random);
        SmallThings.Pens(top.At(random.Normal(0, 0.2), -0.1), random.Integer(1, 4), random);
    }

    private static void Goods(LocalFrame top, double width, double depth, (double X, double Y) focus,
        SeededRandom random)
    {
        var (wide, deep) = (Math.Min(0.5, width - (2 * Math.Abs(focus.X))),
            Math.Min(0.4, depth - (2 * Math.Abs(focus.Y))));
        var heap = new Heap(top.At(focus.X, focus.Y, 0.003), wide, deep);
        for (var i = random.Integer(1, 8); i > 0; i--)
        {
            var good = AnyGood.Draw(random, 0.26);
            heap.Drop(random.Chance(0.35) ? good.Standing() : good.Anyhow(random), random, 0.3);
        }
    }
}
