using System.Runtime.Intrinsics;
using ZoeDepth.Synthetic.Rendering;

namespace ZoeDepth.Synthetic.Tests.Rendering;

public sealed class SampleGridTests
{
    private const int Dimensions = 5;
    private const int Points = 16 * SampleGrid.Samples;

    // The root of x⁶ = x + 1: one step of dimension d is its power −(d + 1).
    private const double Root = 1.1347241384015194;

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 0)]
    [InlineData(2, 3)]
    [InlineData(5, 6)]
    [InlineData(3, 1)]
    public void Any_window_of_4x4_pixels_holds_each_point_of_the_sequence_once(int left, int top)
    {
        var grid = new SampleGrid(7);
        for (var dimension = 0; dimension < Dimensions; dimension++)
        {
            var step = Math.Pow(Root, -(dimension + 1));
            // The first lane's first sample is point 0: it tells by how much the sequence is shifted.
            var shift = grid.Number(0, dimension).GetElement(0);
            var found = new List<float>();
            for (var y = top; y < top + 4; y++)
            {
                for (var x = left; x < left + 4; x++) found.AddRange(At(grid, x, y, dimension));
            }
            var expected = Enumerable.Range(0, Points).Select(k => (shift + (step * k)) % 1).Order().ToArray();
            var sorted = found.Order().ToArray();
            for (var k = 0; k < Points; k++)
                ((double)sorted[k]).ShouldBe(expected[k], 2e-6, $"dimension {dimension}, point {k}");
        }
    }

    [Fact]
    public void The_points_of_a_window_are_spread_evenly_in_every_dimension()
    {
        for (var seed = 0UL; seed < 20; seed++)
        {
            var grid = new SampleGrid(seed);
            for (var dimension = 0; dimension < Dimensions; dimension++)
            {
                var values = Enumerable.Range(0, 16).SelectMany(i => At(grid, i % 4, i / 4, dimension)).Order()
                    .ToArray();
                values.ShouldAllBe(value => value >= 0 && value < 1);
                // How far the share of points below any value is from that value; 64 random points would be some 0.11
                // off.
                var off = values.Select((value, k) =>
                    Math.Max(((k + 1.0) / Points) - value, value - ((double)k / Points))).Max();
                off.ShouldBeLessThan(0.07, $"seed {seed}, dimension {dimension}");
            }
        }
    }

    [Fact]
    public void Samples_of_a_pixel_share_no_row_and_no_column_and_lie_about_its_middle()
    {
        var shifts = Enumerable.Range(0, SampleGrid.Samples).Select(SampleGrid.Shift).ToArray();
        shifts.Select(shift => (int)(4 * shift.X)).Order().ShouldBe([0, 1, 2, 3]);
        shifts.Select(shift => (int)(4 * shift.Y)).Order().ShouldBe([0, 1, 2, 3]);
        shifts.Average(shift => shift.X).ShouldBe(0.5f);
        shifts.Average(shift => shift.Y).ShouldBe(0.5f);
    }

    [Fact]
    public void Lanes_are_the_pixels_of_a_block_row_by_row()
    {
        for (var lane = 0; lane < 16; lane++)
        {
            SampleGrid.LaneX.GetElement(lane).ShouldBe(lane % 4);
            SampleGrid.LaneY.GetElement(lane).ShouldBe(lane / 4);
        }
    }

    [Fact]
    public void Seeds_shift_the_sequence_and_the_same_seed_gives_the_same()
    {
        var (one, same, other) = (new SampleGrid(1), new SampleGrid(1), new SampleGrid(2));
        for (var dimension = 0; dimension < Dimensions; dimension++)
        {
            one.Number(3, dimension).ShouldBe(same.Number(3, dimension));
            one.Number(3, dimension).ShouldNotBe(other.Number(3, dimension));
        }
    }

    /// <summary>The numbers of a pixel's samples: the grid repeats every four pixels.</summary>
    private static IEnumerable<float> At(SampleGrid grid, int x, int y, int dimension) =>
        Enumerable.Range(0, SampleGrid.Samples)
            .Select(sample => grid.Number(sample, dimension).GetElement((x & 3) + (4 * (y & 3))));
}
