using ZoeDepth.Kernels.Functions;
using ZoeDepth.Kernels.Gemm;
using ZoeDepth.Kernels.Simd;
using ZoeDepth.Runtime.Machine;
using ZoeDepth.Runtime.Threading;

namespace ZoeDepth.Kernels.Tests;

/// <summary>
/// Products of 8-bit integers: one result, to the bit, on every instruction set and from assembled tiles.
/// </summary>
public sealed unsafe class Int8ProductTests
{
    public static TheoryData<string, bool> Ways
    {
        get
        {
            var ways = new TheoryData<string, bool>();
            foreach (var level in InstructionSet.Available) ways.Add($"{level}", false);
            using var forced = InstructionSet.Force(InstructionSet.Best);
            if (AssembledTiles.Serve(PanelFormat.Int8)) ways.Add($"{InstructionSet.Best}", true);
            return ways;
        }
    }

    [Theory, MemberData(nameof(Ways))]
    public void Products_of_every_shape_have_the_bits_of_the_naive_twin(string set, bool assembled)
    {
        var level = Each.Set(set);
        (int M, int K, int N)[] shapes =
        [
            (1, 1, 1), (1, 64, 33), (5, 7, 3), (12, 32, 32), (13, 257, 31), (25, 1024, 65), (193, 300, 40),
            (3, 1025, 64), (64, 513, 161), (400, 20, 1), (11, 12, 500), (7, 4099, 33), (2, 5000, 5),
        ];
        foreach (var (m, k, n) in shapes) Check(level, assembled, m, k, n);
        for (var height = 1; height <= 13; height++) Check(level, assembled, height, 37, 64);
    }

    [Theory, MemberData(nameof(Ways))]
    public void Every_extent_from_0_to_130_is_right(string set, bool assembled)
    {
        var level = Each.Set(set);
        for (var length = 0; length <= 130; length++)
        {
            Check(level, assembled, length, 3, 2);
            Check(level, assembled, 3, length, 5);
            Check(level, assembled, 2, 3, length);
        }
    }

    [Theory, MemberData(nameof(Ways))]
    public void The_largest_sums_are_exact(string set, bool assembled)
    {
        const int m = 3, k = 4352, n = 33;
        float[] x = [.. Enumerable.Repeat(1f, m * k)], w = [.. Enumerable.Repeat(-2f, n * k)];
        Product(Each.Set(set), assembled, x, w, m, k, n).ShouldAllBe(y => Math.Abs(y + (2 * k)) < 0.01f);
    }

    [Theory, MemberData(nameof(Ways))]
    public void Rows_and_outputs_without_a_scale_are_NaN_or_0_and_touch_no_other(string set, bool assembled)
    {
        const int m = 14, k = 70, n = 40;
        float[] x = Guarded.Numbers(m * k, 1), w = Guarded.Numbers(n * k, 2);
        x[(2 * k) + 69] = float.NaN;
        x[(5 * k) + 3] = float.NegativeInfinity;
        w[(7 * k) + 1] = float.PositiveInfinity;
        for (var i = 0; i < k; i++) x[(9 * k) + i] = w[(33 * k) + i] = 0;
        for (var i = 0; i < k; i++) x[(10 * k) + i] = i * float.Epsilon;
        var y = Product(Each.Set(set), assembled, x, w, m, k, n);
        NaiveBFloat16.Same(y, NaiveInt8.Multiply(m, k, n, (i, p) => x[(i * k) + p], (p, j) => w[(j * k) + p]), set);
        for (var i = 0; i < m; i++)
            for (var j = 0; j < n; j++)
            {
                float.IsNaN(y[(i * n) + j]).ShouldBe(i is 2 or 5 || j == 7);
                if ((i is 9 or 10 || j == 33) && i is not (2 or 5) && j != 7) y[(i * n) + j].ShouldBe(0);
            }
    }

    [Theory, MemberData(nameof(Ways))]
    public void Rows_are_gathered_rectified_and_finished_as_in_floats(string set, bool assembled)
    {
        var level = Each.Set(set);
        const int m = 150, k = 90, n = 37;
        using var x = Guarded.Random(m * k, 1);
        using var w = Guarded.Random(n * k, 2);
        using var bias = Guarded.Random(n, 3);
        var y = Team(level, assembled, work =>
        {
            using var packed = new PackedMatrix(work, MatrixSource.Rows(w.Pointer, n, k), PanelFormat.Int8);
            using var result = new Guarded(m * n);
            GemmDriver.Run(work, GemmA.Columns(x.Pointer, m, k, m).Rectified(), packed,
                new GemmEpilogue { Bias = bias.Pointer, Activation = ActivationKind.Relu }, result.Pointer, n);
            return result.Span.ToArray();
        });
        var plain = NaiveInt8.Multiply(m, k, n, (i, p) => Math.Max(0, x.Pointer[(p * m) + i]),
            (p, j) => w.Pointer[(j * k) + p]);
        NaiveBFloat16.Same(y, [.. plain.Select((value, i) => Math.Max(0, value + bias.Pointer[i % n]))], "gathered");
    }

    [Fact]
    public void Sums_cannot_be_added_to_a_result_nor_panels_cut()
    {
        using var numbers = Guarded.Random(64 * 64, 1);
        using var y = new Guarded(64 * 64);
        using var packed = new PackedMatrix(new Work(1), MatrixSource.Rows(numbers.Pointer, 64, 64), PanelFormat.Int8);
        Should.Throw<ArgumentException>(() => GemmDriver.Run(new Work(1), GemmA.Plain(numbers.Pointer, 64, 64, 64),
            packed, GemmEpilogue.None, GemmC.Rows(y.Pointer, 64).Adding()));
        Should.Throw<NotSupportedException>(() => packed.Segment(0, 32));
    }

    private static void Check(SimdLevel level, bool assembled, int m, int k, int n)
    {
        float[] x = Guarded.Numbers(m * k, (m * 7) + k), w = Guarded.Numbers(n * k, (n * 5) + k + 1);
        NaiveBFloat16.Same(Product(level, assembled, x, w, m, k, n),
            NaiveInt8.Multiply(m, k, n, (i, p) => x[(i * k) + p], (p, j) => w[(j * k) + p]),
            $"{m}x{k}x{n} ({level}, assembled {assembled})");
    }

    private static float[] Product(SimdLevel level, bool assembled, float[] x, float[] w, int m, int k, int n)
    {
        using Guarded gx = new(x), gw = new(w);
        return Team(level, assembled, work =>
        {
            using var packed = new PackedMatrix(work, MatrixSource.Rows(gw.Pointer, n, k), PanelFormat.Int8);
            packed.Bytes.ShouldBe(4L * 32 * ((n + 31) / 32) * (((k + 3) / 4) + 2));
            using var y = new Guarded(m * n);
            y.Span.Fill(float.NaN);
            GemmDriver.Run(work, GemmA.Plain(gx.Pointer, m, k, k), packed, GemmEpilogue.None, y.Pointer, n);
            return y.Span.ToArray();
        });
    }

    private static float[] Team(SimdLevel level, bool assembled, Func<Work, float[]> kernel)
    {
        using var portable = assembled ? null : AssembledTiles.Forbid();
        return Each.Team(level, kernel, "int8");
    }
}
