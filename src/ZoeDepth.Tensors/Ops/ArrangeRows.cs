using ZoeDepth.Kernels.Pointwise;
using ZoeDepth.Runtime.Threading;

namespace ZoeDepth.Tensors;

public static unsafe partial class Operations
{
    /// <summary>
    /// y[i] = x[from[i]], a row of zeros where from[i] is −1: the rows of x in another order, none of them twice. How a
    /// map is cut into windows, and put together again.
    /// <para>Backward: dx[from[i]] += dy[i].</para>
    /// </summary>
    /// <param name="x"><c>[row, width]</c></param>
    /// <param name="from">row indices of x, each at most once, or −1</param>
    /// <returns><c>[from.Length, width]</c></returns>
    /// <exception cref="ArgumentException">x has not two axes, there is no such row, or one is named twice</exception>
    public static Tensor ArrangeRows(Tensor x, int[] from)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(from);
        // Read again on the way back: what the caller writes into it meanwhile must not matter.
        from = [.. from];
        Check.That(x.Shape.Rank == 2, "arrange rows", $"x {x.Shape} must be [row, width]");
        var named = new bool[x.Shape[0]];
        for (var i = 0; i < from.Length; i++)
        {
            if (from[i] == -1) continue;
            Check.That((uint)from[i] < (uint)named.Length, "arrange rows",
                $"place {i} names row {from[i]}; expected 0 to {named.Length - 1}, or -1 for zeros");
            Check.That(!named[from[i]], "arrange rows", $"place {i} names row {from[i]}, which another has already");
            named[from[i]] = true;
        }
        return x.Pass.Run(new ArrangeRowsOperation(x, from));
    }

    private sealed class ArrangeRowsOperation(Tensor x, int[] from) : IPrimitive
    {
        private int Width => x.Shape[1];

        // 16 K elements are worth a thread.
        private long Grain => Math.Max(1, 16384 / Math.Max(1, Width));

        public string Name => "arrange rows";

        public Shape Output => new(from.Length, Width);

        public Tensor[] Inputs => [x];

        public Tensor[] Saved(Tensor y) => [];

        public void Forward(Tensor y)
        {
            var (width, source, to) = (Width, (nint)x.Pointer, (nint)y.Pointer);
            y.Pass.Work.Ranges(from.Length, Grain, (start, end) =>
            {
                for (var i = start; i < end; i++)
                {
                    var row = new Span<float>((float*)to + (i * width), width);
                    if (from[i] < 0) row.Clear();
                    else new Span<float>((float*)source + ((long)from[i] * width), width).CopyTo(row);
                }
            });
        }

        public void Backward(Tensor y)
        {
            if (!x.IsRecorded) return;
            var (width, dx, dy) = (Width, (nint)x.GradientPointer, (nint)y.GradientPointer);
            // No row of x is named twice, so no two places add to one.
            y.Pass.Work.Ranges(from.Length, Grain, (start, end) =>
            {
                for (var i = start; i < end; i++)
                {
                    if (from[i] < 0) continue;
                    var row = (float*)dx + ((long)from[i] * width);
                    Elementwise.Run(default(Sum), row, (float*)dy + (i * width), row, width, Work.Alone);
                }
            });
        }
    }
}
