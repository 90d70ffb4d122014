using ZoeDepth.Synthetic.Geometry;

namespace ZoeDepth.Synthetic.Parts.People;

/// <summary>What is worn above.</summary>
internal enum Top
{
    /// <summary>A shirt that leaves the forearms free.</summary>
    ShortSleeves,

    /// <summary>A pullover, a jacket.</summary>
    LongSleeves,

    /// <summary>Down to the thighs.</summary>
    Coat,
}

/// <summary>The meshes of one pose of a person 1.75 m high, one a material.</summary>
internal sealed class Body
{
    private const double Thigh = 0.43, Shin = 0.41, Ankle = 0.08, UpperArm = 0.3, Forearm = 0.26, Trunk = 0.56;

    private readonly Lazy<Mesh>[] _tops;
    private readonly (Vector Hip, Vector Knee, Vector Ankle)[] _legs;
    private readonly (Vector Shoulder, Vector Elbow, Vector Wrist)[] _arms;
    private readonly Affine _trunk;

    public Body(Pose pose)
    {
        var legs = new[] { (Side: 1, pose.LeftLeg), (Side: -1, pose.RightLeg) };
        var height = pose.Seated
            ? 0.46 + 0.1
            : legs.Max(leg => (Thigh * Swing(leg.Item2.Forward, 0).Z * -1) + (Shin * Swing(leg.Item2.Forward - leg.Item2.Bend, 0).Z * -1)) + Ankle;
        _trunk = Affine.Move((0, 0, height)).Of(Affine.Turn((1, 0, 0), pose.Lean));
        _legs = [.. legs.Select(leg =>
        {
            var hip = new Vector(0.088 * leg.Side, 0, height);
            var knee = hip + (Swing(leg.Item2.Forward, leg.Item2.Aside * leg.Side) * Thigh);
            return (hip, knee, knee + (Swing(leg.Item2.Forward - leg.Item2.Bend, 0.4 * leg.Item2.Aside * leg.Side) * Shin));
        })];
        _arms = [.. new[] { (Side: 1, pose.Left), (Side: -1, pose.Right) }.Select(arm =>
        {
            var shoulder = _trunk.Point((0.158 * arm.Side, 0, Trunk - 0.066));
            var lean = pose.Lean;
            var elbow = shoulder + (Swing(arm.Item2.Forward + lean, arm.Item2.Aside * arm.Side) * UpperArm);
            var fore = Swing(arm.Item2.Forward + lean + arm.Item2.Bend, 0) * PortableMath.Cos(PortableMath.Radians(arm.Item2.Inwards));
            var aside = PortableMath.Sin(PortableMath.Radians(arm.Item2.Inwards - (0.5 * arm.Item2.Aside)));
            return (shoulder, elbow, elbow + ((fore - new Vector(aside * arm.Side, 0, 0)).Unit() * Forearm));
        })];
        Head = Affine.Move(_trunk.Point((0, -0.01, Trunk + 0.055))).Of(Affine.Turn((1, 0, 0), pose.Lean + pose.Nod));
        Back = _trunk;
        _tops = [.. Enum.GetValues<Top>().Select(top => new Lazy<Mesh>(() => MakeTop(top)))];
        Bottom = new(MakeBottom);
        Skin = new(MakeSkin);
        Shoes = new(MakeShoes);
    }

    /// <summary>From the head's system, its origin at the chin's height in the neck, to the figure's.</summary>
    public Affine Head { get; }

    /// <summary>From the trunk's system, its origin between the hips, to the figure's.</summary>
    public Affine Back { get; }

    /// <summary>Trousers.</summary>
    public Lazy<Mesh> Bottom { get; }

    /// <summary>Neck, forearms, hands, shins.</summary>
    public Lazy<Mesh> Skin { get; }

    /// <summary>Both.</summary>
    public Lazy<Mesh> Shoes { get; }

    /// <summary>Shirt, pullover or coat.</summary>
    public Mesh Clothing(Top top) => _tops[(int)top].Value;

