using ZoeDepth.Kernels.Pointwise;

namespace ZoeDepth.Tensors;

public static unsafe partial class Operations
{
    /// <summary>
    /// The channels of several tensors side by side, in order.
    /// <para>Backward: each gets the gradient of its own channels.</para>
    /// </summary>
    /// <param name="tensors"><c>[…, own width]</c>; all extents but the last agree</param>
    /// <returns><c>[…, sum of widths]</c></returns>
    /// <exception cref="ArgumentException">no tensor, or extents that disagree</exception>
    public static Tensor Concat(params Tensor[] tensors)
    {
        ArgumentNullException.ThrowIfNull(tensors);
        // Read again on the way back: what the caller writes into it meanwhile must not matter.
        tensors = [.. tensors];
        Check.That(tensors.Length > 0, "concat", $"no tensor was given; expected one or more");
        foreach (var tensor in tensors)
        {
            Check.SamePass("concat", tensors[0], tensor);
            Check.That(tensor.Shape.Rank > 0 && tensor.Shape.Rank == tensors[0].Shape.Rank
                && tensor.Shape.WithLast(1) == tensors[0].Shape.WithLast(1), "concat",
                $"{tensor.Shape} does not fit {tensors[0].Shape}: all extents but the last must agree");
        }
        return tensors[0].Pass.Run(new ConcatOperation(tensors));
    }

    private sealed class ConcatOperation(Tensor[] inputs) : IPrimitive
    {
        public Tensor[] Inputs { get; } = inputs;

        public string Name => "concat";

        public Shape Output => Inputs[0].Shape.WithLast(Inputs.Sum(tensor => tensor.Shape.Last));

        public Tensor[] Saved(Tensor y) => [];

        public void Forward(Tensor y)
        {
            var to = y.Pointer;
            foreach (var x in Inputs)
            {
                Columns.Copy(x.Pointer, x.Shape.Last, to, y.Shape.Last, x.Shape.Rows, x.Shape.Last, y.Pass.Work);
                to += x.Shape.Last;
            }
        }

        public void Backward(Tensor y)
        {
            var from = y.GradientPointer;
            foreach (var x in Inputs)
            {
                if (x.IsRecorded)
                {
                    var dx = x.GradientTarget(out var adds);
                    if (adds)
                        Columns.Add(from, y.Shape.Last, dx, x.Shape.Last, x.Shape.Rows, x.Shape.Last, y.Pass.Work);
                    else Columns.Copy(from, y.Shape.Last, dx, x.Shape.Last, x.Shape.Rows, x.Shape.Last, y.Pass.Work);
                }
                from += x.Shape.Last;
            }
        }
    }
}
