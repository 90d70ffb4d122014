using ZoeDepth.Synthetic.Materials;
using ZoeDepth.Synthetic.Parts.Clutter;
using ZoeDepth.Synthetic.Parts.Corridor;
using ZoeDepth.Synthetic.Parts.Lamps;
using ZoeDepth.Synthetic.Parts.Office;
using ZoeDepth.Synthetic.Parts.People;
using ZoeDepth.Synthetic.Parts.Rooms;
using ZoeDepth.Synthetic.Parts.Vegetation;
using ZoeDepth.Synthetic.Scenes;

namespace ZoeDepth.Synthetic.Families;

/// <summary>
/// Corridors of offices, schools, clinics and hotels: doors at regular distances, lamps, benches, notice boards,
/// handrails.
/// </summary>
internal sealed class Corridor : IFamily
{
    public string Name => "corridor";

    public Domain Domain => Domain.Indoor;

    public void Compose(Scene scene, SeededRandom random)
    {
        var size = new RoomSize(random.Between(0.7, 1.6), random.Between(4, 9), random.Between(2.3, 3.1));
        var light = RoomLight.Work(random);
        var finish = RoomFinish.Work(random);
        if (random.Chance(0.4)) finish = finish with { Ceiling = Luminaires.Panels(random) };
        if (random.Chance(0.25))
            finish = finish with { Floor = random.Chance(0.5) ? Granite.Draw(random) : Parquet.Draw(random) };
        var room = new Room(scene, size, finish);
        var sunny = random.Chance(0.35) ? random.Pick(Side.Left, Side.Right) : (Side?)null;
        Doors(room, sunny, light, random);
        End(room, Side.Ahead, light, random);
        End(room, Side.Back, light, random);
        room.Close();
        var rows = Math.Max(2, (int)(2 * size.HalfLength / random.Between(1.6, 3.2)));
        Luminaires.Add(room.Middle.At(0, 0, size.Height), 2 * size.HalfWidth, 2 * size.HalfLength, 1, rows,
            light.LampsBurn
            ? light.LampColor * random.Between(0.3, 0.8) : Color.Black, random);
        Furnish(room, random);
        BouncedLight.Settle(room, random);
        scene.Camera = DrawCamera(room, random);
    }

    private static void Doors(Room room, Side? sunny, RoomLight light, SeededRandom random)
    {
        var style = DoorStyle.Draw(random);
        var pitch = random.Between(1.9, 3.6);
        foreach (var side in (ReadOnlySpan<Side>)[Side.Left, Side.Right])
        {
            if (side == sunny)
            {
                for (var i = 0; i < room.Size.HalfLength / 1.5; i++) Window.Add(room, side, light, random);
                continue;
            }
            var shift = random.Between(0, pitch);
            for (var along = -room.Size.HalfLength + 0.8 + shift; along < room.Size.HalfLength - 0.7; along += pitch)
            {
                if (random.Chance(0.9)) Passage.Door(room, side, along, style, random);
            }
        }
    }

    /// <summary>A window, a glazed double door, or a wall.</summary>
    private static void End(Room room, Side side, RoomLight light, SeededRandom random)
    {
        switch (random.Integer(0, 3))
        {
            case 0:
                Window.Add(room, side, light, random);
                break;
            case 1:
                var style = DoorStyle.Draw(random) with
                    { Width = Math.Min(0.95, room.Size.HalfWidth - 0.15), Glazed = true };
                Passage.Door(room, side, 0, style, random);
                Passage.ExitSign(room.At(side, 0, Math.Min(room.Size.Height - 0.1, 2.3)).At(0, -0.04));
                break;
            case 2:
                Passage.Door(room, side, random.Normal(0, 0.1), DoorStyle.Draw(random), random);
                break;
            default:
                if (room.Walls.Take(side, 0, 1, 0.9, 2.1))
                    Boards.Poster(room.At(side, 0, 1.5), random.Between(0.6, 0.95), random.Between(0.6, 1.1), random);
                break;
        }
    }

