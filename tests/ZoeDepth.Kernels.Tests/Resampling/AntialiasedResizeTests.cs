using ZoeDepth.Kernels.Resampling;
using ZoeDepth.Runtime.Machine;
using ZoeDepth.Runtime.Threading;

namespace ZoeDepth.Kernels.Tests;

/// <summary>Filters that grow with the scale, on floats and on bytes.</summary>
public sealed unsafe class AntialiasedResizeTests
{
    public static TheoryData<int, int, int, int, int, bool> Sizes => new()
    {
        { 30, 40, 3, 12, 17, false },
        { 30, 40, 3, 61, 77, true },
        { 37, 23, 1, 36, 5, false },
        { 9, 50, 17, 20, 13, true },
        { 24, 24, 2, 7, 7, true },
        { 5, 5, 4, 5, 5, false },
        { 40, 40, 1, 1, 1, false },
        { 1, 1, 3, 4, 6, true },
        { 33, 2, 33, 8, 9, false },
    };

    [Theory, MemberData(nameof(Sizes))]
    public void Floats_agree_with_the_plain_sum_on_every_instruction_set_and_number_of_threads(int rows, int columns,
        int channels, int newRows, int newColumns, bool cubic)
    {
        var filter = cubic ? ResampleFilter.Cubic : ResampleFilter.Triangle;
        var random = new Random(rows);
        var x = Enumerable.Range(0, 2 * rows * columns * channels).Select(_ => (float)random.NextDouble()).ToArray();
        var half = x.Length / 2;
        double[] expected =
        [
            .. NaiveAntialiasedResize.Run(i => x[i], rows, columns, channels, newRows, newColumns, filter),
            .. NaiveAntialiasedResize.Run(i => x[half + i], rows, columns, channels, newRows, newColumns, filter),
        ];
        foreach (var level in InstructionSet.Available)
        {
            using var forced = InstructionSet.Force(level);
            float[]? first = null;
            foreach (var threads in (int[])[1, 2, 3])
            {
                var y = new float[expected.Length];
                fixed (float* from = x, to = y)
                    AntialiasedResize.Run(from, 2, rows, columns, channels, newRows, newColumns, filter, to,
                        new Work(threads));
                // Weights rounded to float32 at coordinates up to 64: 64 · 2^-24 each, and values up to 1.
                Close.Within(y, expected, 0, 8e-6, $"{level}, {threads} threads");
                first ??= y;
                y.ShouldBe(first, $"{level}, {threads} threads");
            }
        }
    }

    [Theory, MemberData(nameof(Sizes))]
    public void Bytes_agree_with_the_plain_sum_to_the_rounding_of_both_passes(int rows, int columns, int channels,
        int newRows, int newColumns, bool cubic)
    {
        var filter = cubic ? ResampleFilter.Cubic : ResampleFilter.Triangle;
        var x = new byte[rows * columns * channels];
        new Random(rows).NextBytes(x);
        var expected = NaiveAntialiasedResize.Run(i => x[i], rows, columns, channels, newRows, newColumns, filter);
        foreach (var arithmetic in Enum.GetValues<ByteArithmetic>())
        {
            var y = ByteResize.Antialiased(x, rows, columns, channels, newRows, newColumns, filter, arithmetic,
                new Work(1));
            ByteResize.Antialiased(x, rows, columns, channels, newRows, newColumns, filter, arithmetic, new Work(3))
                .ShouldBe(y);
            // Half a step for each of two passes, the first spread by the second's weights (their sizes add up to at
            // most 1.25), and the weights' own rounding. A cubic is cut at 0 and 255 in between, which the plain sum
            // does not do.
            for (var i = 0; i < y.Length; i++)
                if (filter == ResampleFilter.Triangle)
                    Math.Abs(y[i] - expected[i]).ShouldBeLessThan(1.25, $"{arithmetic}, byte {i}");
                else Math.Abs(y[i] - Math.Clamp(expected[i], 0, 255)).ShouldBeLessThan(16, $"{arithmetic}, byte {i}");
        }
    }

    [Fact]
    public void Bytes_without_antialiasing_keep_the_corners()
    {
        var x = new byte[7 * 9];
        new Random(3).NextBytes(x);
        foreach (var filter in Enum.GetValues<ResampleFilter>())
        {
            var y = ByteResize.Interpolated(x, 7, 9, 1, 20, 31, filter, new Work(2));
            new[] { y[0], y[30], y[19 * 31], y[^1] }.ShouldBe([x[0], x[8], x[6 * 9], x[^1]]);
        }
    }

    [Fact]
    public void A_constant_picture_stays_constant()
    {
        var x = new byte[13 * 17];
        Array.Fill(x, (byte)201);
        foreach (var arithmetic in Enum.GetValues<ByteArithmetic>())
            ByteResize.Antialiased(x, 13, 17, 1, 40, 5, ResampleFilter.Cubic, arithmetic, new Work(1))
                .ShouldAllBe(b => b == 201);
    }

    [Fact]
    public void A_picture_of_another_length_is_refused() =>
        Should.Throw<ArgumentException>(() =>
            ByteResize.Antialiased(new byte[11], 3, 4, 1, 2, 2, ResampleFilter.Triangle, ByteArithmetic.Pillow,
                new Work(1)))
            .Message.ShouldContain("a picture of [3, 4, 1] holds 12 bytes, but 11 came");
}
