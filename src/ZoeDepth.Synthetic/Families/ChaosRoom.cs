using ZoeDepth.Synthetic.Materials;
using ZoeDepth.Synthetic.Parts.Chaos;
using ZoeDepth.Synthetic.Parts.Clutter;
using ZoeDepth.Synthetic.Parts.Corridor;
using ZoeDepth.Synthetic.Parts.Garage;
using ZoeDepth.Synthetic.Parts.Lamps;
using ZoeDepth.Synthetic.Parts.Office;
using ZoeDepth.Synthetic.Parts.People;
using ZoeDepth.Synthetic.Parts.Rooms;
using ZoeDepth.Synthetic.Parts.Vegetation;
using ZoeDepth.Synthetic.Parts.Vehicles;
using ZoeDepth.Synthetic.Scenes;

namespace ZoeDepth.Synthetic.Families;

/// <summary>
/// A room in which shapes of all kinds lie in piles, stand and float in disorder: no habit of real rooms helps, only
/// looking.
/// </summary>
internal sealed class ChaosRoom : IFamily
{
    public string Name => "chaos";

    public Domain Domain => Domain.Indoor;

    public void Compose(Scene scene, SeededRandom random)
    {
        var size = new RoomSize(random.Between(1.4, 3.2), random.Between(1.8, 4), random.Between(2.2, 3.4));
        var light = RoomLight.Draw(random);
        var finish = Surfaces(random);
        var room = new Room(scene, size, finish);
        for (var i = random.Integer(0, 2); i > 0; i--)
            Window.Add(room, random.Pick(Side.Ahead, Side.Left, Side.Right, Side.Back), light, random);
        if (random.Chance(0.3)) Door.Add(room, random.Pick(Side.Left, Side.Right), light, random);
        room.Close();
        Lamps(room, random);

        var from = new Vector(random.Normal(0, 0.3), 0.3 - size.HalfLength, random.Between(0.5, 1.8));
        var at = new Vector(random.Between(-0.5, 0.5), random.Between(0, 1) * size.HalfLength,
            random.Between(0.3, 1.5));
        var ahead = (at - from).Unit();

        // Nothing within this distance of the camera, and little before it.
        bool Free(Vector p, double radius)
        {
            var away = p - from;
            var along = away.Dot(ahead);
            return away.Length > radius + 0.55
                && (along <= 0 || (away - (ahead * along)).Length > radius - (0.12 * along)
                    || along > (1.6 * radius) + 0.8);
        }
        Floating(room, Free, random);
        for (var i = random.Integer(1, 4); i > 0; i--) Pile(room, Free, random);
        for (var i = random.Integer(3, 9); i > 0; i--) Furniture(room, Free, random);
        BouncedLight.Settle(room, random);
        scene.Camera = Camera.Looking(from, at, Math.Clamp(random.Normal(66, 12), 40, 98),
            random.Chance(0.4) ? random.Normal(0, 15)
            : random.Normal(0, 3));
    }

    private static RoomFinish Surfaces(SeededRandom random)
    {
        var plain = RoomFinish.Home(random);
        if (random.Chance(0.35)) return plain;
        var wall = AnyMaterial.Draw(random);
        return plain with
        {
            Wall = random.Chance(0.6) ? wall : plain.Wall,
            Accent = AnyMaterial.Draw(random),
            Floor = AnyMaterial.Draw(random),
            Ceiling = random.Chance(0.3) ? AnyMaterial.Draw(random) : plain.Ceiling,
        };
    }

    private static void Lamps(Room room, SeededRandom random)
    {
        for (var i = random.Integer(1, 3); i > 0; i--)
        {
            var color = Color.Temperature(random.LogBetween(2300, 9000)) * random.Between(1.5, 5);
            var place = new Vector(random.Between(-0.8, 0.8) * room.Size.HalfWidth,
                random.Between(-0.7, 0.9) * room.Size.HalfLength,
                room.Size.Height - random.Between(0.15, 0.9));
            var radius = random.LogBetween(0.04, 0.25);
            room.Middle.Part("lamp").Ball(place, 0.8 * radius, new Glow(color * (0.15 / radius)));
            room.Middle.Lamp(place + new Vector(0, 0, -0.9 * radius), radius, color);
        }
    }

