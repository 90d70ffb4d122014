namespace ZoeDepth.Synthetic.Geometry;

/// <summary>Broken rock: many flat faces that meet at edges, about 2 wide.</summary>
internal static class Boulders
{
    private static readonly Lazy<Mesh>[] _all =
        [.. Enumerable.Range(0, 8).Select(i => new Lazy<Mesh>(() => Broken(480 + i)))];

    /// <summary>One of them; 432 triangles.</summary>
    public static Mesh Any(SeededRandom random) => random.Pick(_all).Value;

    private static Mesh Broken(int seed)
    {
        var random = new SeededRandom((ulong)seed);
        var cuts = Enumerable.Range(0, 15)
            .Select(_ => (Normal: Leaves.AnyDirection(random), Distance: random.Between(0.52, 0.95))).ToArray();
        return Balls.Outwards(6, direction =>
        {
            var radius = 1.15;
            foreach (var (normal, distance) in cuts)
            {
                var towards = direction.Dot(normal);
                if (towards > 0.1) radius = Math.Min(radius, distance / towards);
            }
            return direction
                * (radius * (1
                    + (0.07 * LatticeNoise.Octaves(4 * direction.X, 4 * direction.Y, 4 * direction.Z, 2, seed))));
        }, 24);
    }
}
