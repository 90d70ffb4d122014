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
        return weight.PrepackWith((snapshot, precision) =>
        {
            var form = new DerivedForm(FormUse.Linear, precision.FormatOfLinear(weight), 0, weight.Shape[1]);
            snapshot.Panels(form, precision, Work.Alone, (lease, earlier) =>
                PackedMatrix.Of(Work.Alone, form.RowsOf(lease, weight.Shape), earlier, form.Format));
        });
    }

    /// <summary>
    /// The weight as panels for one product, made from the file's pages: the weight itself never comes into memory.
    /// </summary>
    private static PackedOperand OperandOfLinear(Pass pass, Parameter weight, PanelFormat format) =>
        OperandOfLinear(pass, weight, format, 0, weight.Shape[1]);

    /// <summary>Some of the weight's columns: the product with a part of what it expects.</summary>
    private static PackedOperand OperandOfLinear(Pass pass, Parameter weight, PanelFormat format, int first, int count)
    {
        var (work, form) = (pass.Work, new DerivedForm(FormUse.Linear, format, first, count));
        return pass.Operand(weight, form, (lease, earlier, temporary) =>
            PackedMatrix.Of(work, form.RowsOf(lease, weight.Shape), earlier, format, temporary));
    }
}
