using ZoeDepth.Synthetic.Geometry;
using ZoeDepth.Synthetic.Materials;
using ZoeDepth.Synthetic.Scenes;

namespace ZoeDepth.Synthetic.Parts.People;

/// <summary>Human-like figures; they face −y. About eight meshes each, shared by all figures of a pose.</summary>
internal static class Figure
{
    private static readonly Body[] _standing = Bodies(Pose.Standing);

    private static readonly Body[] _walking = Bodies(Pose.Walking);

    private static readonly Body[] _sitting = Bodies(Pose.Sitting);

    private static readonly Body[] _riding = Bodies(Pose.Riding);

    private static readonly Material _visor = new Plain(Color.Gray(0.015), 0.5, 0.08);

    private static readonly Lazy<Mesh> _pack = new(() => new Clay()
        .Bone((0, 0.17, 0.18), (0, 0.165, 0.4), 0.15, 0.14, 0.02, (0, 1, 0), 0.6)
        .Bone((0, 0.24, 0.18), (0, 0.24, 0.28), 0.1, 0.09, 0.01, (0, 1, 0), 0.45)
        .Bone((-0.085, 0.09, 0.49), (-0.09, 0.0, 0.515), 0.028, 0.028, 0.01)
            .Bone((0.085, 0.09, 0.49), (0.09, 0.0, 0.515), 0.028, 0.028, 0.01)
        .Bone((-0.09, 0.0, 0.51), (-0.1, -0.105, 0.42), 0.03, 0.026, 0.01)
            .Bone((0.09, 0.0, 0.51), (0.1, -0.105, 0.42), 0.03, 0.026, 0.01)
        .Bone((-0.1, -0.105, 0.42), (-0.14, -0.07, 0.25), 0.026, 0.026, 0.01)
            .Bone((0.1, -0.105, 0.42), (0.14, -0.07, 0.25), 0.026, 0.026, 0.01)
        .Bone((-0.135, -0.06, 0.25), (-0.12, 0.1, 0.2), 0.02, 0.02, 0.01)
            .Bone((0.135, -0.06, 0.25), (0.12, 0.1, 0.2), 0.02, 0.02, 0.01)
        .Build(0.022));

    /// <summary>Hangs from a hand's system.</summary>
    private static readonly Lazy<Mesh> _bag = new(() => new MeshBuilder()
        .Add(new Clay().Bone((-0.11, 0, 0.3), (0.11, 0, 0.3), 0.09, 0.09, 0.01, (0, 1, 0), 0.6)
        .Bone((-0.11, 0, 0.42), (0.11, 0, 0.42), 0.11, 0.11, 0.05, (0, 1, 0), 0.75)
            .Cut((0, 0, 0.5), (0, 0, 1)).Cut((0, 0, 0.25), (0, 0, -1)).Build(0.025))
        .Add(Tube.Along(
            Curve.Through([(-0.09, 0.015, 0.28), (-0.05, 0.025, 0.12), (0.05, 0.025, 0.12), (0.09, 0.015, 0.28)], 4),
            0.007)).Build());

    /// <summary>A person who stands on the origin.</summary>
    public static void Standing(LocalFrame at, SeededRandom random) =>
        Dressed(at, random.Pick(_standing), random.Between(0.9, 1.1), 1, random);

    /// <summary>A person in mid-step.</summary>
    public static void Walking(LocalFrame at, SeededRandom random) =>
        Dressed(at, random.Pick(_walking), random.Between(0.9, 1.1), 1, random);

    /// <summary>A person on a seat: the thighs lie 0.46 m above the origin times the person's size, the back leans at y
    /// = 0.12, feet are at y = −0.45.</summary>
    /// <param name="at">the floor below the hips</param>
    /// <param name="seat">height of the seat, metres</param>
    /// <param name="random">who</param>
    public static void Sitting(LocalFrame at, double seat, SeededRandom random)
    {
        var size = random.Between(0.93, 1.05);
        Dressed(at.At(0, 0, seat - (0.46 * size)), random.Pick(_sitting), size, 1, random);
    }

    /// <summary>
    /// A rider with a helmet: the thighs lie 0.46 m above the origin, hands are at y = −0.5 and 0.65 m up.
    /// </summary>
    public static void Riding(LocalFrame at, bool motorcycle, SeededRandom random) =>
        Dressed(at, _riding[motorcycle ? 1 : 0], 1, 1, random, helmet: true);

    /// <summary>A child, 0.95..1.45 m high, standing or walking.</summary>
    public static void Child(LocalFrame at, SeededRandom random)
    {
        var size = random.Between(0.52, 0.82);
        Dressed(at, random.Pick(random.Chance(0.5) ? _standing : _walking), size, 1 + (0.75 * (1 - size)), random);
    }

    /// <summary>Men and women by turns: a process holds some fifty meshes of people, not twice as many.</summary>
    private static Body[] Bodies(IReadOnlyList<Pose> poses) =>
        [.. poses.Select((pose, number) => new Body(pose, number % 2 == 1))];

