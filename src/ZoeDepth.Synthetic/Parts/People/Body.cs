using ZoeDepth.Synthetic.Geometry;

namespace ZoeDepth.Synthetic.Parts.People;

/// <summary>The meshes of one pose of a man or a woman 1.75 m high, one a material; made when first worn.</summary>
internal sealed class Body
{
    private readonly Lazy<Mesh>[] _tops;

    public Body(Pose pose, bool woman)
    {
        (Bones, Woman) = (new(pose, woman), woman);
        var garments = new Garments(Bones, woman);
        _tops = [.. Enum.GetValues<Top>().Select(top => new Lazy<Mesh>(() => garments.Above(top)))];
        Trousers = new(garments.Trousers);
        Skirt = new(garments.Skirt);
        Skin = new(MakeSkin);
        Shoes = new(MakeShoes);
    }

    /// <summary>Where its joints are.</summary>
    public Skeleton Bones { get; }

    /// <summary>Whether it has a woman's build.</summary>
    public bool Woman { get; }

    public Lazy<Mesh> Trousers { get; }

    /// <summary>Down to the knees.</summary>
    public Lazy<Mesh> Skirt { get; }

    /// <summary>Neck, arms, hands; shins where skirts are worn.</summary>
    public Lazy<Mesh> Skin { get; }

    /// <summary>Both.</summary>
    public Lazy<Mesh> Shoes { get; }

    /// <summary>Shirt, pullover, coat.</summary>
    public Mesh Clothing(Top top) => _tops[(int)top].Value;

    /// <summary>A hand's system, see <see cref="Hands"/>.</summary>
    public Affine Hand(int number)
    {
        var arm = Bones.Arms[number];
        // Palms are turned to the body; those of who sits to the thighs.
        var towards = Bones.Chest.Point((0, 0, Bones.Pose.Seated ? -0.5 : 0.15)) - arm.End;
        var palm = (towards - (arm.Ahead * towards.Dot(arm.Ahead))).Unit();
        return new(palm.Cross(arm.Ahead) * (number == 0 ? 1 : -1), palm, arm.Ahead, arm.End);
    }

    private Mesh MakeSkin()
    {
        var slim = Woman ? 0.88 : 1;
        var neck = new Clay()
            .Bone(Bones.Chest.Point((0, 0.012, 0.47)), Bones.Chest.Point((0, 0.008, 0.53)), 0.066, slim * 0.06, 0.04)
            .Bone(Bones.Chest.Point((0, 0.008, 0.535)), Bones.Head.Point((0, 0.012, 0.07)), slim * 0.057, slim * 0.055,
                0.03);
        var builder = new MeshBuilder().Add(neck.Build(0.026));
        for (var i = 0; i < 2; i++)
        {
            var (shoulder, elbow, wrist, _) = Bones.Arms[i];
            var pose = i == 0 ? Bones.Pose.Left : Bones.Pose.Right;
            var fore = wrist - elbow;
            var arm = new Clay().Bone(shoulder, elbow, slim * 0.044, slim * 0.034)
                .Bone(elbow, elbow + (fore * 0.35), slim * 0.034, slim * 0.037, 0.01)
                    .Bone(elbow + (fore * 0.35), wrist, slim * 0.037, 0.026, 0.01);
            builder.Add(arm.Build(0.023));
            if (!pose.Hidden)
                builder.Add((pose.Grip ? Hands.Closed : Hands.Loose).Value,
                    Hand(i).Of(Affine.Scale((slim, slim, slim))));
            if (!Woman) continue;
            var (_, knee, ankle, ahead) = Bones.Legs[i];
            var shin = ankle - knee;
            builder.Add(new Clay().Bone(knee, ankle, 0.042, 0.033)
                .Bone(knee + (shin * 0.2) - (ahead * 0.013), knee + (shin * 0.6), 0.041, 0.031, 0.04).Build(0.026));
        }
        return builder.Build();
    }

    private Mesh MakeShoes()
    {
        var builder = new MeshBuilder();
        builder.Add(Footwear.Left.Value, Bones.Feet[0]);
        return builder.Add(Footwear.Left.Value, Bones.Feet[1]).Build();
    }
}
