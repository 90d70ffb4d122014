using ZoeDepth.Kernels.Resampling;
using ZoeDepth.Runtime.Machine;
using ZoeDepth.Runtime.Threading;

namespace ZoeDepth.Kernels.Tests;

/// <summary>Axes that read only what they need, and only some of the new positions.</summary>
public sealed unsafe class PackedAxisTests
{
    public static TheoryData<int, int, int, bool> Axes
    {
        get
        {
            var data = new TheoryData<int, int, int, bool>();
            foreach (var cubic in (bool[])[false, true])
                foreach (var (source, border, length) in ((int, int, int)[])[(40, 13, 9), (40, 0, 40), (40, 5, 50),
                    (5, 4, 64), (300, 36, 64), (2, 1, 1), (1, 0, 7)])
                    data.Add(source, border, length, cubic);
            return data;
        }
    }

    [Theory, MemberData(nameof(Axes))]
    public void A_packed_axis_gives_the_bits_of_the_whole_bordered_picture(int source, int border, int length,
        bool cubic)
    {
        var random = new Random(source);
        var x = Enumerable.Range(0, source * source * 3).Select(_ => (float)random.NextDouble()).ToArray();
        var reflected = ResampledAxis.Reflected(source, border, border);
        var resized = ResampledAxis.Interpolated(reflected.Length, length, cubic, alignCorners: true);
        var packed = resized.Packed(reflected, out var read);
        read.ShouldBe(read.Distinct().Order());
        read.Length.ShouldBeLessThanOrEqualTo(Math.Min(source, resized.Taps * length));
        var gathered = read.SelectMany(row =>
            read.SelectMany(column => x.AsSpan(((row * source) + column) * 3, 3).ToArray())).ToArray();
        foreach (var level in InstructionSet.Available)
        {
            using var forced = InstructionSet.Force(level);
            var bordered = Run(x, reflected, 1);
            Run(gathered, packed, 2).ShouldBe(Run(bordered, resized, 1), $"{level}");
        }
    }

    [Theory, MemberData(nameof(Axes))]
    public void A_slice_gives_the_bits_of_its_part(int source, int border, int length, bool cubic)
    {
        var random = new Random(source);
        var x = Enumerable.Range(0, source * 3).Select(_ => (float)random.NextDouble()).ToArray();
        var one = ResampledAxis.Reflected(1, 0, 0);
        var whole = ResampledAxis.Interpolated(source, length, cubic, alignCorners: false);
        var first = border % length;
        var count = Math.Max(1, (length - first) / 2);
        Run(x, one, whole.Slice(first, count)).ShouldBe(Run(x, one, whole).AsSpan(first * 3, count * 3).ToArray());
    }

    [Fact]
    public void A_border_of_another_length_and_a_slice_beyond_the_end_are_refused()
    {
        var axis = ResampledAxis.Interpolated(10, 4, cubic: false, alignCorners: true);
        Should.Throw<ArgumentException>(() =>
            axis.Packed(ResampledAxis.Reflected(10, 1, 1), out _)).Message.ShouldContain(
            "expected a border that copies 10 positions, but one of 12 positions with 1 taps came");
        Should.Throw<ArgumentOutOfRangeException>(() => axis.Slice(3, 2));
    }

    private static float[] Run(float[] x, ResampledAxis axis, int threads) => Run(x, axis, axis, threads);

    private static float[] Run(float[] x, ResampledAxis rows, ResampledAxis columns, int threads = 1)
    {
        var y = new float[rows.Length * columns.Length * 3];
        fixed (float* from = x, to = y) ResizeKernel.Forward(from, 1, 3, rows, columns, to, new Work(threads));
        return y;
    }
}