    private static void Dressed(LocalFrame at, Body body, double size, double head, SeededRandom random,
        bool helmet = false)
    {
        var (wide, deep) = (size * random.Between(0.94, 1.1), size * random.Between(0.95, 1.12));
        at = at.Part("person").Scaled(wide * random.Sign(), deep, size);
        var (woman, seated, child) = (body.Woman, body.Bones.Pose.Seated, head > 1.1);
        var (skin, hair) = (Palette.Skin(random), Palette.Hair(random));
        skin = skin.Mixed(Color.Gray(skin.Luminance), 0.18);
        var top = random.Pick(Top.ShortSleeves, Top.LongSleeves, Top.LongSleeves, Top.Jacket, Top.Jacket, Top.Coat);
        var open = top is Top.Jacket or Top.Coat;
        var above = open ? Clothes.Over(random) : Clothes.Above(random);
        at.Mesh(body.Clothing(top), Vector.Zero, above);
        if (open) at.Mesh(body.Clothing(Top.Front), Vector.Zero, Clothes.Above(random));
        at.Mesh(body.Skin.Value, Vector.Zero, new Skin(skin));
        at.Mesh(body.Shoes.Value, Vector.Zero, Clothes.Shoe(random));
        // Shirts are tucked into skirts; a jacket would not go in.
        var skirt = woman && !seated && !open && random.Chance(0.6);
        var dress = skirt && random.Chance(0.4);
        at.Mesh((skirt ? body.Skirt : body.Trousers).Value, Vector.Zero, dress ? above : Clothes.Below(random));

        var neck = Inside(at, body.Bones.Head).Turned(random.Between(-30, 30)).Scaled(head);
        if (helmet)
        {
            Helmet(neck, random);
            return;
        }
        Above(neck, woman, child, skin, hair, (Math.Abs(wide) * head, deep * head, size * head), random);
        Carried(at, body, random);
        if (!seated && !open && random.Chance(0.25))
            Inside(at, body.Bones.Chest).Mesh(_pack.Value, Vector.Zero, Clothes.Above(random));
    }

    private static void Helmet(LocalFrame neck, SeededRandom random)
    {
        var shell = random.Chance(0.5) ? Color.Gray(random.Pick(0.03, 0.7)) : Palette.Plastic(random);
        neck.Ball((0, 0.01, 0.14), (0.26, 0.3, 0.27), new Plain(shell, 0.4, 0.1));
        neck.Ball((0, -0.035, 0.125), (0.235, 0.245, 0.13), _visor);
    }

    /// <summary>Head, hair, beard or hat.</summary>
    private static void Above(LocalFrame neck, bool woman, bool child, Color skin, Color hair, Vector size,
        SeededRandom random)
    {
        var iris = skin.Luminance < 0.3 || random.Chance(0.5)
            ? new Color(0.045, 0.024, 0.013) : Color.Hsv(random.Between(90, 220), 0.35, 0.4);
        var stubble = woman || child ? 0 : random.Between(0, 0.8);
        neck.Mesh((woman || child ? Heads.Woman : Heads.Man).Value, Vector.Zero,
            new FaceTexture(skin, hair * 0.8, iris, stubble, woman ? random.Between(0.7, 1.5) : 0.5, size));
        var locks = new Hair(hair, random.Between(0.004, 0.01));
        if (random.Chance(0.14))
        {
            neck.Mesh(random.Pick(Hairdos.Cap, Hairdos.Peaked).Value, Vector.Zero, Clothes.Above(random));
            neck.Mesh((woman ? Hairdos.Tail : Hairdos.Cropped).Value, Vector.Zero, locks);
        }
        else
        {
            var style = woman
                ? random.Pick(Hairdos.Long, Hairdos.Long, Hairdos.Bob, Hairdos.Full, Hairdos.Knot, Hairdos.Tail)
                : child ? random.Pick(Hairdos.Short, Hairdos.Full)
                : random.Pick(Hairdos.Short, Hairdos.Short, Hairdos.Cropped, Hairdos.Full, Hairdos.Ring);
            neck.Mesh(style.Value, Vector.Zero, locks);
        }
        if (!woman && !child && random.Chance(0.3)) neck.Mesh(Hairdos.Beard.Value, Vector.Zero, locks);
    }

    private static void Carried(LocalFrame at, Body body, SeededRandom random)
    {
        for (var i = 0; i < 2; i++)
        {
            var pose = i == 0 ? body.Bones.Pose.Left : body.Bones.Pose.Right;
            if (!pose.Grip) continue;
            var hand = Inside(at, body.Hand(i));
            if (pose.Fingers.Z > 0)
                hand.Fitted(RoundedBox.Crisp, (0.01, 0.03, 0.1), (0.075, 0.009, 0.15),
                    new Plain(Color.Gray(0.015), 0.2, 0.2));
            else hand.Mesh(_bag.Value, Vector.Zero, random.Chance(0.5) ? Leather.Draw(random) : Clothes.Above(random));
        }
    }

    /// <summary>A system inside a place.</summary>
    private static LocalFrame Inside(LocalFrame at, Affine map) =>
        new LocalFrame(at.Scene, at.Map.Of(map), 0).Part("person");
}
