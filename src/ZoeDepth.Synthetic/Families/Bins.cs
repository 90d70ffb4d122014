using ZoeDepth.Synthetic.Materials;
using ZoeDepth.Synthetic.Parts.Clutter;
using ZoeDepth.Synthetic.Parts.Furniture;
using ZoeDepth.Synthetic.Parts.Goods;
using ZoeDepth.Synthetic.Parts.Lamps;
using ZoeDepth.Synthetic.Parts.Rooms;
using ZoeDepth.Synthetic.Scenes;

namespace ZoeDepth.Synthetic.Families;

/// <summary>
/// A tote, a carton, a crate, a drawer or a basket looked into from above: a few things, a heap, or rows of the same
/// packet; on the floor, on a
/// table or among others of its kind.
/// </summary>
internal sealed class Bins : IFamily
{
    public string Name => "bins";

    public Domain Domain => Domain.Indoor;

    public void Compose(Scene scene, SeededRandom random)
    {
        var work = random.Chance(0.7);
        var light = work ? RoomLight.Work(random) : RoomLight.Draw(random);
        var room = Room.Build(scene, RoomSize.Draw(random, 1.4, 2.6), work ? RoomFinish.Work(random)
            : RoomFinish.Home(random), light,
            random.Integer(0, 2), random.Integer(0, 1), random);
        Vector size = (random.LogBetween(0.28, 0.74), 0, random.LogBetween(0.08, 0.34));
        size = size with { Y = size.X * random.Between(0.55, 0.95) };
        size = size with { Z = Math.Min(size.Z, 0.8 * size.Y) };
        var ground = Ground(room, size, random);
        var (kind, seed) = (random.Unit(), random.Bits());
        var main = Container.Add(ground.Turned(random.Chance(0.8) ? random.Normal(0, 4) : random.Between(-45, 45)),
            size, kind, new(seed));
        Load(main, random);
        foreach (var side in (ReadOnlySpan<double>)[-1, 1])
        {
            if (random.Chance(0.55)) continue;
            var beside = ground.At(side * (size.X + random.Between(0.02, 0.12)), random.Normal(0, 0.03))
                .Turned(random.Normal(0, 3));
            Load(Container.Add(beside, size, kind, random.Chance(0.6) ? new(seed) : random), random);
        }
        for (var i = random.Integer(0, 4); i > 0; i--)
        {
            var there = ground.At(random.Sign() * random.Between(0.65, 1) * size.X,
                random.Sign() * ((size.Y / 2) + random.Between(0.12, 0.3)));
            Items.Any(there, random, 0.3);
        }
        BouncedLight.Settle(room, random);
        View(room, main, random);
    }

    /// <summary>What it stands on: the floor, a table, a bench.</summary>
    private static LocalFrame Ground(Room room, Vector size, SeededRandom random)
    {
        var at = room.Middle.At(random.Normal(0, 0.25), random.Normal(0, 0.25)).Turned(random.Between(0, 360));
        if (random.Chance(0.4)) return at;
        var top = Table.Add(at, Math.Max(1.1, 2.4 * size.X), Math.Max(0.7, 1.6 * size.Y), random.Between(0.35, 0.9),
            false, random);
        return top.At(0, 0, 0.001);
    }

    /// <summary>Empty, a few things, a heap, or rows.</summary>
    private static void Load(Container box, SeededRandom random)
    {
        var longest = Math.Min(0.34, 0.9 * Math.Max(box.Width, box.Depth));
        switch (random.Unit())
        {
            case < 0.3: Heaped(box, random.Integer(2, 7), longest, random); break;
            case < 0.72: Heaped(box, random.Integer(14, 40), random.Between(0.4, 1) * longest, random); break;
            case < 0.86: Rows(box, random); break;
            case < 0.95: Same(box, longest, random); break;
            default: break;
        }
    }

