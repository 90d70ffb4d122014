namespace ZoeDepth.Synthetic.Parts.People;

/// <summary>How an arm is held. All angles in degrees, 0 hangs down.</summary>
/// <param name="Forward">of the upper arm</param>
/// <param name="Aside">of the upper arm, away from the body</param>
/// <param name="Bend">of the elbow, forwards</param>
/// <param name="Inwards">of the forearm, towards the other hand</param>
internal readonly record struct ArmPose(double Forward, double Aside, double Bend, double Inwards = 0);

/// <summary>How a leg is held. All angles in degrees, 0 hangs down.</summary>
/// <param name="Forward">of the thigh</param>
/// <param name="Bend">of the knee, backwards</param>
/// <param name="Aside">of the thigh, away from the other</param>
internal readonly record struct LegPose(double Forward, double Bend, double Aside = 3);

/// <summary>How a figure stands, walks or sits; it faces −y.</summary>
/// <param name="Lean">of the trunk, forwards</param>
/// <param name="Nod">of the head, forwards</param>
/// <param name="Seated">whether the thighs lie on a seat 0.46 m high instead of the feet standing on the ground</param>
internal sealed record Pose(double Lean, double Nod, ArmPose Left, ArmPose Right, LegPose LeftLeg, LegPose RightLeg, bool Seated = false)
{
    private static readonly ArmPose _down = new(3, 7, 12);

    private static readonly ArmPose _onHip = new(-12, 38, 75, 62);

    private static readonly ArmPose _phone = new(22, 8, 95, 35);

    private static readonly ArmPose _folded = new(22, 10, 78, 62);

    private static readonly ArmPose _pointing = new(70, 15, 15);

    private static readonly ArmPose _inLap = new(25, 8, 62, 25);

    private static readonly ArmPose _onTable = new(38, 14, 58, 30);

    private static readonly LegPose _straight = new(0, 2, 4);

    private static readonly LegPose _relaxed = new(8, 14, 7);

    private static readonly LegPose _sitting = new(86, 88, 6);

    /// <summary>On both feet.</summary>
    public static readonly IReadOnlyList<Pose> Standing =
    [
        new(0, 4, _down, _down, _straight, _straight),
        new(1, 8, _down, _onHip, _straight, _relaxed),
        new(2, 28, _phone, _down, _relaxed, _straight),
        new(0, 2, _folded, _folded, _straight, _relaxed),
        new(2, 0, _down, _pointing, _straight, _relaxed),
        new(6, 24, _phone, _phone with { Inwards = 45 }, _straight, _straight),
    ];

    /// <summary>A step.</summary>
    public static readonly IReadOnlyList<Pose> Walking =
    [
        new(4, 2, new(-22, 6, 14), new(24, 6, 22), new(24, 8), new(-18, 14)),
        new(5, 4, new(20, 6, 20), new(-18, 6, 16), new(-12, 24), new(26, 12)),
        new(3, 20, new(-10, 6, 14), _phone, new(14, 6), new(-10, 30)),
    ];

    /// <summary>On a scooter, on a motorcycle.</summary>
    public static readonly IReadOnlyList<Pose> Riding =
    [
        new(20, -14, new(15, 14, 25), new(15, 14, 25), _sitting, _sitting, true),
        new(20, -14, new(15, 14, 25), new(15, 14, 25), new(55, 85, 14), new(55, 85, 14), true),
    ];

    /// <summary>On a seat.</summary>
    public static readonly IReadOnlyList<Pose> Sitting =
    [
        new(-6, 8, _inLap, _inLap, _sitting, _sitting with { Aside = 9 }, true),
        new(8, 16, _onTable, _onTable with { Forward = 30, Bend = 68 }, _sitting, _sitting, true),
        new(-14, 2, _down with { Aside = 24, Bend = 40 }, _inLap, new(84, 60, 8), new(86, 78, 4), true),
    ];
}
