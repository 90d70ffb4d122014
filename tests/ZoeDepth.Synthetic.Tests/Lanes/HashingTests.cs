using System.Numerics;
using System.Runtime.Intrinsics;

namespace ZoeDepth.Synthetic.Tests.Lanes;

public sealed class HashingTests
{
    [Fact]
    public void Known_places_keep_their_numbers()
    {
        var plane = Hashing.Of(Integers.Indices, Vector512.Create(3), 5);
        (plane[0], plane[1]).ShouldBe((0x58C9A4B8, 0x54472476));
        var space = Hashing.Of(Integers.Indices, Vector512.Create(3), Vector512.Create(-2), 5);
        (space[0], space[1]).ShouldBe((unchecked((int)0xFEEA6BCA), 0x25CA46F4));
    }

    [Fact]
    public void A_place_has_the_same_number_in_every_lane()
    {
        var row = Hashing.Of(Integers.Indices, Vector512.Create(9), 1);
        for (var lane = 0; lane < 16; lane++)
            Hashing.Of(Vector512.Create(lane), Vector512.Create(9), 1)[15 - lane].ShouldBe(row[lane]);
    }

    [Fact]
    public void Numbers_over_the_plane_and_over_space_are_even_and_below_1()
    {
        var (plane, space) = (new int[64], new int[64]);
        for (var y = -64; y < 64; y++)
        {
            for (var x = -128; x < 128; x += 16)
            {
                Count(plane, Hashing.Unit(Hashing.Of(Integers.Indices + Vector512.Create(x), Vector512.Create(y), 77)));
                Count(space,
                    Hashing.Unit(Hashing.Of(Integers.Indices + Vector512.Create(x), Vector512.Create(y),
                        Vector512.Create(x ^ y), 77)));
            }
        }
        ChiSquared(plane).ShouldBeLessThan(110, "63 degrees of freedom exceed this once in 5000");
        ChiSquared(space).ShouldBeLessThan(110);
        Hashing.Unit(Vector512.Create(-1))[0].ShouldBeLessThan(1);
        Hashing.Unit(Integers.Zero)[0].ShouldBe(0);
    }

    [Theory]
    [InlineData(1, 0, 0)]
    [InlineData(0, 1, 0)]
    [InlineData(0, 0, 1)]
    [InlineData(1, 1, 0)]
    [InlineData(1, -1, 0)]
    public void Neighbours_are_not_related(int dx, int dy, int dz)
    {
        var (plane, space, count) = (0.0, 0.0, 0);
        for (var y = 0; y < 256; y++)
        {
            for (var x = 0; x < 256; x += 16)
            {
                var (column, row, depth) = (Integers.Indices + Vector512.Create(x), Vector512.Create(y),
                    Vector512.Create(5));
                var (columnThere, rowThere, depthThere) =
                    (column + Vector512.Create(dx), row + Vector512.Create(dy), depth + Vector512.Create(dz));
                var (a, b) = (Hashing.Unit(Hashing.Of(column, row, 3)),
                    Hashing.Unit(Hashing.Of(columnThere, rowThere, 3 + dz)));
                var (c, d) = (Hashing.Unit(Hashing.Of(column, row, depth, 3)),
                    Hashing.Unit(Hashing.Of(columnThere, rowThere, depthThere, 3)));
                for (var lane = 0; lane < 16; lane++, count++)
                {
                    plane += (a[lane] - 0.5) * (b[lane] - 0.5) * 12;
                    space += (c[lane] - 0.5) * (d[lane] - 0.5) * 12;
                }
            }
        }
        (plane / count).ShouldBe(0, 0.016, "four deviations of 65536 products");
        (space / count).ShouldBe(0, 0.016);
    }

    [Fact]
    public void Hardly_two_places_of_a_block_share_a_number()
    {
        var seen = new HashSet<int>();
        for (var z = 0; z < 32; z++)
            for (var y = 0; y < 64; y++)
                for (var x = 0; x < 64; x += 16)
                {
                    var bits = Hashing.Of(Integers.Indices + Vector512.Create(x), Vector512.Create(y),
                        Vector512.Create(z), 1);
                    for (var lane = 0; lane < 16; lane++) seen.Add(bits[lane]);
                }
        // By chance 131072²/2³³ = 2 pairs.
        seen.Count.ShouldBeGreaterThan((32 * 64 * 64) - 12);
    }

    [Fact]
    public void One_bit_of_the_place_changes_half_the_bits_of_the_number()
    {
        var flips = new int[32, 32];
        for (var sample = 0; sample < 256; sample++)
        {
            var start = Hashing.Mix(Integers.Indices * Vector512.Create(48271) + Vector512.Create(sample * 16807));
            var before = Hashing.Mix(start);
            for (var bit = 0; bit < 32; bit++)
            {
                var changed = before ^ Hashing.Mix(start ^ Vector512.Create(1 << bit));
                for (var lane = 0; lane < 16; lane++)
                    for (var output = 0; output < 32; output++) flips[bit, output] += (changed[lane] >> output) & 1;
            }
        }
        var shares = flips.Cast<int>().Select(count => count / 4096.0).ToArray();
        shares.Average().ShouldBe(0.5, 0.005);
        shares.ShouldAllBe(share => share > 0.45 && share < 0.55);
    }

    [Fact]
    public void Different_salts_give_different_pictures()
    {
        var (a, b) = (Hashing.Of(Integers.Indices, Integers.Zero, 1), Hashing.Of(Integers.Indices, Integers.Zero, 2));
        for (var lane = 0; lane < 16; lane++) BitOperations.PopCount((uint)(a[lane] ^ b[lane])).ShouldBeInRange(4, 28);
    }

    private static void Count(int[] counts, Floats values)
    {
        for (var lane = 0; lane < 16; lane++) counts[(int)(values[lane] * counts.Length)]++;
    }

    private static double ChiSquared(int[] counts)
    {
        var expected = counts.Sum() / (double)counts.Length;
        return counts.Sum(count => (count - expected) * (count - expected) / expected);
    }
}