    private static void Heaped(Container box, int count, double longest, SeededRandom random)
    {
        var heap = new Heap(box.Inside, box.Width, box.Depth);
        var limit = Math.Max(box.Height * random.Between(0.7, 1.2), 0.09);
        for (var i = 0; i < count; i++) heap.Drop(AnyGood.Draw(random, longest).Anyhow(random), random, limit);
    }

    /// <summary>Many of one kind, thrown in.</summary>
    private static void Same(Container box, double longest, SeededRandom random)
    {
        var heap = new Heap(box.Inside, box.Width, box.Depth);
        var good = AnyGood.Draw(random, 0.6 * longest);
        for (var i = random.Integer(12, 30); i > 0; i--) heap.Drop(good.Anyhow(random), random, box.Height);
    }

    /// <summary>The same packet in rows and layers, the last one begun.</summary>
    private static void Rows(Container box, SeededRandom random)
    {
        var good = random.Chance(0.75) ? Packages.Packet(random) : Packages.Tin(random);
        var piece = random.Chance(0.5) ? good.Standing() : good.Lying();
        var (columns, rows) = ((int)(box.Width / (piece.Size.X + 0.002)), (int)(box.Depth / (piece.Size.Y + 0.002)));
        var layers = Math.Min((int)(box.Height / piece.Size.Z), random.Integer(1, 3));
        // What is hidden below a full layer is not built.
        var (full, missing) = (Math.Max(0, layers - 1), random.Chance(0.4) ? random.Between(0, 0.4) : 0);
        for (var layer = Math.Max(0, full - 1); layer < layers; layer++)
        {
            for (var i = 0; i < Math.Min(columns * rows, 160); i++)
            {
                if (layer == full && random.Chance(missing)) continue;
                piece.On(box.Inside.At((((i % columns) + 0.5) * (piece.Size.X + 0.002))
                    - (columns * (piece.Size.X + 0.002) / 2),
                    (((i / columns) + 0.5) * (piece.Size.Y + 0.002)) - (rows * (piece.Size.Y + 0.002) / 2),
                        layer * piece.Size.Z)
                    .Turned(random.Normal(0, 0.8)));
            }
        }
    }

    /// <summary>
    /// From above: straight down or over the rim, so near that the box fills the picture or is cut by it.
    /// </summary>
    private static void View(Room room, Container box, SeededRandom random)
    {
        var fieldOfView = NearView.FieldOfView(random);
        var shown = box.Width * random.LogBetween(0.75, 3);
        var distance = Math.Clamp(shown / (2 * PortableMath.Tan(PortableMath.Radians(fieldOfView / 2))), 0.24, 1.4);
        var at = box.Inside.Map.Point((random.Normal(0, 0.12) * box.Width, random.Normal(0, 0.12) * box.Depth,
            random.Between(0.1, 0.7) * box.Height));
        // Not so slanting that the near wall hides the inside.
        var slant = Math.Min(PortableMath.Radians(Math.Abs(random.Normal(0, 24))),
            0.8 * PortableMath.Atan(box.Depth / box.Height));
        var heading = PortableMath.Radians(random.Chance(0.7) ? (90 * random.Integer(0, 3)) + random.Normal(0, 8)
            : random.Between(0, 360));
        var across = box.Inside.Map.Direction((PortableMath.Cos(heading), PortableMath.Sin(heading), 0)).Unit();
        var from = at + (across * (distance * PortableMath.Sin(slant)))
            + (Vector.Up * (Math.Max(distance * PortableMath.Cos(slant), (box.Height * 0.8) + 0.08)));
        from = (Math.Clamp(from.X, 0.1 - room.Size.HalfWidth, room.Size.HalfWidth - 0.1),
            Math.Clamp(from.Y, 0.1 - room.Size.HalfLength, room.Size.HalfLength - 0.1),
                Math.Min(from.Z, room.Size.Height - 0.15));
        NearView.PlaceCamera(room.Scene, at, from, fieldOfView, random, 4);
    }
}
