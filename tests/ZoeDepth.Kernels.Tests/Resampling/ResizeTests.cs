using ZoeDepth.Kernels.Resampling;
using ZoeDepth.Runtime.Machine;
using ZoeDepth.Runtime.Threading;

namespace ZoeDepth.Kernels.Tests;

/// <summary>
/// Resampling against loops over pixels in double (coordinates in float32, as the reference has them), and what follows
/// from its definition.
/// </summary>
public sealed unsafe class ResizeTests
{
    private const double Rounding = 1.0 / (1 << 24);

    public static TheoryData<string, bool, bool> Kinds
    {
        get
        {
            var kinds = new TheoryData<string, bool, bool>();
            foreach (var level in InstructionSet.Available)
                foreach (var cubic in (bool[])[false, true])
                    foreach (var alignCorners in (bool[])[true, false]) kinds.Add($"{level}", cubic, alignCorners);
            return kinds;
        }
    }

    [Theory, MemberData(nameof(Kinds))]
    public void Each_new_pixel_is_the_weighted_sum_of_its_neighbours(string set, bool cubic, bool alignCorners)
    {
        var level = Each.Set(set);
        foreach (var (from, to) in Sizes())
            foreach (var channels in new[] { 1, 3, 4, 16, 17, 33 })
            {
                var (rows, columns) = (ResampledAxis.Interpolated(from.Rows, to.Rows, cubic, alignCorners),
                    ResampledAxis.Interpolated(from.Columns, to.Columns, cubic, alignCorners));
                var x = Guarded.Numbers(2 * from.Rows * from.Columns * channels, 1);
                using Guarded input = new(x), result = new(2 * to.Rows * to.Columns * channels);
                var y = Each.Team(level, work =>
                {
                    result.Span.Fill(float.NaN);
                    ResizeKernel.Forward(input.Pointer, 2, channels, rows, columns, result.Pointer, work);
                    return result.Span.ToArray();
                }, "resize");
                var expected = Walk(from, to, channels, cubic, alignCorners,
                    (sum, at, source, weight) => sum[at] += weight * x[source], result.Count);
                Close.Within(y, expected, 0, Rounding * 80, $"{from} to {to} with {channels} channels");

                var dy = Guarded.Numbers(result.Count, 2);
                using Guarded upstream = new(dy), gradient = new(x.Length);
                var dx = Each.Team(level, work =>
                {
                    gradient.Span.Fill(0.5f);
                    ResizeKernel.Adjoint(upstream.Pointer, 2, channels, rows, columns, gradient.Pointer, adds: true,
                        work);
                    return gradient.Span.ToArray();
                }, "adjoint");
                var scattered = Walk(from, to, channels, cubic, alignCorners,
                    (sum, at, source, weight) => sum[source] += weight * dy[at], x.Length);
                var reach = 4.0 * Math.Max(1, (double)to.Rows / from.Rows)
                    * Math.Max(1, (double)to.Columns / from.Columns);
                Close.Within(dx, [.. scattered.Select(v => v + 0.5)], 0, Rounding * 80 * reach,
                    $"adjoint of {from} to {to} with {channels} channels");
                var first = Each.Team(level, work =>
                {
                    gradient.Span.Fill(float.NaN);
                    ResizeKernel.Adjoint(upstream.Pointer, 2, channels, rows, columns, gradient.Pointer, adds: false,
                        work);
                    return gradient.Span.ToArray();
                }, "adjoint of the first reader");
                Close.Within(first, scattered, 0, Rounding * 80 * reach,
                    $"first adjoint of {from} to {to} with {channels} channels");
            }
    }

    [Fact]
    public void Weights_of_a_place_sum_to_one()
    {
        foreach (var cubic in (bool[])[false, true])
            foreach (var alignCorners in (bool[])[true, false])
                foreach (var (source, length) in new[] { (5, 13), (13, 5), (1, 4), (4, 1), (197, 384), (640, 512) })
                {
                    var axis = ResampledAxis.Interpolated(source, length, cubic, alignCorners);
                    // A cubic's outer weights are differences of numbers up to 6.
                    var rounding = axis.Taps == 4 ? 6 * 4 * Rounding : Rounding;
                    axis.Length.ShouldBe(length);
                    axis.Indices.ShouldAllBe(i => i >= 0 && i < source);
                    for (var i = 0; i < length; i++)
                        axis.Weights.AsSpan(i * axis.Taps, axis.Taps).ToArray().Sum(w => (double)w)
                            .ShouldBe(1, rounding);
                }
    }

