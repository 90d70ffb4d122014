namespace ZoeDepth.Imaging.Tests.Jpeg;

/// <summary>
/// The filters against their formulas as libjpeg writes them, with first and last columns as cases of their own.
/// </summary>
public class UpsamplingTests
{
    private static byte[] Row(int width, int seed)
    {
        var row = new byte[width];
        new Random(seed).NextBytes(row);
        return row;
    }

    public static TheoryData<int> Widths() => [.. Enumerable.Range(1, 70), 127, 128, 129, 257];

    [Theory]
    [MemberData(nameof(Widths))]
    public void Doubling_columns_weighs_the_nearer_sample_three_quarters(int width)
    {
        var row = Row(width, width);
        var (sums, output) = (new ushort[width + 2], new byte[2 * width]);
        Upsampling.Widen(row, sums);
        Upsampling.Double(sums, 1, 2, 2, output);
        for (var x = 0; x < width; x++)
        {
            output[2 * x].ShouldBe(x == 0 ? row[0] : (byte)(((3 * row[x]) + row[x - 1] + 1) >> 2));
            output[(2 * x) + 1].ShouldBe(x == width - 1 ? row[x] : (byte)(((3 * row[x]) + row[x + 1] + 2) >> 2));
        }
    }

    [Theory]
    [MemberData(nameof(Widths))]
    public void Doubling_both_ways_rounds_by_8_and_by_7(int width)
    {
        var (near, far) = (Row(width, width), Row(width, width + 1));
        var (sums, output) = (new ushort[width + 2], new byte[2 * width]);
        Upsampling.SumRows(near, far, sums);
        Upsampling.Double(sums, 8, 7, 4, output);
        int Sum(int x) => (3 * near[x]) + far[x];
        for (var x = 0; x < width; x++)
        {
            output[2 * x].ShouldBe((byte)(x == 0 ? ((4 * Sum(0)) + 8) >> 4 : ((3 * Sum(x)) + Sum(x - 1) + 8) >> 4));
            output[(2 * x) + 1]
                .ShouldBe((byte)(x == width - 1 ? ((4 * Sum(x)) + 7) >> 4 : ((3 * Sum(x)) + Sum(x + 1) + 7) >> 4));
        }
    }

    [Theory]
    [MemberData(nameof(Widths))]
    public void The_vector_form_equals_the_plain_one(int width)
    {
        var (near, far) = (Row(width, width), Row(width, width + 1));
        var (sums, output, plain) = (new ushort[width + 2], new byte[2 * width], new byte[2 * width]);
        Upsampling.SumRows(near, far, sums);
        Upsampling.Double(sums, 8, 7, 4, output);
        Upsampling.DoubleScalar(sums, 8, 7, 4, plain, 0, width);
        output.ShouldBe(plain);
    }

    [Theory]
    [MemberData(nameof(Widths))]
    public void Blending_rows_rounds_by_1_above_and_2_below(int width)
    {
        var (near, far, output) = (Row(width, width), Row(width, width + 1), new byte[width]);
        foreach (var bias in (int[])[1, 2])
        {
            Upsampling.Blend(near, far, bias, output);
            for (var x = 0; x < width; x++) output[x].ShouldBe((byte)(((3 * near[x]) + far[x] + bias) >> 2));
        }
    }

    [Fact]
    public void Other_factors_repeat_samples()
    {
        var output = new byte[9];
        Upsampling.Repeat([1, 2, 3], 3, output);
        output.ShouldBe([1, 1, 1, 2, 2, 2, 3, 3, 3]);
    }
}