    private Mesh MakeTop(Top top)
    {
        var thick = top switch { Top.ShortSleeves => 0, Top.LongSleeves => 0.006, _ => 0.016 };
        Section[] lower = top == Top.Coat && _legs[0].Knee.Z < _legs[0].Hip.Z - 0.3
            ? [Section.At(-0.34, 0.21, 0.17), Section.At(-0.1, 0.185, 0.135)]
            : [Section.At(-0.09, 0.168 + thick, 0.118 + thick)];
        var trunk = Loft.Through(
        [
            .. lower, Section.At(0.02, 0.167 + thick, 0.117 + thick), Section.At(0.14, 0.143 + thick, 0.096 + thick),
            Section.At(0.3, 0.164 + thick, 0.113 + thick), Section.At(0.42, 0.18 + thick, 0.106 + thick),
            Section.At(0.5, 0.158 + thick, 0.08 + thick), Section.At(0.54, 0.085 + thick, 0.066 + thick), Section.At(0.565, 0.06, 0.055),
        ]);
        var builder = new MeshBuilder().Add(trunk, _trunk);
        foreach (var (shoulder, elbow, wrist) in _arms)
        {
            var half = elbow + ((wrist - elbow) * 0.06);
            builder.Add(top == Top.ShortSleeves
                ? Tube.Along([shoulder, elbow + ((shoulder - elbow) * 0.25)], [0.05, 0.054], 8, true)
                : Tube.Along(
                    [shoulder, elbow + ((shoulder - elbow) * 0.12), half, wrist], [0.046 + thick, 0.047 + thick, 0.045 + thick, 0.037 + thick], 8,
                        true));
        }
        return builder.Build();
    }

    private Mesh MakeBottom()
    {
        var pelvis = Loft.Through(
            [Section.At(-0.13, 0.1, 0.08), Section.At(-0.08, 0.155, 0.108), Section.At(0, 0.163, 0.113), Section.At(0.1, 0.15, 0.1)]);
        var builder = new MeshBuilder().Add(pelvis, _trunk);
        foreach (var (hip, knee, ankle) in _legs)
        {
            var (above, below) = (knee + ((hip - knee) * 0.08), knee + ((ankle - knee) * 0.08));
            builder.Add(Tube.Along([hip, above, below, ankle], [0.086, 0.062, 0.06, 0.05], 8, true));
        }
        return builder.Build();
    }

    private Mesh MakeSkin()
    {
        var builder = new MeshBuilder();
        builder.Add(Tube.Along([_trunk.Point((0, 0, Trunk - 0.04)), Head.Point((0, 0, 0.06))], [0.055, 0.05], 8));
        foreach (var (_, elbow, wrist) in _arms)
        {
            var along = (wrist - elbow).Unit();
            builder.Add(Tube.Along([elbow, wrist], [0.041, 0.028], 7, true));
            builder.Add(Tube.Along([wrist, wrist + (along * 0.05), wrist + (along * 0.13)], [0.026, 0.042, 0.024], 7, true));
        }
        foreach (var (_, knee, ankle) in _legs)
        {
            builder.Add(Tube.Along([knee + ((ankle - knee) * 0.14), knee + ((ankle - knee) * 0.32), ankle], [0.05, 0.052, 0.036], 7));
        }
        return builder.Build();
    }

    private Mesh MakeShoes()
    {
        var builder = new MeshBuilder();
        foreach (var (_, knee, ankle) in _legs)
        {
            // Soles stay level unless the leg swings behind.
            var shin = (ankle - knee).Unit();
            var tilt = Math.Clamp(shin.Y, 0, 0.6) * 40;
            builder.Add(Footwear.Left.Value, Affine.Move(ankle - (Vector.Up * Ankle)).Of(Affine.Turn((1, 0, 0), tilt)));
        }
        return builder.Build();
    }

    /// <summary>Down, swung forwards (to −y) and then aside.</summary>
    private static Vector Swing(double forward, double aside)
    {
        var (f, a) = (PortableMath.Radians(forward), PortableMath.Radians(aside));
        return (PortableMath.Sin(a), -PortableMath.Sin(f) * PortableMath.Cos(a), -PortableMath.Cos(f) * PortableMath.Cos(a));
    }
}
