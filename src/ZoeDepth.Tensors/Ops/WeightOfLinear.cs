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
        return weight.PrepackWith(static numbers => PackedLinear(numbers, Work.Alone));
    }

    /// <summary>The weight as panels, made from the file's pages: the weight itself never comes into memory.</summary>
    private static PackedMatrix PackedLinear(Pass pass, Parameter weight) =>
        PackedLinear(pass.Enter(weight), pass.Work);

    private static PackedMatrix PackedLinear(ParameterSnapshot weight, Work work) =>
        weight.Packed<PackedMatrix>("linear",
            (lease, earlier) =>
            PackedMatrix.Of(work, MatrixSource.Rows(lease.Pointer, weight.Shape[0], weight.Shape[1]), earlier));
}
