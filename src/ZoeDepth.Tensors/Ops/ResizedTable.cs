using ZoeDepth.Kernels.Pointwise;
using ZoeDepth.Kernels.Resampling;

namespace ZoeDepth.Tensors;

public static unsafe partial class Operations
{
    /// <summary>
    /// A learnt table whose rows are the places of a grid, stretched to another grid (half-pixel centers), but for some
    /// rows before and behind that are copied as they are.
    /// <para>Backward: the rows of the grid through the adjoint of the resizing, the others unchanged.</para>
    /// </summary>
    private sealed class ResizedTableOperation(string name, Pass pass, Parameter table, int rowsBefore, int rowsAfter,
        (int Rows, int Columns) trained, (int Rows, int Columns) run, Interpolation interpolation, Shape output,
        double offset = 0)
        : IPrimitive
    {
        public string Name { get; } = name;

        public Shape Output { get; } = output;

        private int Width => table.Shape.Last;

        private long TrainedFloats => (long)trained.Rows * trained.Columns * Width;

        private long RunFloats => (long)run.Rows * run.Columns * Width;

        private (ResampledAxis Rows, ResampledAxis Columns) Axes => (
            ImageGrid.StretchedAxis(trained.Rows, run.Rows, interpolation, offset),
            ImageGrid.StretchedAxis(trained.Columns, run.Columns, interpolation, offset));

        public Tensor[] Inputs => [];

        public Parameter[] Parameters => [table];

        public void Forward(Tensor y)
        {
            var (rows, columns) = Axes;
            float* from = pass.Read(table), to = y.Pointer;
            long before = (long)rowsBefore * Width, after = (long)rowsAfter * Width;
            Blocks.Copy(from, 0, to, 0, before, 1, pass.Work);
            ResizeKernel.Forward(from + before, 1, Width, rows, columns, to + before, pass.Work);
            Blocks.Copy(from + before + TrainedFloats, 0, to + before + RunFloats, 0, after, 1, pass.Work);
        }

        public void Backward(Tensor y)
        {
            if (!table.Trainable) return;
            var (rows, columns) = Axes;
            float* dy = y.GradientPointer, dtable = pass.GradientOf(table).Pointer;
            long before = (long)rowsBefore * Width, after = (long)rowsAfter * Width;
            Blocks.Add(dy, 0, dtable, 0, before, 1, pass.Work);
            ResizeKernel.Adjoint(dy + before, 1, Width, rows, columns, dtable + before, adds: true, pass.Work);
            Blocks.Add(dy + before + RunFloats, 0, dtable + before + TrainedFloats, 0, after, 1, pass.Work);
        }
    }
}