    private static void Furnish(Room room, SeededRandom random)
    {
        var side = random.Pick(Side.Left, Side.Right);
        if (random.Chance(0.35)) Rails(room, random);
        var spacious = room.Size.HalfWidth > 0.95;
        for (var i = random.Integer(1, 4); i > 0; i--)
        {
            if (spacious && room.Floor.AgainstWall(random, 1.7, 0.5, 0.85, random.Pick(Side.Left, Side.Right))
                is { } bench)
            {
                Passage.Bench(bench, 1.65, random.Chance(0.5), random);
                if (random.Chance(0.25)) Figure.Sitting(bench.At(random.Between(-0.4, 0.4), -0.05), 0.46, random);
                if (random.Chance(0.3)) Belongings.Backpack(bench.At(random.Between(-0.6, 0.6), -0.3), random);
            }
        }
        if (spacious && random.Chance(0.3))
        {
            var count = random.Integer(3, 8);
            if (room.Floor.AgainstWall(random, 0.3 * count, 0.5, 1.9, side) is { } lockers)
                Passage.Lockers(lockers, count, random);
        }
        for (var i = random.Integer(0, 3); i > 0; i--)
        {
            if (room.Floor.AgainstWall(random, 0.45, 0.45, 1, random.Pick(Side.Left, Side.Right)) is not { } spot)
                continue;
            if (random.Chance(0.6)) PottedPlant.Add(spot, random.Between(0.6, 1.3), random);
            else Belongings.WasteBin(spot, random);
        }
        for (var i = random.Integer(1, 3); i > 0; i--)
        {
            if (Find(room, random, 1.3, 0.95, 2) is { } spot)
                Boards.Notices(spot.At(0, 0, 1.5), random.Between(0.8, 1.25), 0.9, random);
        }
        for (var i = random.Integer(1, 5); i > 0; i--)
        {
            if (Find(room, random, 0.7, 1.05, 2.05) is { } spot)
                Boards.Poster(spot.At(0, 0, 1.55), random.Between(0.35, 0.65), random.Between(0.4, 0.9), random);
        }
        if (Find(room, random, 0.3, 0.1, 1.9) is { } corner) Passage.Extinguisher(corner, random);
        if (random.Chance(0.4))
            Passage.ExitSign(room.Middle.At(0, random.Between(0, room.Size.HalfLength - 1), room.Size.Height - 0.14));
        for (var i = random.Unit() switch { < 0.55 => 0, < 0.85 => 1, _ => 3 }; i > 0; i--)
        {
            var at = room.Middle.At(random.Between(-0.6, 0.6) * room.Size.HalfWidth,
                random.Between(-0.5, 0.9) * room.Size.HalfLength);
            if (room.Floor.Stand(at, 0.5, 0.5, 1.75))
                Figure.Walking(at.Turned(random.Chance(0.5) ? random.Normal(0, 15) : random.Normal(180, 15)), random);
        }
    }

    private static void Rails(Room room, SeededRandom random)
    {
        var material = random.Chance(0.5) ? Everyday.Steel(random) : Wood.Draw(random);
        foreach (var side in (ReadOnlySpan<Side>)[Side.Left, Side.Right])
        {
            // Between openings: wherever a piece of one metre is free, a rail.
            for (var x = -room.Size.HalfLength + 0.6; x < room.Size.HalfLength - 0.5; x += 1)
            {
                if (room.Walls.Take(side, x, 0.98, 0.8, 0.95))
                    Passage.Handrail(room, side, x - 0.48, x + 0.48, material);
            }
        }
    }

    private static LocalFrame? Find(Room room, SeededRandom random, double width, double bottom, double top)
    {
        for (var i = 0; i < 8; i++)
        {
            var side = random.Pick(Side.Left, Side.Right);
            var along = random.Between(-1, 1) * (room.Size.HalfLength - (width / 2));
            if (room.Walls.Take(side, along, width, bottom, top)) return room.At(side, along);
        }
        return null;
    }

    /// <summary>From one end along it, mostly near the middle; sometimes from high up, sometimes across.</summary>
    private static Camera DrawCamera(Room room, SeededRandom random)
    {
        var from = new Vector(random.Normal(0, 0.3) * room.Size.HalfWidth,
            -room.Size.HalfLength + random.Between(0.4, 3), random.Between(1.1, 1.75));
        if (random.Chance(0.12)) from = (random.Sign() * (room.Size.HalfWidth - 0.25), from.Y, room.Size.Height - 0.3);
        for (var i = 0; i < 10 && room.Floor.Clearance(from.X, from.Y, 0.5) < 0.25; i++) from += (0, 0.3, 0);
        var at = random.Chance(0.75)
            ? new Vector(random.Normal(0, 0.4), room.Size.HalfLength, random.Between(0.9, 1.5))
            : new Vector(random.Sign() * room.Size.HalfWidth, from.Y + random.Between(1, 3), random.Between(0.9, 1.5));
        return Camera.Looking(from, at, HandHeld.FieldOfView(random, 65), HandHeld.Roll(random));
    }
}
