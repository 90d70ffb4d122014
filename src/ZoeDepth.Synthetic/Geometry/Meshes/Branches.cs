namespace ZoeDepth.Synthetic.Geometry;

/// <summary>How a kind of tree grows.</summary>
/// <param name="Trunk">share of the height that the trunk reaches</param>
/// <param name="Bare">share of the height below the first limb</param>
/// <param name="Limbs">that leave the trunk</param>
/// <param name="Reach">length of the lowest limb, share of the height</param>
/// <param name="Rise">0 level .. 2 steep</param>
/// <param name="Thickness">radius of the trunk at the ground, share of the height</param>
/// <param name="Twigs">levels of branches upon limbs: 1 under leaves, 2 or 3 where they are seen</param>
/// <param name="Hang">how much ends bend down, 0..1</param>
internal sealed record Habit(double Trunk, double Bare, int Limbs, double Reach, double Rise, double Thickness,
    int Twigs, double Hang = 0);

/// <summary>Trunk, limbs and twigs of a tree of height about 1, root at the origin.</summary>
/// <param name="Wood">one mesh</param>
/// <param name="Boughs">for every limb the ends of it and its twigs, where leaves are</param>
internal sealed record Skeleton(Mesh Wood, IReadOnlyList<IReadOnlyList<Vector>> Boughs);

/// <summary>Grows skeletons of trees.</summary>
internal static class Branches
{
    /// <summary>One tree of this habit.</summary>
    public static Skeleton Grow(Habit habit, int seed)
    {
        var random = new SeededRandom((ulong)seed);
        var (builder, boughs) = (new MeshBuilder(), new List<List<Vector>>());
        var trunk = new Vector[5];
        for (var i = 1; i < 5; i++)
        {
            var sway = 0.012 * i;
            trunk[i] = (trunk[i - 1].X + random.Between(-sway, sway), trunk[i - 1].Y + random.Between(-sway, sway),
                habit.Trunk * i / 4);
        }
        var line = Curve.Through(trunk, 2);
        double Thickness(double z) =>
            habit.Thickness * (1.05 - (0.85 * z / habit.Trunk)) * (1 + (0.7 * Math.Max(0, 1 - (z / 0.03))));
        builder.Add(Tube.Along(line, [.. line.Select(p => Thickness(p.Z))], 8));

        var turn = random.Between(0, 360);
        for (var i = 0; i < habit.Limbs; i++)
        {
            var share = (i + random.Between(0.1, 0.9)) / habit.Limbs;
            var z = habit.Bare + ((habit.Trunk - habit.Bare) * share);
            var from = On(line, z);
            turn += 137.5 + random.Between(-25, 25);
            var angle = PortableMath.Radians(turn);
            var steep = habit.Rise * (0.7 + (0.9 * share)) * random.Between(0.8, 1.2);
            var direction = new Vector(PortableMath.Cos(angle), PortableMath.Sin(angle), steep).Unit();
            var length = habit.Reach * (1 - (0.55 * share)) * random.Between(0.8, 1.15);
            boughs.Add([]);
            Limb(builder, boughs[^1], random, habit, from, direction, length,
                Math.Min(0.6 * Thickness(z), 0.09 * length), habit.Twigs);
        }
        boughs[^1].Add(trunk[^1]);
        return new(builder.Build(), boughs);
    }

    private static void Limb(
        MeshBuilder builder, List<Vector> tips, SeededRandom random, Habit habit, Vector from, Vector direction,
        double length, double radius,
        int twigs)
    {
        var wander = Leaves.AnyDirection(random) * 0.35;
        var bend = new Vector(0, 0, (0.5 * (1 - habit.Hang)) - (1.6 * habit.Hang));
        var middle = from + (direction * (0.5 * length)) + (wander * (0.12 * length));
        var end = from + ((direction + (bend * 0.45)).Unit() * length) + (wander * (0.2 * length));
        var sides = twigs >= 2 ? 5 : twigs == 1 ? 4 : 3;
        builder.Add(Tube.Along([from, middle, end], [radius, 0.7 * radius, twigs == 0 ? 0 : 0.35 * radius], sides));
        tips.Add(end);
        if (twigs == 0) return;

        var children = random.Integer(2, 3) + (twigs == 1 ? 1 : 0);
        for (var i = 0; i < children; i++)
        {
            var share = 0.35 + (0.6 * (i + random.Unit()) / children);
            var start = share < 0.5 ? from + ((middle - from) * (2 * share))
                : middle + ((end - middle) * ((2 * share) - 1));
            var aside = (direction + (Leaves.AnyDirection(random) * 0.9) + (Vector.Up * 0.15)).Unit();
            Limb(builder, tips, random, habit, start, aside, length * random.Between(0.4, 0.62), radius * 0.55,
                twigs - 1);
        }
    }

    private static Vector On(Vector[] line, double z)
    {
        for (var i = 1; i < line.Length; i++)
        {
            if (line[i].Z >= z)
                return line[i - 1] + ((line[i] - line[i - 1]) * ((z - line[i - 1].Z) / (line[i].Z - line[i - 1].Z)));
        }
        return line[^1];
    }
}
