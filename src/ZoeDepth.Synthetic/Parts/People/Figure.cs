using ZoeDepth.Synthetic.Geometry;
using ZoeDepth.Synthetic.Materials;
using ZoeDepth.Synthetic.Scenes;

namespace ZoeDepth.Synthetic.Parts.People;

/// <summary>Human-like figures; they face −y. About eight meshes each, shared by all figures of a pose.</summary>
internal static class Figure
{
    private static readonly Lazy<Body>[] _standing = [.. Pose.Standing.Select(pose => new Lazy<Body>(() => new(pose)))];

    private static readonly Lazy<Body>[] _walking = [.. Pose.Walking.Select(pose => new Lazy<Body>(() => new(pose)))];

    private static readonly Lazy<Body>[] _sitting = [.. Pose.Sitting.Select(pose => new Lazy<Body>(() => new(pose)))];

    private static readonly Lazy<Body>[] _riding = [.. Pose.Riding.Select(pose => new Lazy<Body>(() => new(pose)))];

    private static readonly Material _visor = new Plain(Color.Gray(0.015), 0.5, 0.08);

    private static readonly Lazy<Mesh> _skirt = new(() => Loft.Through(
        [Section.At(-0.46, 0.25, 0.21), Section.At(-0.2, 0.222, 0.175), Section.At(0, 0.187, 0.137), Section.At(0.09, 0.164, 0.115),
            Section.At(0.1, 0.14, 0.09)]));

    private static readonly Lazy<Mesh> _pack = new(() => Loft.Through(
    [
        new((0, 0.17, 0.12), 0.11, 0.05, 0.5), new((0, 0.18, 0.15), 0.14, 0.075, 0.5), new((0, 0.18, 0.35), 0.145, 0.08, 0.5),
        new((0, 0.16, 0.5), 0.12, 0.06, 0.5), new((0, 0.15, 0.54), 0.07, 0.03, 0.5),
    ], 12));

    /// <summary>A person who stands or walks on the origin.</summary>
    public static void Standing(Place at, SeededRandom random) =>
        Dressed(at, random.Pick(_standing).Value, random.Between(0.9, 1.1), 1, false, random);

    /// <summary>A person in mid-step.</summary>
    public static void Walking(Place at, SeededRandom random) =>
        Dressed(at, random.Pick(_walking).Value, random.Between(0.9, 1.1), 1, false, random);

    /// <summary>A person on a seat: the thighs lie 0.46 m above the origin times the person's size, the back leans at y = 0.12, feet are at y =
    /// −0.45.</summary>
    /// <param name="at">the floor below the hips</param>
    /// <param name="seat">height of the seat, metres</param>
    /// <param name="random">who</param>
    public static void Sitting(Place at, double seat, SeededRandom random)
    {
        var size = random.Between(0.93, 1.05);
        Dressed(at.At(0, 0, seat - (0.46 * size)), random.Pick(_sitting).Value, size, 1, true, random);
    }

    /// <summary>A rider with a helmet: the thighs lie 0.46 m above the origin, hands are at y = −0.56 and 0.65 m up.</summary>
    public static void Riding(Place at, bool motorcycle, SeededRandom random) =>
        Dressed(at, _riding[motorcycle ? 1 : 0].Value, 1, 1, true, random, helmet: true);

    /// <summary>A child, 0.95..1.45 m high, standing or walking.</summary>
    public static void Child(Place at, SeededRandom random)
    {
        var size = random.Between(0.52, 0.82);
        Dressed(at, random.Chance(0.5) ? random.Pick(_standing).Value : random.Pick(_walking).Value, size, 1 + (0.75 * (1 - size)), false, random);
    }

    private static void Dressed(Place at, Body body, double size, double head, bool seated, SeededRandom random, bool helmet = false)
    {
        at = at.Part("person").Scaled(size * random.Between(0.92, 1.12), size * random.Between(0.95, 1.12), size);
        var woman = random.Chance(0.5);
        var skin = Clothes.Skin(random);
        var top = random.Pick(Top.ShortSleeves, Top.LongSleeves, Top.LongSleeves, Top.Coat);
        at.Mesh(body.Clothing(top), Vector.Zero, Clothes.Above(random));
        at.Mesh(body.Skin.Value, Vector.Zero, skin);
        at.Mesh(body.Shoes.Value, Vector.Zero, Clothes.Shoe(random));
        var below = Clothes.Below(random);
        if (woman && !seated && random.Chance(0.35)) At(at, body.Back).Mesh(_skirt.Value, Vector.Zero, below);
        else at.Mesh(body.Bottom.Value, Vector.Zero, below);

        var neck = At(at, body.Head).Turned(random.Between(-35, 35)).Scaled(head);
        neck.Mesh(Heads.Face.Value, Vector.Zero, skin);
        neck.Mesh(Heads.Features.Value, Vector.Zero, Clothes.Dark);
        if (helmet)
        {
            var shell = random.Chance(0.5) ? Color.Gray(random.Pick(0.03, 0.7)) : Palette.Plastic(random);
            neck.Ball((0, 0.01, 0.14), (0.26, 0.3, 0.27), new Plain(shell, 0.4, 0.1));
            neck.Ball((0, -0.035, 0.125), (0.235, 0.245, 0.13), _visor);
            return;
        }
        var hair = random.Chance(0.15) ? Heads.Cap
            : woman ? random.Pick(Heads.LongHair, Heads.LongHair, Heads.FullHair, Heads.KnottedHair)
            : random.Pick(Heads.ShortHair, Heads.ShortHair, Heads.FullHair);
        neck.Mesh(hair.Value, Vector.Zero, ReferenceEquals(hair, Heads.Cap) ? Clothes.Above(random) : Clothes.Hair(random));
        if (!seated && random.Chance(0.2)) At(at, body.Back).Mesh(_pack.Value, Vector.Zero, Clothes.Above(random));
    }

    /// <summary>A system inside a place, from a map that only moves and turns about x.</summary>
    private static Place At(Place at, Affine map) =>
        at.At(map.Origin).Tilted(PortableMath.Atan2(map.Y.Z, map.Y.Y) * (180 / Math.PI));
}
