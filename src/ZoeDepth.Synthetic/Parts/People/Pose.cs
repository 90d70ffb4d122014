namespace ZoeDepth.Synthetic.Parts.People;

/// <summary>Where a hand is; the left one's numbers, the right one's are mirrored.</summary>
/// <param name="Hand">the wrist, in the trunk's system: between the hips, x away from the body, −y forwards</param>
/// <param name="Elbow">where the elbow points to</param>
/// <param name="Fingers">where the fingers point to; nothing: along the forearm</param>
/// <param name="Grip">whether the hand is closed</param>
/// <param name="Hidden">whether it is in a pocket</param>
internal readonly record struct ArmPose(Vector Hand, Vector Elbow, Vector Fingers = default, bool Grip = false,
    bool Hidden = false);

/// <summary>Where a foot is; the left one's numbers, the right one's are mirrored.</summary>
/// <param name="Ankle">in the figure's system, 0.08 above the sole</param>
/// <param name="Turn">of the tip outwards, degrees</param>
/// <param name="Tip">of the sole, heel up, degrees</param>
internal readonly record struct FootPose(Vector Ankle, double Turn = 8, double Tip = 0);

/// <summary>How a figure stands, walks or sits; it faces −y.</summary>
/// <param name="Hips">the middle between them, in the figure's system</param>
/// <param name="Lean">of the trunk, forwards, degrees</param>
/// <param name="Roll">of the hips: the left one lower, degrees; the chest leans back half as much</param>
/// <param name="Twist">of the chest to the left, degrees</param>
/// <param name="Nod">of the head, forwards, degrees</param>
/// <param name="Left">its left arm, at +x</param>
/// <param name="Right">its right arm</param>
/// <param name="LeftFoot">at +x</param>
/// <param name="RightFoot">at −x</param>
/// <param name="Seated">whether it sits</param>
internal sealed record Pose(
    Vector Hips, double Lean, double Roll, double Twist, double Nod, ArmPose Left, ArmPose Right, FootPose LeftFoot,
    FootPose RightFoot,
    bool Seated = false)
{
    private static readonly ArmPose _down = new((0.235, -0.045, -0.02), (0.4, 1, 0), (-0.1, -0.25, -1));

    private static readonly ArmPose _behind = new((0.23, 0.02, -0.03), (0.4, 1, 0), (-0.12, -0.2, -1));

    private static readonly ArmPose _pocket = new((0.185, -0.075, 0.02), (0.7, 1, 0), (-0.2, -0.2, -1), Hidden: true);

    private static readonly ArmPose _onHip = new((0.175, -0.02, 0.1), (1, 0.35, 0), (-0.75, -0.55, -0.25));

    private static readonly ArmPose _phone = new((0.07, -0.27, 0.28), (0.5, 0.6, -1), (-0.4, -0.55, 0.6), Grip: true);

    private static readonly ArmPose _ear = new((0.135, -0.06, 0.585), (0.8, -0.6, -1), (-0.45, 0.1, 0.9), Grip: true);

    private static readonly ArmPose _bag = new((0.25, 0.0, -0.04), (0.3, 1, 0), (0, -0.05, -1), Grip: true);

    private static readonly ArmPose _folded = new((-0.08, -0.195, 0.235), (1, 0.2, -0.7), (-1, 0.25, 0.15));

    private static readonly ArmPose _foldedBelow = new((-0.05, -0.17, 0.2), (1, 0.2, -0.7), (-1, 0.3, -0.1));

    private static readonly ArmPose _talking = new((0.13, -0.26, 0.23), (0.5, 0.7, -1), (-0.45, -0.8, 0.55));

    private static readonly ArmPose _inLap = new((0.08, -0.27, 0.06), (0.8, 0.5, -0.3), (-0.75, -0.6, -0.15));

    private static readonly ArmPose _onThigh = new((0.12, -0.31, 0.1), (0.8, 0.5, -0.2), (-0.15, -1, -0.25));

    private static readonly ArmPose _onTable = new((0.14, -0.38, 0.27), (0.9, 0.6, -0.5), (-0.4, -1, -0.1));

    private static readonly ArmPose _onBars = new((0.23, -0.43, 0.25), (0.8, 0.6, -0.6), (-0.35, -1, -0.2));

    /// <summary>On both feet, often most of the weight on one.</summary>
    public static readonly IReadOnlyList<Pose> Standing =
    [
        new((0.035, 0, 0.912), -1, -4, 3, 3, _down, _behind, new((0.1, 0.01, 0.08), 6), new((0.14, -0.07, 0.08), 22)),
        new((0.04, 0, 0.91), 1, -5, -5, 6, _pocket, _onHip, new((0.105, 0.02, 0.08), 8), new((0.15, -0.06, 0.08), 24)),
        new((-0.03, 0, 0.91), 3, 4, 6, 30, _phone, _down, new((0.12, -0.06, 0.08), 16), new((0.105, 0.01, 0.08), 6)),
        new((0.03, 0.01, 0.912), -2, -4, 0, 3, _folded, _foldedBelow, new((0.11, 0.02, 0.08), 10),
            new((0.15, -0.08, 0.08), 20)),
        new((0, 0, 0.912), 2, 0, -8, 2, _down, _talking, new((0.13, 0.03, 0.08), 12), new((0.12, -0.05, 0.08), 10)),
        new((-0.03, 0, 0.912), 0, 3.5, 0, 8, _pocket, _pocket, new((0.15, -0.04, 0.08), 18),
            new((0.11, 0.01, 0.08), 8)),
        new((0.02, 0, 0.912), 0, -3, 8, 2, _bag, _down, new((0.1, 0.01, 0.08), 6), new((0.12, -0.09, 0.08), 16)),
        new((0.03, 0, 0.912), 1, -4, 4, 4, _ear, _pocket, new((0.11, 0.02, 0.08), 12), new((0.13, -0.07, 0.08), 16)),
    ];

    /// <summary>A step: arms swing against the legs.</summary>
    public static readonly IReadOnlyList<Pose> Walking =
    [
        new((0.01, 0, 0.885), 4, 2, 8, 2, Swung(0.15), Swung(-0.2), new((0.075, -0.3, 0.09), 5, -14),
            new((0.07, 0.3, 0.145), 5, 34)),
        new((-0.01, 0, 0.885), 5, -2, -8, 3, Swung(-0.21), Swung(0.13), new((0.07, 0.27, 0.14), 6, 30),
            new((0.075, -0.3, 0.095), 6, -16)),
        new((0.02, 0, 0.905), 3, -3, 2, 22, _behind, _phone, new((0.07, -0.04, 0.08), 4),
            new((0.08, 0.2, 0.19), 4, 42)),
        new((0, 0, 0.89), 4, 1, 4, 2, _bag, Swung(-0.12), new((0.075, 0.22, 0.125), 6, 24),
            new((0.075, -0.27, 0.085), 6, -8)),
        new((-0.02, 0, 0.9), 2, 3, -2, 3, _pocket, Swung(0.06), new((0.08, 0.14, 0.15), 6, 32),
            new((0.07, -0.1, 0.08), 5)),
    ];

    /// <summary>On a scooter with the feet before the knees, on a motorcycle with the feet below them.</summary>
    public static readonly IReadOnlyList<Pose> Riding =
    [
        new((0, 0, 0.56), 18, 0, 0, -12, _onBars, _onBars, new((0.12, -0.4, 0.08), 4), new((0.12, -0.4, 0.08), 4),
            true),
        new((0, 0, 0.56), 20, 0, 0, -14, _onBars, _onBars, new((0.18, -0.15, -0.04), 4), new((0.18, -0.15, -0.04), 4),
            true),
    ];

    /// <summary>On a seat 0.46 m high.</summary>
    public static readonly IReadOnlyList<Pose> Sitting =
    [
        .. new Pose[]
        {
            new((0, 0, 0.56), -7, 0, 0, 8, _inLap, _inLap with { Hand = (0.06, -0.28, 0.09) },
                new((0.11, -0.45, 0.08), 6),
                new((0.12, -0.4, 0.08), 10)),
            new((0, 0, 0.56), 9, 0, 0, 14, _onTable, _onTable with { Hand = (0.1, -0.36, 0.27) },
                new((0.1, -0.42, 0.08), 4),
                new((0.12, -0.3, 0.08), 8)),
            new((0, 0, 0.56), -12, 0, 6, 2, _onThigh, _inLap, new((0.14, -0.56, 0.08), 10),
                new((0.12, -0.44, 0.08), 8)),
            new((0, 0, 0.56), -3, 0, 0, 32, _phone with { Hand = (0.07, -0.29, 0.2) }, _onThigh,
                new((0.1, -0.44, 0.08), 4),
                new((0.1, -0.47, 0.08), 8)),
        }.Select(pose => pose with { Seated = true }),
    ];

    private static ArmPose Swung(double back) => new(
        (0.225, (1.1 * back) - 0.05, -0.005 + (0.35 * Math.Abs(back))), (0.4, 1, 0),
        (-0.1, back < 0 ? -0.7 : -0.05, -1));
}
