using ZoeDepth.Kernels;

namespace ZoeDepth.Tensors;

public static unsafe partial class Operations
{
    /// <summary>
    /// x on another grid: PyTorch's <c>interpolate</c> without antialiasing. Along each axis y = Σ wᵢ·xᵢ over the two (bilinear) or four (bicubic)
    /// nearest pixels. The same size gives x itself.
    /// <para>Backward: dx collects wᵢ·dy from every pixel that read it.</para>
    /// </summary>
    /// <param name="x"><c>[image, row, column, channel]</c></param>
    /// <param name="rows">rows of the result</param>
    /// <param name="columns">columns of the result</param>
    /// <param name="interpolation">bilinear or bicubic</param>
    /// <param name="corners">which points of the two grids coincide</param>
    /// <returns><c>[image, rows, columns, channel]</c></returns>
    /// <exception cref="ArgumentException">x is no picture, or a size is below 1</exception>
    public static Tensor Resize(Tensor x, int rows, int columns, Interpolation interpolation, Corners corners)
    {
        Check.That(x.Shape.Rank == 4, "resize", $"x {x.Shape} is no picture; expected [image, row, column, channel]");
        Check.That(rows >= 1 && columns >= 1, "resize", $"the new size is {rows}x{columns}; expected at least 1x1");
        Check.That(x.Shape[1] >= 1 && x.Shape[2] >= 1, "resize", $"x {x.Shape} has no pixels; expected at least 1x1");
        if (rows == x.Shape[1] && columns == x.Shape[2]) return x;
        return x.Pass.Run(new Resampled("resize", x, ResampledAxis.Interpolated(x.Shape[1], rows, interpolation, corners),
            ResampledAxis.Interpolated(x.Shape[2], columns, interpolation, corners)));
    }

    private sealed record Resampled(string Name, Tensor X, ResampledAxis Rows, ResampledAxis Columns) : IPrimitive
    {
        public Shape Output => new(X.Shape[0], Rows.Length, Columns.Length, X.Shape[3]);

        public Tensor[] Inputs => [X];

        public Tensor[] Saved(Tensor y) => [];

        public void Forward(Tensor y) => Kernels.Resize.Forward(X.Pointer, X.Shape[0], X.Shape[3], Rows, Columns, y.Pointer, y.Pass.Work);

        public void Backward(Tensor y)
        {
            if (X.IsRecorded) Kernels.Resize.Adjoint(y.GradientPointer, X.Shape[0], X.Shape[3], Rows, Columns, X.GradientPointer, y.Pass.Work);
        }
    }
}
