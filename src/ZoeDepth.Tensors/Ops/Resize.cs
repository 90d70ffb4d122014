using ZoeDepth.Kernels.Gemm;
using ZoeDepth.Kernels.Pointwise;
using ZoeDepth.Kernels.Resampling;

namespace ZoeDepth.Tensors;

public static unsafe partial class Operations
{
    /// <summary>
    /// x on another grid: PyTorch's <c>interpolate</c> without antialiasing. Along each axis y = Σ wᵢ·xᵢ over the two
    /// (bilinear) or four (bicubic) nearest pixels. The same size gives x itself.
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
        ArgumentNullException.ThrowIfNull(x);
        CheckNewSize("resize", x, rows, columns);
        if (rows == x.Shape[1] && columns == x.Shape[2]) return x;
        return x.Pass.Run(new ResizeOperation("resize", x, ImageGrid.Axis(x.Shape[1], rows, interpolation, corners),
            ImageGrid.Axis(x.Shape[2], columns, interpolation, corners)));
    }

    /// <summary>
    /// x on a grid of its own making: of a picture with a mirrored border, or of a part of the resized one.
    /// </summary>
    /// <inheritdoc cref="Resize(Tensor, int, int, Interpolation, Corners)"/>
    internal static Tensor Resize(Tensor x, ImageGrid grid)
    {
        Check.That(x.Shape.Rank == 4 && x.Shape[1] == grid.Rows.Source && x.Shape[2] == grid.Columns.Source, "resize",
            $"x is {x.Shape}; the grid reads [image, {grid.Rows.Source}, {grid.Columns.Source}, channel]");
        return x.Pass.Run(new ResizeOperation("resize", x, grid.Rows, grid.Columns));
    }

    /// <summary>
    /// One picture on a grid of its own making, straight into its place in a batch: nothing is recorded, and no memory
    /// is taken.
    /// </summary>
    /// <param name="x"><c>[1, row, column, channel]</c></param>
    /// <param name="grid">what it reads of x</param>
    /// <param name="batch"><c>[image, row, column, channel]</c></param>
    /// <param name="at">which image of the batch it becomes</param>
    /// <exception cref="ArgumentException">
    /// x or the batch has another size than the grid, or other channels than the other
    /// </exception>
    internal static void ResizeInto(Tensor x, ImageGrid grid, Tensor batch, int at)
    {
        Check.That(x.Shape.Rank == 4 && x.Shape[0] == 1 && x.Shape[1] == grid.Rows.Source
            && x.Shape[2] == grid.Columns.Source,
            "resize", $"x is {x.Shape}; the grid reads [1, {grid.Rows.Source}, {grid.Columns.Source}, channel]");
        Check.That(batch.Shape[1] == grid.Rows.Length && batch.Shape[2] == grid.Columns.Length
            && batch.Shape[3] == x.Shape[3],
            "resize", $"the batch is {batch.Shape}; the grid makes [image, {grid.Rows.Length}, " +
            $"{grid.Columns.Length}, {x.Shape[3]}]");
        Check.That(at >= 0 && at < batch.Shape[0], "resize", $"image {at} is not one of the batch {batch.Shape}");
        var image = batch.Shape.Count / batch.Shape[0];
        ResizeKernel.Forward(
            x.Pointer, 1, x.Shape[3], grid.Rows, grid.Columns, batch.Pointer + (at * image), batch.Pass.Work);
    }

    /// <summary>Throws unless x is a picture with pixels and the new size has some.</summary>
    private static void CheckNewSize(string operation, Tensor x, int rows, int columns)
    {
        Check.That(x.Shape.Rank == 4, operation, $"x {x.Shape} is no picture; expected [image, row, column, channel]");
        Check.That(rows >= 1 && columns >= 1, operation, $"the new size is {rows}x{columns}; expected at least 1x1");
        Check.That(x.Shape[1] >= 1 && x.Shape[2] >= 1, operation, $"x {x.Shape} has no pixels; expected at least 1x1");
    }

    private sealed class ResizeOperation(string name, Tensor x, ResampledAxis rows, ResampledAxis columns) : IPrimitive
    {
        public string Name { get; } = name;

        public Shape Output => new(x.Shape[0], rows.Length, columns.Length, x.Shape[3]);

        public Tensor[] Inputs => [x];

        public Tensor[] Saved(Tensor y) => [];

        public void Forward(Tensor y) =>
            ResizeKernel.Forward(x.Pointer, x.Shape[0], x.Shape[3], rows, columns, y.Pointer, y.Pass.Work);

        public void Backward(Tensor y)
        {
            if (!x.IsRecorded) return;
            var dx = x.GradientTarget(out var adds);
            ResizeKernel.Adjoint(y.GradientPointer, x.Shape[0], x.Shape[3], rows, columns, dx, adds, y.Pass.Work);
        }
    }
}
