using System.Globalization;
using ZoeDepth.Kernels.Convolution;
using ZoeDepth.Kernels.Gemm;
using ZoeDepth.Runtime.Threading;

namespace ZoeDepth.Tensors;

/// <summary>Which product a form of a parameter is for.</summary>
internal enum FormUse
{
    /// <summary><c>[out, in]</c> for rows; <see cref="DerivedForm.First"/> and <see cref="DerivedForm.Count"/> say
    /// which of the inputs.</summary>
    Linear,

    /// <summary>For the patches of a convolution; <see cref="DerivedForm.First"/> is its stride.</summary>
    Convolution,

    /// <summary>For a transposed convolution whose stride is its kernel's extent.</summary>
    TransposedConvolution,
}

/// <summary>
/// What distinguishes a form made from a parameter from others of the same parameter: everything it depends on but the
/// values.
/// </summary>
/// <param name="Use">the product it is for</param>
/// <param name="Format">how it is written</param>
/// <param name="First">the first of the columns it holds, or a stride</param>
/// <param name="Count">how many columns it holds; 0: all</param>
internal readonly record struct DerivedForm(FormUse Use, PanelFormat Format, int First = 0, int Count = 0)
{
    /// <summary>What a file calls the form, beside the parameter's name.</summary>
    public string Key => string.Create(CultureInfo.InvariantCulture, $"{Use}.{Format}.{First}.{Count}");

    /// <summary>
    /// How large its panels are, where they follow from the form and the parameter's shape alone; null for a transposed
    /// convolution's.
    /// </summary>
    public PanelExtents? ExtentsIn(Shape weight) => Use switch
    {
        FormUse.Linear => new(weight[0], Count, Format),
        FormUse.Convolution => ConvolutionKernel.ExtentsOf(weight[0], ConvolutionOf(weight), Format),
        _ => null,
    };

    /// <summary>Packs the values of a parameter for one use.</summary>
    /// <param name="work">threads</param>
    /// <param name="values">the parameter's</param>
    /// <param name="weight">its shape</param>
    public unsafe PackedMatrix Pack(Work work, ParameterLease values, Shape weight) => Use switch
    {
        FormUse.Linear => PackedMatrix.Temporary(work, RowsOf(values, weight), Format),
        FormUse.Convolution => ConvolutionKernel.Pack(work, values.Pointer, weight[0], ConvolutionOf(weight),
            temporary: true, format: Format),
        _ => throw new NotSupportedException($"panels of a {Use} depend on more than the weight"),
    };

    /// <summary>The columns of a linear layer's weight that the form holds.</summary>
    /// <param name="values">the parameter's</param>
    /// <param name="weight">its shape</param>
    public unsafe MatrixSource RowsOf(ParameterLease values, Shape weight) =>
        MatrixSource.Rows(values.Pointer + First, weight[0], Count, weight[1]);

    // Of any image: the kernel and the stride alone say how weights are packed.
    private ConvolutionShape ConvolutionOf(Shape weight) =>
        ConvolutionShape.Of(1, weight[2], weight[3], weight[1], weight[2], weight[3], First, 0);
}
