using ZoeDepth.Kernels.Pointwise;
using ZoeDepth.Kernels.Reduction;
using ZoeDepth.Runtime.Machine;

namespace ZoeDepth.Kernels.Tests;

/// <summary>Sums, products of rows, sorting, columns and cross entropy against plain loops.</summary>
public sealed unsafe class ReduceTests
{
    private const double Rounding = 1.0 / (1 << 24);

    public static TheoryData<string> Levels => Each.Levels;

    [Theory, MemberData(nameof(Levels))]
    public void A_total_is_as_accurate_as_a_short_sum(string set)
    {
        var level = Each.Set(set);
        foreach (var count in Enumerable.Range(0, 258).Concat([4095, 4096, 4097, 300_001]))
        {
            using var x = new Guarded([.. Guarded.Numbers(count, 1).Select(v => 3 + v)]);
            var exact = x.Span.ToArray().Sum(v => (v - 1.0) * (v - 1.0));
            var total = Each.Team(level, work => [(float)Reduce.Total(new SquareAround(1), x.Pointer, count, work)],
                "total");
            Close.Within(total, [exact], 24 * Rounding, 0, $"total of {count}");
        }
    }

    [Theory, MemberData(nameof(Levels))]
    public void An_axis_is_summed_and_its_gradient_spread(string set)
    {
        var level = Each.Set(set);
        foreach (var (outer, count, inner) in new[]
            { (1, 5, 1), (3, 70, 1), (2, 5, 3), (3, 1, 17), (2, 9, 70), (1, 300, 33), (4, 5000, 1) })
        {
            float[] x = Guarded.Numbers(outer * count * inner, 1), dy = Guarded.Numbers(outer * inner, 2);
            using Guarded px = new(x), upstream = new(dy), y = new(dy.Length), dx = new(x.Length);
            var all = Each.Team(level, work =>
            {
                dx.Span.Fill(0.5f);
                Reduce.Axis(px.Pointer, outer, count, inner, 0.25f, y.Pointer, work);
                Reduce.AxisBackward(upstream.Pointer, outer, count, inner, 0.25f, dx.Pointer, work);
                return [.. y.Span, .. dx.Span];
            }, "axis");
            var (sums, spread) = (new double[dy.Length], new double[x.Length]);
            for (var at = 0; at < x.Length; at++)
            {
                var to = (at / (count * inner) * inner) + (at % inner);
                sums[to] += 0.25 * x[at];
                spread[at] = 0.5 + (0.25 * dy[to]);
            }
            Close.Within(all, [.. sums, .. spread], 0, 8 * Rounding * Math.Sqrt(count) * 4,
                $"[{outer}, {count}, {inner}]");
        }
    }

    [Theory, MemberData(nameof(Levels))]
    public void Rows_are_multiplied_with_rows(string set)
    {
        var level = Each.Set(set);
        foreach (var columns in Enumerable.Range(0, 258))
        {
            const int rows = 3;
            float[] a = Guarded.Numbers(rows * columns, 1), b = Guarded.Numbers(rows * columns, 2),
                dy = Guarded.Numbers(rows, 3);
            using Guarded pa = new(a), pb = new(b), upstream = new(dy), y = new(rows), da = new(a.Length),
                first = new(a.Length);
            var all = Each.Team(level, work =>
            {
                da.Span.Fill(0.5f);
                first.Span.Fill(float.NaN);
                Reduce.RowProducts(pa.Pointer, pb.Pointer, rows, columns, y.Pointer, work);
                Reduce.RowProductsBackward(pb.Pointer, upstream.Pointer, rows, columns, da.Pointer, adds: true, work);
                Reduce.RowProductsBackward(pb.Pointer, upstream.Pointer, rows, columns, first.Pointer, adds: false,
                    work);
                return [.. y.Span, .. da.Span, .. first.Span];
            }, "row products");
            var (products, gradient) = (new double[rows], new double[a.Length]);
            for (var at = 0; at < a.Length; at++)
            {
                products[at / columns] += (double)a[at] * b[at];
                gradient[at] = 0.5 + ((double)b[at] * dy[at / columns]);
            }
            Close.Within(all, [.. products, .. gradient, .. gradient.Select(v => v - 0.5)], 0,
                Close.ProductTolerance(Math.Max(1, columns), 4, 1),
                $"{columns} columns");
        }
    }

    [Fact]
    public void Running_sums_go_forward_and_their_gradients_back()
    {
        const int rows = 300, columns = 33;
        float[] x = Guarded.Numbers(rows * columns, 1), up = Guarded.Numbers(rows * columns, 2);
        using Guarded px = new(x), upstream = new(up), y = new(x.Length), dx = new(x.Length);
        var all = Each.Team(SimdLevel.Scalar, work =>
        {
            dx.Span.Fill(0.5f);
            Reduce.Cumulative(px.Pointer, rows, columns, y.Pointer, work);
            Reduce.CumulativeBackward(upstream.Pointer, rows, columns, dx.Pointer, work);
            return [.. y.Span, .. dx.Span];
        }, "cumulative");
        var (sums, gradient) = (new double[x.Length], new double[x.Length]);
        for (var at = 0; at < x.Length; at++)
        {
            for (var j = at / columns * columns; j <= at; j++) sums[at] += x[j];
            for (var j = at; j < ((at / columns) + 1) * columns; j++) gradient[at] += up[j];
            gradient[at] += 0.5;
        }
        Close.Within(all, [.. sums, .. gradient], 2 * Rounding, 2 * Rounding, "cumulative");
    }

