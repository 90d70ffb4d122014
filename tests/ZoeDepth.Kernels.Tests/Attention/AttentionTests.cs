using ZoeDepth.Kernels.Attention;
using ZoeDepth.Runtime.Machine;
using ZoeDepth.Runtime.Threading;

namespace ZoeDepth.Kernels.Tests;

/// <summary>
/// Attention forward and backward against the naive twin: bias dense, by table and absent; q, k, v side by side and
/// apart.
/// </summary>
public sealed unsafe class AttentionTests
{
    public static TheoryData<string> Levels => Each.Levels;

    [Theory, MemberData(nameof(Levels))]
    public void Attention_without_bias_agrees_with_the_naive_twin(string set)
    {
        var level = Each.Set(set);
        foreach (var (heads, queries, keys, size) in new[]
            { (1, 1, 1, 1), (3, 5, 7, 4), (2, 49, 300, 16), (1, 13, 33, 40), (4, 100, 31, 64), (1, 2, 3, 300) })
            Check(level, new AttentionShape(heads, queries, keys, size, 1 / MathF.Sqrt(size)), BiasKind.None, 0, 0);
    }

    [Theory, MemberData(nameof(Levels))]
    public void A_dense_bias_is_added_and_receives_its_gradient(string set)
    {
        var level = Each.Set(set);
        foreach (var (heads, queries, keys, size) in new[] { (1, 1, 1, 1), (3, 50, 270, 8), (2, 13, 40, 64) })
            Check(level, new AttentionShape(heads, queries, keys, size, 0.3f), BiasKind.Dense, 0, 0);
    }

    [Theory, MemberData(nameof(Levels))]
    public void The_position_table_is_read_and_receives_its_gradient_for_every_grid(string set)
    {
        var level = Each.Set(set);
        foreach (var (heads, height, width, size) in new[]
            { (3, 1, 1, 4), (2, 5, 7, 8), (1, 7, 5, 16), (2, 12, 32, 8), (3, 1, 9, 4), (1, 17, 16, 64), (2, 9, 1, 3),
                (1, 3, 100, 4) })
            Check(level, new AttentionShape(heads, 1 + (height * width), 1 + (height * width), size,
                1 / MathF.Sqrt(size)), BiasKind.Table, height, width);
    }

    [Theory, MemberData(nameof(Levels))]
    public void Scores_of_hundreds_neither_overflow_nor_vanish(string set)
    {
        var level = Each.Set(set);
        const int keys = 70;
        using Guarded q = new([30f]), k = new(Enumerable.Range(0, keys).Select(i => i * 0.5f).ToArray()),
            v = Guarded.Random(keys, 3), y = new(1);
        using var forced = InstructionSet.Force(level);
        AttentionKernel.Forward(Work.Alone, new(1, 1, keys, 1, 1), new(q.Pointer, 1), new(k.Pointer, 1),
            new(v.Pointer, 1), ScoreBias.None, new(y.Pointer, 1));
        // Neighbouring scores differ by 15, so the last key has 1 − 3e-7 of the weight.
        var naive = new NaiveAttention(new(1, 1, keys, 1, 1), (_, _) => 30, (j, _) => j * 0.5, (j, _) => v.Pointer[j],
            (_, _, _) => 0);
        Each.Product(y.Span.ToArray(), naive.Y, 1, "large scores");
    }

    [Theory, MemberData(nameof(Levels))]
    public void A_bias_of_minus_infinity_hides_a_key(string set)
    {
        var level = Each.Set(set);
        const int keys = 20;
        var mask = new float[2 * keys];
        for (var i = 0; i < mask.Length; i += 3) mask[i] = float.NegativeInfinity;
        using Guarded q = Guarded.Random(2 * 4, 1), k = Guarded.Random(keys * 4, 2), v = Guarded.Random(keys * 4, 3),
            y = new(2 * 4), p = new(2 * keys), bias = new(mask);
        using var forced = InstructionSet.Force(level);
        AttentionKernel.Forward(Work.Alone, new(1, 2, keys, 4, 0.5f), new(q.Pointer, 4), new(k.Pointer, 4),
            new(v.Pointer, 4), ScoreBias.Dense(bias.Pointer), new(y.Pointer, 4), null, p.Pointer);
        for (var i = 0; i < mask.Length; i++) (p.Span[i] == 0).ShouldBe(i % 3 == 0);
        p.Span[..keys].ToArray().Sum().ShouldBe(1, 1e-6);
    }

    [Fact]
    public void Extents_that_do_not_fit_are_refused_by_name()
    {
        using var x = new Guarded(64);
        var rows = new TokenRows(x.Pointer, 4);
        Should.Throw<ArgumentException>(() =>
            AttentionKernel.Forward(Work.Alone, new(1, 4, 4, 4, 1), rows, rows, rows,
                ScoreBias.RelativeTable(x.Pointer, 2, 2), rows))
            .Message.ShouldBe(
                "attention: the position table is for 1 + 2x2 tokens, but there are 4 queries and 4 keys");
        Should.Throw<ArgumentException>(() =>
            AttentionKernel.Forward(Work.Alone, new(0, 4, 4, 4, 1), rows, rows, rows, ScoreBias.None, rows))
            .Message.ShouldBe("attention: 0 heads of 4, 4 queries, 4 keys; expected at least 1 of each");
        Should.Throw<ArgumentException>(() =>
            AttentionKernel.Backward(Work.Alone, new(1, 4, 4, 4, 1), rows, rows, rows, ScoreBias.None, rows, rows,
                x.Pointer, rows, rows, rows, x.Pointer))
            .Message.ShouldBe("attention: a gradient of the bias is asked for, but there was no bias");
    }

