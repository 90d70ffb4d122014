using ZoeDepth.Kernels.Pointwise;
using ZoeDepth.Kernels.Resampling;

namespace ZoeDepth.Tensors;

public static unsafe partial class Operations
{
    /// <summary>
    /// A learnt table whose rows are the places of a grid, stretched to another grid (half-pixel centers), but for some rows before and behind that are
    /// copied as they are.
    /// <para>Backward: the rows of the grid through the adjoint of the resizing, the others unchanged.</para>
    /// </summary>
    private sealed record ResizedTable(string Name, Pass Pass, Parameter Table, int Before, int After, (int Rows, int Columns) Trained, (int Rows, int Columns) Run,
        Interpolation Interpolation, Shape Output) : IPrimitive
    {
        private int Width => Table.Shape.Last;

        private long TrainedFloats => (long)Trained.Rows * Trained.Columns * Width;

        private long RunFloats => (long)Run.Rows * Run.Columns * Width;

        private (ResampledAxis Rows, ResampledAxis Columns) Axes => (
            ImageGrid.Axis(Trained.Rows, Run.Rows, Interpolation, Corners.HalfPixel),
            ImageGrid.Axis(Trained.Columns, Run.Columns, Interpolation, Corners.HalfPixel));

        public Tensor[] Inputs => [];

        public Parameter[] Parameters => [Table];

        public void Forward(Tensor y)
        {
            var (rows, columns) = Axes;
            float* from = Pass.Read(Table), to = y.Pointer;
            long before = (long)Before * Width, after = (long)After * Width;
            Blocks.Copy(from, 0, to, 0, before, 1, Pass.Work);
            ResizeKernel.Forward(from + before, 1, Width, rows, columns, to + before, Pass.Work);
            Blocks.Copy(from + before + TrainedFloats, 0, to + before + RunFloats, 0, after, 1, Pass.Work);
        }

        public void Backward(Tensor y)
        {
            if (!Table.Trainable) return;
            var (rows, columns) = Axes;
            float* dy = y.GradientPointer, dtable = Table.GradientPointer;
            long before = (long)Before * Width, after = (long)After * Width;
            Blocks.Add(dy, 0, dtable, 0, before, 1, Pass.Work);
            ResizeKernel.Adjoint(dy + before, 1, Width, rows, columns, dtable + before, Pass.Work);
            Blocks.Add(dy + before + RunFloats, 0, dtable + before + TrainedFloats, 0, after, 1, Pass.Work);
        }
    }
}
