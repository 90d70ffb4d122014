using ZoeDepth.Kernels.Gemm;
using ZoeDepth.Runtime.Threading;

namespace ZoeDepth.Tensors;

public static unsafe partial class Operations
{
    /// <summary>
    /// A weight that <see cref="Linear"/> will multiply by: its panels can be made ahead of the first product
    /// (<see cref="Parameter.Prepare"/>), on the calling thread.
    /// </summary>
    /// <param name="weight"><c>[out, in]</c> or <c>[out, in, 1, 1]</c></param>
    public static Parameter WeightOfLinear(Parameter weight)
    {
        ArgumentNullException.ThrowIfNull(weight);
        return weight.PrepackWith((numbers, precision) =>
            PackedLinear(numbers, Work.Alone, precision, precision.FormatOfLinear(weight), 0, weight.Shape[1]));
    }

    /// <summary>
    /// The weight as panels for one product, made from the file's pages: the weight itself never comes into memory.
    /// </summary>
    private static PackedOperand OperandOfLinear(Pass pass, Parameter weight, PanelFormat format)
    {
        var (work, inputs) = (pass.Work, weight.Shape[1]);
        return pass.Operand(weight, new(FormUse.Linear, format, 0, inputs), (lease, earlier, temporary) =>
            PackedMatrix.Of(work, RowsOf(lease, weight.Shape, 0, inputs), earlier, format, temporary));
    }

    /// <summary>Some of the weight's columns: the product with a part of what it expects.</summary>
    private static PackedMatrix PackedLinear(Pass pass, Parameter weight, PanelFormat format, int first, int count) =>
        PackedLinear(pass.Enter(weight), pass.Work, pass.Precision, format, first, count);

    private static PackedMatrix PackedLinear(ParameterSnapshot weight, Work work, Precision reader,
        PanelFormat format, int first, int count) =>
        weight.Packed<PackedMatrix>(new(FormUse.Linear, format, first, count), reader, (lease, earlier) =>
            PackedMatrix.Of(work, RowsOf(lease, weight.Shape, first, count), earlier, format));

    private static MatrixSource RowsOf(ParameterLease numbers, Shape weight, int first, int count) =>
        MatrixSource.Rows(numbers.Pointer + first, weight[0], count, weight[1]);
}