    [Theory]
    [InlineData(192, 384, true), InlineData(197, 384, true), InlineData(24, 48, false), InlineData(255, 640, true)]
    public void Weights_of_maps_are_those_of_exact_places(int source, int length, bool alignCorners)
    {
        var axis = ResampledAxis.Interpolated(source, length, cubic: false, alignCorners);
        for (var i = 0; i < length; i++)
        {
            var place = alignCorners ? (decimal)(source - 1) * i / (length - 1)
                : Math.Max(0, ((source * (i + 0.5m)) / length) - 0.5m);
            var second = place - Math.Floor(place);
            // Half a rounding, and what double leaves of the place; the other is what is left of one, exactly.
            ((double)axis.Weights[(2 * i) + 1]).ShouldBe((double)second, 3.1e-8);
            axis.Weights[2 * i].ShouldBe(1 - axis.Weights[(2 * i) + 1]);
        }
    }

    [Theory]
    [InlineData(480, 384, true), InlineData(640, 512, true), InlineData(384, 480, false)]
    public void Weights_of_pictures_are_those_of_float32_places(int source, int length, bool alignCorners)
    {
        var axis = ResampledAxis.InterpolatedInFloat32(source, length, cubic: false, alignCorners);
        var scale = alignCorners ? (float)(source - 1) / (length - 1) : (float)source / length;
        for (var i = 0; i < length; i++)
        {
            var place = alignCorners ? scale * i : MathF.Max(0, MathF.FusedMultiplyAdd(scale, i + 0.5f, -0.5f));
            axis.Indices[2 * i].ShouldBe((int)place);
            axis.Weights[(2 * i) + 1].ShouldBe(place - (int)place);
            axis.Weights[2 * i].ShouldBe(1 - (place - (int)place));
        }
    }

    [Fact]
    public void Aligned_corners_keep_the_outermost_pixels_and_half_pixels_repeat_them()
    {
        var aligned = ResampledAxis.Interpolated(3, 5, cubic: false, alignCorners: true);
        aligned.Indices.ShouldBe([0, 1, 0, 1, 1, 2, 1, 2, 2, 2]);
        aligned.Weights.ShouldBe([1, 0, 0.5f, 0.5f, 1, 0, 0.5f, 0.5f, 1, 0]);
        var half = ResampledAxis.Interpolated(2, 4, cubic: false, alignCorners: false);
        half.Indices.ShouldBe([0, 1, 0, 1, 0, 1, 1, 1]);
        half.Weights.ShouldBe([1, 0, 0.75f, 0.25f, 0.25f, 0.75f, 0.75f, 0.25f]);
        var cubic = ResampledAxis.Interpolated(4, 8, cubic: true, alignCorners: false);
        cubic.Indices.AsSpan(0, 4).ToArray().ShouldBe([0, 0, 0, 1]);
        cubic.Weights.AsSpan(4, 4).ToArray().ShouldBe([-0.10546875f, 0.87890625f, 0.26171875f, -0.03515625f]);
    }

    [Fact]
    public void The_same_size_is_the_same_picture()
    {
        foreach (var cubic in (bool[])[false, true])
            foreach (var alignCorners in (bool[])[true, false])
            {
                var axis = ResampledAxis.Interpolated(37, 37, cubic, alignCorners);
                axis.IsIdentity.ShouldBeTrue();
                float[] x = [.. Guarded.Numbers(37 * 37 - 1, 3), float.PositiveInfinity], y = new float[x.Length];
                fixed (float* from = x, to = y) ResizeKernel.Forward(from, 1, 1, axis, axis, to, new Work(2));
                y.ShouldBe(x);
            }
    }

    [Fact]
    public void A_mirror_does_not_repeat_the_outermost_pixel()
    {
        ResampledAxis.Reflected(4, 3, 2).Indices.ShouldBe([3, 2, 1, 0, 1, 2, 3, 2, 1]);
        ResampledAxis.Reflected(1, 0, 0).Indices.ShouldBe([0]);
        ResampledAxis.Reflected(5, 0, 0).IsIdentity.ShouldBeTrue();
        Should.Throw<ArgumentOutOfRangeException>(() => ResampledAxis.Reflected(4, 4, 0));
        Should.Throw<ArgumentOutOfRangeException>(() => ResampledAxis.Reflected(4, 0, 4));
        Should.Throw<ArgumentOutOfRangeException>(() => ResampledAxis.Reflected(4, -1, 0));
    }

