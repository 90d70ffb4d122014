using ZoeDepth.Kernels.Pointwise;

namespace ZoeDepth.Tensors;

public static unsafe partial class Operations
{
    /// <summary>
    /// y = x, and y[…, index[…, i, …], …] += source[…, i, …]: along one axis every number of the source names where it
    /// is added (PyTorch's <c>scatter_add</c>).
    /// <para>Backward: dx = dy; dsource[…, i, …] = dy[…, index[…, i, …], …].</para>
    /// </summary>
    /// <param name="x">any shape</param>
    /// <param name="axis">the axis</param>
    /// <param name="index">places on that axis, row-major in the shape of the source</param>
    /// <param name="source">the shape of x with another extent on the axis</param>
    /// <exception cref="ArgumentException">the shapes do not fit, or there is no such place</exception>
    public static Tensor ScatterAdd(Tensor x, int axis, int[] index, Tensor source)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(index);
        ArgumentNullException.ThrowIfNull(source);
        // Read again on the way back: what the caller writes into it meanwhile must not matter.
        index = [.. index];
        Check.SamePass("scatter add", x, source);
        Check.Indices("scatter add", index, x.Shape[axis]);
        var along = AlongAxis.Of("scatter add", x.Shape, axis, index);
        Check.That(source.Shape == along.Indexed, "scatter add",
            $"the source {source.Shape} does not fit {index.Length} indices into x {x.Shape}: expected " +
            $"{along.Indexed}");
        return x.Pass.Run(new ScatterAddOperation(x, source, along));
    }

    private sealed class ScatterAddOperation(Tensor x, Tensor source, AlongAxis along) : IPrimitive
    {
        public string Name => "scatter add";

        public Shape Output => x.Shape;

        public Tensor[] Inputs => [x, source];

        public Tensor[] Saved(Tensor y) => [];

        public void Forward(Tensor y)
        {
            Blocks.Copy(x.Pointer, 0, y.Pointer, 0, x.Shape.Count, 1, x.Pass.Work);
            for (var i = 0; i < along.Count; i++) y.Pointer[along.Place(i)] += source.Pointer[i];
        }

        public void Backward(Tensor y)
        {
            if (x.IsRecorded) Blocks.Add(y.GradientPointer, 0, x.GradientPointer, 0, x.Shape.Count, 1, x.Pass.Work);
            if (!source.IsRecorded) return;
            for (var i = 0; i < along.Count; i++) source.GradientPointer[i] += y.GradientPointer[along.Place(i)];
        }
    }
}