    private static void Floating(Room room, Func<Vector, double, bool> free, SeededRandom random)
    {
        var shared = random.Chance(0.25) ? AnyMaterial.Draw(random) : null;
        for (var i = random.Integer(20, 60); i > 0; i--)
        {
            var size = random.LogBetween(0.06, 0.9);
            var p = new Vector(random.Between(-1, 1) * room.Size.HalfWidth,
                random.Between(-1, 1) * room.Size.HalfLength,
                random.Between(0, room.Size.Height) * (random.Chance(0.5) ? random.Unit() : 1));
            var material = shared is not null && random.Chance(0.6) ? shared : AnyMaterial.Draw(random);
            if (!free(p, 0.6 * size)) continue;
            AnyShape.Add(room.Middle.At(p).Turned(random.Between(0, 360)).Tilted(random.Between(-180, 180)), size,
                material, random);
        }
    }

    /// <summary>A heap: each layer smaller and higher.</summary>
    private static void Pile(Room room, Func<Vector, double, bool> free, SeededRandom random)
    {
        var (radius, grain) = (random.Between(0.4, 1.1), random.LogBetween(0.1, 0.35));
        var middle = new Vector(random.Between(-0.8, 0.8) * room.Size.HalfWidth,
            random.Between(-0.4, 0.9) * room.Size.HalfLength, 0);
        var kind = random.Integer(0, 2);
        for (var layer = 0; layer * grain * 0.6 < radius; layer++)
        {
            var reach = radius - (layer * grain * 0.6);
            var count = Math.Min(24, (int)(2.4 * reach * reach / (grain * grain)) + 1);
            for (var i = 0; i < count; i++)
            {
                var p = middle + Affine.Turn(Vector.Up, random.Between(0, 360))
                    .Direction((reach * Math.Sqrt(random.Unit()), 0, 0));
                p += (0, 0, (layer * grain * 0.6) + (grain * 0.35));
                if (Math.Abs(p.X) > room.Size.HalfWidth || Math.Abs(p.Y) > room.Size.HalfLength || !free(p, grain))
                    continue;
                var here = room.Middle.At(p).Turned(random.Between(0, 360));
                if (kind == 0) Items.Any(here.Tilted(random.Normal(0, 30)), random, 0.5);
                else AnyShape.Add(here.Tilted(random.Between(0, 360)), grain * random.Between(0.7, 1.5),
                    AnyMaterial.Draw(random), random);
            }
        }
    }

    /// <summary>
    /// A piece of furniture or a thing of the house, of any size, standing, lying, upside down or in the air.
    /// </summary>
    private static void Furniture(Room room, Func<Vector, double, bool> free, SeededRandom random)
    {
        var flying = random.Chance(0.35);
        var p = new Vector(
            random.Between(-0.9, 0.9) * room.Size.HalfWidth, random.Between(-0.5, 0.9) * room.Size.HalfLength,
                flying ? random.Between(0.2, room.Size.Height - 0.5) : 0);
        if (!free(p + (0, 0, 0.5), 0.9)) return;
        var at = room.Middle.At(p).Turned(random.Between(0, 360))
            .Scaled(random.Chance(0.6) ? 1 : random.LogBetween(0.4, 1.4));
        if (flying) at = at.Tilted(random.Between(0, 360));
        else if (random.Chance(0.25)) at = at.At(0, 0, 0.25).Tilted(random.Pick(90, -90));
        switch (random.Integer(0, 11))
        {
            case 0: OfficeChair.Add(at, AnyMaterial.Draw(random), random); break;
            case 1: School.Chair(at, AnyMaterial.Draw(random), Everyday.Painted(random), random.Chance(0.5)); break;
            case 2: Desk.Add(at, random.Between(0.8, 1.6), 0.7, DeskStyle.Draw(random), random); break;
            case 3:
                Shelving.Folders(at, random.Between(0.6, 1.1), random.Between(0.8, 2), AnyMaterial.Draw(random),
                    random); break;
            case 4: Bicycle.Add(at, random); break;
            case 5: Workshop.Tyres(at, random.Integer(1, 4), random); break;
            case 6: Workshop.Barrel(at, random); break;
            case 7: Figure.Standing(at, random); break;
            case 8: PottedPlant.Add(at, random.Between(0.5, 1.6), random); break;
            case 9: Passage.Bench(at, 1.4, random.Chance(0.5), random); break;
            case 10: Computers.Monitor(at.Scaled(1.6), random); break;
            default: Items.Any(at.Scaled(random.Between(1, 2.5)), random, 0.6); break;
        }
    }
}