    [Fact]
    public void An_axis_without_pixels_is_refused()
    {
        Should.Throw<ArgumentOutOfRangeException>(() =>
            ResampledAxis.Interpolated(0, 4, cubic: false, alignCorners: true));
        Should.Throw<ArgumentOutOfRangeException>(() =>
            ResampledAxis.Interpolated(4, 0, cubic: false, alignCorners: true));
    }

    [Fact]
    public void A_border_and_its_adjoint_mirror_every_channel()
    {
        const int channels = 17;
        ResampledAxis rows = ResampledAxis.Reflected(4, 3, 2), columns = ResampledAxis.Reflected(5, 0, 4);
        var x = Guarded.Numbers(4 * 5 * channels, 1);
        var dy = Guarded.Numbers(9 * 9 * channels, 2);
        var (y, dx) = (new double[dy.Length], new double[x.Length]);
        for (var row = 0; row < 9; row++)
            for (var column = 0; column < 9; column++)
                for (var c = 0; c < channels; c++)
                {
                    var (at, source) = ((((row * 9) + column) * channels) + c,
                        (((rows.Indices[row] * 5) + columns.Indices[column]) * channels) + c);
                    y[at] = x[source];
                    dx[source] += dy[at];
                }
        foreach (var level in InstructionSet.Available)
        {
            using Guarded input = new(x), upstream = new(dy), result = new(dy.Length), gradient = new(x.Length);
            Close.Within(Each.Team(level, work =>
            {
                ResizeKernel.Forward(input.Pointer, 1, channels, rows, columns, result.Pointer, work);
                return result.Span.ToArray();
            }, "border"), y, 0, 0, "border");
            Close.Within(Each.Team(level, work =>
            {
                gradient.Span.Clear();
                ResizeKernel.Adjoint(upstream.Pointer, 1, channels, rows, columns, gradient.Pointer, adds: true, work);
                return gradient.Span.ToArray();
            }, "adjoint"), dx, 0, 64 * Rounding, "adjoint");
        }
    }

    private static IEnumerable<((int Rows, int Columns) From, (int Rows, int Columns) To)> Sizes() =>
    [
        ((5, 7), (13, 11)), ((13, 11), (5, 4)), ((6, 9), (11, 4)), ((4, 6), (4, 9)), ((4, 6), (9, 6)), ((4, 6), (1, 1)),
            ((1, 1), (3, 5)), ((1, 6), (4, 9)), ((12, 9), (47, 31)),
    ];

    /// <summary>The naive twin: for every new number, every old one under it with its weight.</summary>
    private static double[] Walk((int Rows, int Columns) from, (int Rows, int Columns) to, int channels, bool cubic,
        bool alignCorners,
        Action<double[], int, int, double> use, int count)
    {
        var sum = new double[count];
        for (var image = 0; image < 2; image++)
            for (var row = 0; row < to.Rows; row++)
                for (var column = 0; column < to.Columns; column++)
                    foreach (var (sourceRow, wy) in Taps(from.Rows, to.Rows, row, cubic, alignCorners))
                        foreach (var (sourceColumn, wx) in Taps(from.Columns, to.Columns, column, cubic, alignCorners))
                            for (var c = 0; c < channels; c++)
                                use(sum, (((((image * to.Rows) + row) * to.Columns) + column) * channels) + c,
                                    (((((image * from.Rows) + sourceRow) * from.Columns) + sourceColumn) * channels)
                                    + c, wy * wx);
        return sum;
    }

    private static IEnumerable<(int Index, double Weight)> Taps(int source, int length, int i, bool cubic,
        bool alignCorners)
    {
        float place;
        if (alignCorners) place = length == 1 ? 0 : (float)(source - 1) / (length - 1) * i;
        else place = (float)((((double)((float)source / length)) * (i + 0.5)) - 0.5);
        if (!cubic)
        {
            var t = Math.Max(0.0, place);
            for (var k = 0; k < source; k++) if (Math.Abs(t - k) < 1) yield return (k, 1 - Math.Abs(t - k));
            if (t > source - 1) yield return (source - 1, t - (source - 1));
            yield break;
        }
        for (var k = (int)Math.Floor(place) - 1; k <= (int)Math.Floor(place) + 2; k++)
            yield return (Math.Clamp(k, 0, source - 1), Cubic(Math.Abs(place - (double)k)));

        static double Cubic(double d) => d <= 1 ? (1.25 * d * d * d) - (2.25 * d * d) + 1 : d < 2
            ? -0.75 * ((d * d * d) - (5 * d * d) + (8 * d) - 4) : 0;
    }
}
