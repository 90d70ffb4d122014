using System.Runtime.Intrinsics;
using ZoeDepth.Synthetic.Rendering;

namespace ZoeDepth.Synthetic.Tests.Rendering;

public sealed class ShadedSamplesTests
{
    private static readonly Floats Count = Vector512.Create(0f, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);

    [Fact]
    public void A_block_is_read_back_pixel_by_pixel_and_plane_by_plane()
    {
        var samples = new ShadedSamples(32);
        samples.Store(2, 8, 4, Block());
        for (var lane = 0; lane < 16; lane++)
        {
            var (x, y) = (8 + (lane % 4), 4 + (lane / 4));
            for (var plane = 0; plane < 12; plane++) samples.Value(2, plane, x, y).ShouldBe((100 * plane) + lane);
            samples.Piece(2, x, y).ShouldBe(lane + 1);
        }
    }

    [Fact]
    public void A_block_touches_no_other_pixel_and_no_other_sample()
    {
        var samples = new ShadedSamples(32);
        samples.Store(2, 8, 4, Block());
        for (var sample = 0; sample < SampleGrid.Samples; sample++)
        {
            for (var y = 0; y < ShadedSamples.Rows; y++)
            {
                for (var x = -ShadedSamples.Margin; x < 32 + ShadedSamples.Margin; x++)
                {
                    var inside = sample == 2 && x is >= 8 and < 12 && y is >= 4 and < 8;
                    (samples.Piece(sample, x, y) == -1).ShouldBe(!inside, $"sample {sample} at ({x}, {y})");
                }
            }
        }
    }

    [Fact]
    public void Rows_come_again_after_sixteen()
    {
        var samples = new ShadedSamples(32);
        samples.Store(0, 0, 4 + ShadedSamples.Rows, Block());
        samples.Piece(0, 3, 5).ShouldBe(8);
    }

    [Fact]
    public void Cleared_rows_belong_to_no_surface()
    {
        var samples = new ShadedSamples(32);
        samples.Store(1, 0, 0, Block());
        samples.Store(1, 0, 4, Block());
        samples.Clear(ShadedSamples.Rows);
        samples.Piece(1, 0, 3).ShouldBe(-1);
        samples.Piece(1, 0, 4).ShouldBe(1);
    }

    [Theory]
    [InlineData(16)]
    [InlineData(17)]
    [InlineData(4096)]
    public void Rows_are_whole_vectors_with_a_margin_on_both_sides(int width)
    {
        var stride = new ShadedSamples(width).Stride;
        (stride % 16).ShouldBe(0);
        stride.ShouldBeInRange(width + (2 * ShadedSamples.Margin), width + (2 * ShadedSamples.Margin) + 15);
    }

    private static Shaded Block()
    {
        static Vectors Planes(int first) => new(
            Count + LaneMath.All(100f * first), Count + LaneMath.All(100f * (first + 1)),
            Count + LaneMath.All(100f * (first + 2)));
        return new()
        {
            Albedo = Planes(0), Irradiance = Planes(3), Highlight = Planes(6), Direct = Planes(9),
            Piece = Vector512.ConvertToInt32(Count) + Integers.One,
        };
    }
}