    private enum BiasKind
    {
        None,
        Dense,
        Table,
    }

    private static void Check(SimdLevel level, AttentionShape shape, BiasKind kind, int height, int width)
    {
        var (heads, queries, keys, size, _) = shape;
        var channels = heads * size;
        var name = $"{kind} {shape} {height}x{width}";
        // q, k and v lie side by side where the tokens are the same, each ending at its own guard page elsewhere.
        var together = queries == keys;
        var stride = together ? 3 * channels : channels + 3;
        using Guarded all = Guarded.Random(together ? queries * stride : 1, 1),
            apartQ = Guarded.Random((queries - 1) * stride + channels, 2),
            apartK = Guarded.Random((keys - 1) * stride + channels, 3),
            apartV = Guarded.Random((keys - 1) * stride + channels, 4);
        float* q = together ? all.Pointer : apartQ.Pointer, k = together ? q + channels : apartK.Pointer, v = together
            ? k + channels : apartV.Pointer;
        var rows = kind == BiasKind.Table ? (((2 * height) - 1) * ((2 * width) - 1)) + 3 : 0;
        using var numbers = Guarded.Random(kind switch
            { BiasKind.Dense => heads * queries * keys, BiasKind.Table => rows * heads, _ => 0 }, 5);
        var bias = kind switch
        {
            BiasKind.Dense => ScoreBias.Dense(numbers.Pointer),
            BiasKind.Table => ScoreBias.RelativeTable(numbers.Pointer, height, width),
            _ => ScoreBias.None,
        };
        using var dy = Guarded.Random(queries * channels, 6);
        var naive = new NaiveAttention(shape, (i, c) => q[(i * stride) + c], (j, c) => k[(j * stride) + c],
            (j, c) => v[(j * stride) + c], (h, i, j) => kind switch
        {
            BiasKind.Dense => numbers.Pointer[(((h * queries) + i) * keys) + j],
            BiasKind.Table => numbers.Pointer[(NaiveAttention.TableRow(i, j, height, width) * heads) + h],
            _ => 0,
        });
        var expected = naive.Gradients((i, c) => dy.Pointer[(i * channels) + c]);
        var expectedBias = new double[numbers.Count];
        for (var h = 0; h < heads; h++)
            for (var i = 0; i < queries; i++)
                for (var j = 0; j < keys && kind != BiasKind.None; j++)
                {
                    var from = (((h * queries) + i) * keys) + j;
                    expectedBias[kind == BiasKind.Dense
                        ? from : (NaiveAttention.TableRow(i, j, height, width) * heads) + h] += expected.Bias[from];
                }
        // The gradient of the bias is added to what is there.
        for (var i = 0; i < expectedBias.Length; i++) expectedBias[i] += 0.5;

        int ySize = queries * channels, lseSize = heads * queries, pSize = heads * queries * keys,
            kSize = keys * channels;
        var outputs = Each.Team(level, work =>
        {
            using Guarded y = new(ySize), lse = new(lseSize), p = new(pSize), dq = new(ySize), dk = new(kSize),
                dv = new(kSize), dbias = new(numbers.Count);
            dbias.Span.Fill(0.5f);
            TokenRows qRows = new(q, stride), kRows = new(k, stride), vRows = new(v, stride),
                yRows = new(y.Pointer, channels);
            AttentionKernel.Forward(work, shape, qRows, kRows, vRows, bias, yRows, lse.Pointer, p.Pointer);
            AttentionKernel.Backward(work, shape, qRows, kRows, vRows, bias, yRows, new(dy.Pointer, channels),
                lse.Pointer,
                new(dq.Pointer, channels), new(dk.Pointer, channels), new(dv.Pointer, channels),
                kind == BiasKind.None ? null : dbias.Pointer);
            return [.. y.Span, .. lse.Span, .. p.Span, .. dq.Span, .. dk.Span, .. dv.Span, .. dbias.Span];
        }, name);

        // Scores are products of length headSize with factors of about 4; what follows does not amplify their error by
        // more than the size of v and dy.
        var at = 0;
        foreach (var (what, values) in new[]
            { ("y", naive.Y), ("logSumExp", naive.LogSumExp), ("p", naive.Probabilities), ("dq", expected.Q),
                ("dk", expected.K), ("dv", expected.V), ("dbias", expectedBias) })
        {
            Close.Within(outputs.AsSpan(at, values.Length), values, 2e-5,
                8 * Close.ProductTolerance(Math.Max(size, 16), 4, 1), $"{what} of {name} ({level})");
            at += values.Length;
        }
    }
}
