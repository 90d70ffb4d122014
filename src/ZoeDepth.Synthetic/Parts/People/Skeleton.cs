using ZoeDepth.Synthetic.Geometry;

namespace ZoeDepth.Synthetic.Parts.People;

/// <summary>The joints of a person 1.75 m high in a pose.</summary>
internal sealed class Skeleton
{
    private const double Thigh = 0.43, Shin = 0.41, UpperArm = 0.29, Forearm = 0.26, Trunk = 0.56;

    public Skeleton(Pose pose, bool woman)
    {
        Pose = pose;
        var tilt = Affine.Turn((1, 0, 0), pose.Lean);
        Pelvis = Affine.Move(pose.Hips).Of(Affine.Turn((0, 1, 0), pose.Roll))
            .Of(Affine.Turn((1, 0, 0), 0.5 * pose.Lean));
        var chest = Affine.Turn((0, 1, 0), -0.5 * pose.Roll).Of(Affine.Turn((0, 0, 1), pose.Twist)).Of(tilt);

        // The spine bends in the waist: the chest's system hangs together with the pelvis's at 0.15.
        Chest = chest with { Origin = Pelvis.Point((0, 0, 0.15)) - chest.Direction((0, 0, 0.15)) };
        Head = Affine.Move(Chest.Point((0, -0.016, Trunk + 0.03))).Of(Affine.Turn((1, 0, 0), pose.Lean + pose.Nod));
        (Arms, Legs) = (new Limb[2], new Limb[2]);
        Feet = new Affine[2];
        for (var i = 0; i < 2; i++)
        {
            var side = i == 0 ? 1 : -1;
            Vector Mirrored(Vector v) => (v.X * side, v.Y, v.Z);
            var (arm, foot) = i == 0 ? (pose.Left, pose.LeftFoot) : (pose.Right, pose.RightFoot);
            var shoulder = Chest.Point((side * (woman ? 0.152 : 0.17), 0.008, woman ? 0.462 : 0.468));
            var (elbow, wrist) = Bent(shoulder, Chest.Point(Mirrored(arm.Hand)), Chest.Direction(Mirrored(arm.Elbow)),
                UpperArm, Forearm);
            var fingers = arm.Fingers == Vector.Zero ? wrist - elbow : Chest.Direction(Mirrored(arm.Fingers));
            Arms[i] = new(shoulder, elbow, wrist, fingers.Unit());
            var hip = Pelvis.Point((side * 0.088, 0, 0));
            var turn = PortableMath.Radians(foot.Turn);
            var ahead = new Vector(PortableMath.Sin(turn) * side, -PortableMath.Cos(turn), 0);
            var (knee, ankle) = Bent(hip, Mirrored(foot.Ankle), ahead + (pose.Seated ? (0, 0, 1) : Vector.Zero), Thigh,
                Shin);
            Legs[i] = new(hip, knee, ankle, ahead);
            Feet[i] = Affine.Move(ankle).Of(Affine.Turn((0, 0, 1), foot.Turn * side)).Of(Affine.Turn((1, 0, 0),
                foot.Tip)).Of(Affine.Move((0, 0, -0.08)));
        }
    }

    public Pose Pose { get; }

    /// <summary>From the system between the hips to the figure's.</summary>
    public Affine Pelvis { get; }

    /// <summary>As the pelvis's, bent and twisted in the waist.</summary>
    public Affine Chest { get; }

    /// <summary>From the head's system, its origin at the chin's height in the neck.</summary>
    public Affine Head { get; }

    /// <summary>Left, right: shoulder, elbow, wrist, the fingers' direction.</summary>
    public Limb[] Arms { get; }

    /// <summary>Left, right: hip, knee, ankle, the toes' direction.</summary>
    public Limb[] Legs { get; }

    /// <summary>Left, right: from a shoe's system to the figure's.</summary>
    public Affine[] Feet { get; }

    /// <summary>Two bones from a root as near to the aim as they reach, their joint towards a side.</summary>
    private static (Vector Joint, Vector End) Bent(Vector root, Vector aim, Vector towards, double upper, double lower)
    {
        var axis = (aim - root).Unit();
        var reach = Math.Clamp((aim - root).Length, Math.Abs(upper - lower) + 0.02, 0.999 * (upper + lower));
        var along = ((upper * upper) - (lower * lower) + (reach * reach)) / (2 * reach);
        var aside = Math.Sqrt(Math.Max((upper * upper) - (along * along), 0));
        var pole = (towards - (axis * towards.Dot(axis))).Unit();
        return (root + (axis * along) + (pole * aside), root + (axis * reach));
    }

    /// <summary>An arm or a leg.</summary>
    internal readonly record struct Limb(Vector Root, Vector Joint, Vector End, Vector Ahead);
}
