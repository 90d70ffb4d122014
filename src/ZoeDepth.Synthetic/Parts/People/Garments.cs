using ZoeDepth.Synthetic.Geometry;

namespace ZoeDepth.Synthetic.Parts.People;

/// <summary>What is worn above.</summary>
internal enum Top
{
    /// <summary>A shirt that leaves the forearms free.</summary>
    ShortSleeves,

    /// <summary>A pullover or a shirt with a collar.</summary>
    LongSleeves,

    /// <summary>To the hips, open in front over what is worn below.</summary>
    Jacket,

    /// <summary>Down to the thighs.</summary>
    Coat,

    /// <summary>What is seen of a shirt below an open jacket.</summary>
    Front,
}

/// <summary>Cloth over a skeleton.</summary>
internal sealed class Garments(Skeleton bones, bool woman)
{
    private readonly Affine _pelvis = bones.Pelvis;
    private readonly Affine _chest = bones.Chest;

    /// <summary>Trunk and sleeves.</summary>
    public Mesh Above(Top top)
    {
        var thick = top switch
            { Top.ShortSleeves or Top.Front => 0.007, Top.LongSleeves => 0.01, Top.Jacket => 0.018, _ => 0.024 };
        var clay = Trunk(thick);
        var hem = top switch
            { Top.ShortSleeves or Top.Front => -0.1, Top.LongSleeves => -0.08, Top.Jacket => -0.14, _ => -0.42 };
        if (bones.Pose.Seated) hem = 0.03;
        var down = Vector.Zero - _pelvis.Z;
        if (top == Top.Coat && !bones.Pose.Seated)
        {
            clay.Bone(_pelvis.Point((0, 0, 0.05)), _pelvis.Point((0, 0.005, -0.5)), 0.165, 0.2, 0.06, _pelvis.Y, 0.7);
            Thighs(clay, 0.09 + (0.5 * thick), 1, 0.1);
        }
        else if (!bones.Pose.Seated)
        {
            clay.Bone(_pelvis.Point((-0.07, 0, -0.2)), _pelvis.Point((0.07, 0, -0.2)), 0.105 + thick, 0.105 + thick,
                0.1, _pelvis.Y, 0.97);
            Thighs(clay, 0.09 + thick, 0.35, 0.05);
        }
        clay.Cut(_pelvis.Point((0, 0, hem)), down, 0.006);

        // Cloth rises round the neck, lower in front, and is doubled there.
        clay.Bone(_chest.Point((0, 0.014, 0.42)), _chest.Point((0, 0.01, 0.515)), 0.098 + thick, 0.063 + thick, 0.05);
        clay.Cut(_chest.Point((0, 0, top is Top.ShortSleeves or Top.Front ? 0.535 : 0.545)),
            _chest.Direction((0, -0.45, 1)), 0.008);
        if (top is Top.Jacket or Top.Coat)
        {
            // A gap that widens downwards, much deeper than wide.
            var gap = top == Top.Coat ? 0.2 : 0.3;
            clay.Hollow(_chest.Point((0, -0.15, 0.58)), _chest.Point((0, -0.15, 0.2)), 0.16, 0.16, 0.006, _chest.X, gap)
                .Hollow(_chest.Point((0, -0.15, 0.2)), _pelvis.Point((0, -0.18, -0.5)), 0.16, 0.21, 0.006, _chest.X,
                    gap);
        }
        for (var i = 0; i < 10 && top is not (Top.ShortSleeves or Top.Front); i++)
        {
            if (top != Top.LongSleeves && i is 0 or 9) continue;
            var radius = 0.009 + (0.25 * thick);
            clay.Bone(Collar(i, 10, top), Collar(i + 1, 10, top), radius, radius, 0.01);
        }
        clay.Relief(p => Folds(p, top == Top.Coat ? 0.7 : 1));
        var builder = new MeshBuilder().Add(clay.Build(top == Top.Coat ? 0.036 : top == Top.Jacket ? 0.027 : 0.032));
        if (top == Top.Front) return builder.Build();
        foreach (var arm in bones.Arms) builder.Add(Sleeve(arm, top, thick));
        return builder.Build();
    }

    /// <summary>Down to the shoes.</summary>
    public Mesh Trousers()
    {
        var clay = Hips(new(), 0);
        foreach (var (hip, knee, ankle, ahead) in bones.Legs)
        {
            var shin = ankle - knee;
            clay.Bone(hip, knee, woman ? 0.086 : 0.088, 0.062, 0.03)
                .Bone(knee, ankle + (shin * 0.02), 0.06, 0.052, 0.03)
                .Lump(knee + (shin * 0.25) - (ahead * 0.016), 0.056, 0.05);
        }
        foreach (var (_, knee, ankle, _) in bones.Legs)
        {
            var along = (ankle - knee).Unit();
            var end = ankle + (along * 0.05);
            clay.Hollow(end, end, 0.085, 0.085, 0.004, along, 0.4);
        }
        clay.Cut(_pelvis.Point((0, 0, 0.13)), _pelvis.Z);
        return clay.Relief(p => Folds(p, 1) + Gathered(p)).Build(0.031);
    }

    /// <summary>From the waist to the knees.</summary>
    public Mesh Skirt()
    {
        var clay = Hips(new(), 0.017)
            .Bone(_pelvis.Point((0, 0, 0)), _pelvis.Point((0, 0, -0.6)), 0.145, 0.24, 0.05, _pelvis.Y, 0.78);
        Thighs(clay, 0.11, 1.1, 0.12);
        clay.Cut((0, 0, 0.47), (0, 0, -1), 0.006).Cut(_pelvis.Point((0, 0, 0.13)), _pelvis.Z);
        return clay.Relief(p =>
        {
            var q = p - bones.Pose.Hips;
            var low = Math.Clamp(-q.Z / 0.4, 0, 1);
            return low * 0.013 * LatticeNoise.At(17 * q.X, 17 * q.Y, 1.5 * q.Z, 5);
        }).Build(0.032);
    }