    [Fact]
    public void Rows_are_sorted_stably_with_what_is_not_a_number_last()
    {
        var random = new Random(5);
        foreach (var columns in Enumerable.Range(0, 140).Concat([1000]))
        {
            const int rows = 7;
            float[] x = [.. Enumerable.Range(0, rows * columns)
                .Select(_ => random.Next(20) == 0 ? float.NaN : random.Next(columns) - 3f)],
                dy = Guarded.Numbers(x.Length, 2);
            var order = new int[x.Length];
            using Guarded px = new(x), upstream = new(dy), y = new(x.Length), dx = new(x.Length);
            var all = Each.Team(SimdLevel.Scalar, work =>
            {
                dx.Span.Fill(0.5f);
                Sorting.Rows(px.Pointer, rows, columns, y.Pointer, work);
                fixed (int* to = order) Sorting.Order(px.Pointer, rows, columns, to, work);
                Sorting.Backward(px.Pointer, upstream.Pointer, rows, columns, dx.Pointer, work);
                return [.. y.Span, .. dx.Span];
            }, "sort");
            for (var row = 0; row < rows; row++)
            {
                var expected = Enumerable.Range(0, columns).OrderBy(i => float.IsNaN(x[(row * columns) + i]))
                    .ThenBy(i => x[(row * columns) + i]).ToArray();
                order.AsSpan(row * columns, columns).ToArray().ShouldBe(expected);
                for (var i = 0; i < columns; i++)
                {
                    all[(row * columns) + i].ShouldBe(x[(row * columns) + expected[i]]);
                    all[x.Length + (row * columns) + expected[i]].ShouldBe(0.5f + dy[(row * columns) + i]);
                }
            }
        }
    }

    [Theory, MemberData(nameof(Levels))]
    public void Columns_are_copied_and_added_between_rows_of_different_widths(string set)
    {
        var level = Each.Set(set);
        foreach (var columns in Enumerable.Range(0, 80).Concat([257]))
        {
            const int rows = 5;
            var wide = columns + 3;
            float[] x = Guarded.Numbers(rows * columns, 1), before = Guarded.Numbers(rows * wide, 2);
            using Guarded from = new(x), to = new(before);
            var copied = Each.Team(level, work =>
            {
                before.CopyTo(to.Span);
                Columns.Copy(from.Pointer, columns, to.Pointer + 3, wide, rows, columns, work);
                return to.Span.ToArray();
            }, "copy");
            var added = Each.Team(level, work =>
            {
                before.CopyTo(to.Span);
                Columns.Add(from.Pointer, columns, to.Pointer + 3, wide, rows, columns, work);
                return to.Span.ToArray();
            }, "add");
            for (var at = 0; at < before.Length; at++)
            {
                var (row, column) = (at / wide, (at % wide) - 3);
                copied[at].ShouldBe(column < 0 ? before[at] : x[(row * columns) + column]);
                added[at].ShouldBe(column < 0 ? before[at] : before[at] + x[(row * columns) + column]);
            }
        }
    }

    [Fact]
    public void Even_columns_are_picked_and_their_gradients_put_back()
    {
        float[] x = [.. Enumerable.Range(0, 80_002).Select(i => (float)i)];
        using Guarded px = new(x), y = new(x.Length / 2), dx = new(x.Length);
        var all = Each.Team(SimdLevel.Scalar, work =>
        {
            dx.Span.Fill(1);
            Columns.CopyEven(px.Pointer, y.Pointer, y.Count, work);
            Columns.AddEven(y.Pointer, dx.Pointer, y.Count, work);
            return [.. y.Span, .. dx.Span];
        }, "even columns");
        all.ShouldBe([.. x.Where((_, i) => i % 2 == 0), .. x.Select((v, i) => i % 2 == 0 ? v + 1 : 1)]);
    }

    [Fact]
    public void Cross_entropy_survives_large_logits_and_says_so_when_no_row_counts()
    {
        float[] x = [1000, 990, 1, 2, -1000, 0], dx = new float[6];
        int[] target = [0, 1, 7];
        fixed (float* px = x, to = dx)
        {
            var expected = (Math.Log(1 + Math.Exp(-10)) + Math.Log(1 + Math.Exp(-1))) / 2;
            Close.Within([CrossEntropyKernel.Forward(px, target, 2, 7)], [expected], 1e-6, 0, "cross entropy");
            CrossEntropyKernel.Backward(px, target, 2, 7, 1, to);
            double first = 1 / (1 + Math.Exp(-10)), second = 1 / (1 + Math.Exp(-1));
            Close.Within(dx, [(first - 1) / 2, (1 - first) / 2, (1 - second) / 2, (second - 1) / 2, 0, 0], 1e-6, 1e-12,
                "gradient");
            float.IsNaN(CrossEntropyKernel.Forward(px, [7, 7, 7], 2, 7)).ShouldBeTrue();
        }
    }
}