    private Vector Collar(int i, int count, Top top)
    {
        var angle = PortableMath.Radians(-90 + (360.0 * i / count));
        var (x, y) = (PortableMath.Cos(angle), PortableMath.Sin(angle));
        var wide = top == Top.LongSleeves ? 0.06 : 0.07;
        return _chest.Point((wide * x, 0.006 + (wide * y), (top == Top.LongSleeves ? 0.535 : 0.545) + (0.022 * y)));
    }

    private Clay Trunk(double e)
    {
        var clay = Hips(new(), e);
        Vector C(double x, double y, double z) => _chest.Point((x, y, z));
        var (waist, breast, shoulders) = woman ? (0.045, 0.06, 0.118) : (0.056, 0.074, 0.135);
        clay.Bone(C(-waist, 0.005, 0.16), C(waist, 0.005, 0.16), (woman ? 0.083 : 0.092) + e,
            (woman ? 0.083 : 0.092) + e, 0.09)
            .Bone(C(-breast, 0.008, 0.33), C(breast, 0.008, 0.33), (woman ? 0.093 : 0.104) + e,
                (woman ? 0.093 : 0.104) + e, 0.09)
            .Bone(C(-shoulders, 0.012, 0.448), C(shoulders, 0.012, 0.448), 0.054 + e, 0.054 + e, 0.06);
        foreach (var side in (int[])[-1, 1])
        {
            clay.Bone(C(0.03 * side, 0.014, 0.525), C(shoulders * side, 0.014, 0.464), 0.042, 0.036 + e, 0.04);
            if (woman) clay.Lump(C(0.066 * side, -0.068, 0.335), 0.055 + (0.7 * e), 0.04);
            else clay.Lump(C(0.075 * side, -0.05, 0.39), 0.06 + (0.7 * e), 0.06);
        }
        foreach (var (shoulder, elbow, _, _) in bones.Arms)
            clay.Bone(shoulder, shoulder + ((elbow - shoulder) * 0.22), 0.047 + e, 0.042 + e, 0.035);
        return clay;
    }

    private Clay Hips(Clay clay, double e)
    {
        var wide = woman ? 0.082 : 0.07;
        clay.Bone(_pelvis.Point((-wide, 0.004, 0.0)), _pelvis.Point((wide, 0.004, 0.0)), 0.1 + e, 0.1 + e, 0.05)
            .Bone(_pelvis.Point((-0.06, 0.004, 0.1)), _pelvis.Point((0.06, 0.004, 0.1)), 0.088 + e, 0.088 + e, 0.08);
        foreach (var side in (int[])[-1, 1]) clay.Lump(_pelvis.Point((0.066 * side, 0.05, -0.04)), 0.076 + e, 0.05);
        return clay;
    }

    private void Thighs(Clay clay, double radius, double share, double flow)
    {
        foreach (var (hip, knee, _, _) in bones.Legs)
            clay.Bone(hip, hip + ((knee - hip) * share), radius, radius, flow);
    }

    private Mesh Sleeve(Skeleton.Limb arm, Top top, double thick)
    {
        var (shoulder, elbow, wrist, _) = arm;
        var slim = woman ? 0.9 : 1;
        var clay = new Clay();
        if (top == Top.ShortSleeves)
        {
            var end = shoulder + ((elbow - shoulder) * 0.72);
            clay.Bone(shoulder, end, slim * 0.056, slim * 0.058)
                .Cut(shoulder + ((elbow - shoulder) * 0.66), elbow - shoulder);
        }
        else
        {
            var end = wrist + ((wrist - elbow) * 0.06);
            clay.Bone(shoulder, elbow, (slim * 0.05) + thick, (slim * 0.04) + (0.7 * thick))
                .Bone(elbow, end, (slim * 0.04) + (0.7 * thick), 0.03 + thick, 0.03)
                .Cut(wrist + ((wrist - elbow) * 0.03), wrist - elbow);
        }
        var axis = (elbow - shoulder).Unit();
        return clay.Relief(p =>
        {
            // Rings of cloth above and below the bend.
            var along = (p - elbow).Length;
            var near = Math.Clamp(1 - (Math.Abs(along - 0.06) / 0.12), 0, 1);
            var wave = LatticeNoise.At((6 * p.X) + 3, 6 * p.Y, (34 * along) + (8 * p.Dot(axis)), 9);
            return 0.007 * ((0.3 + near) * (wave + 0.9));
        }).Build(0.027);
    }

    private static double Folds(Vector p, double size) => size * 0.006
        * LatticeNoise.At((13 * p.X) + (6 * p.Z), (13 * p.Y) + 7, (9 * p.Z) - (8 * p.X), 3);

    /// <summary>Cloth that piles up above the shoes and behind the knees.</summary>
    private double Gathered(Vector p)
    {
        var height = 0.0;
        foreach (var (_, knee, ankle, _) in bones.Legs)
        {
            var (low, middle) = ((p - ankle).Length, (p - knee).Length);
            height = Math.Max(height,
                Math.Max(Math.Clamp(1 - (low / 0.17), 0, 1), 0.4 * Math.Clamp(1 - (middle / 0.16), 0, 1)));
        }
        return 0.012 * height * LatticeNoise.At(7 * p.X, 7 * p.Y, 26 * p.Z, 4);
    }
}
