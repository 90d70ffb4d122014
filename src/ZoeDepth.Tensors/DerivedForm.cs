using ZoeDepth.Kernels.Gemm;

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
/// numbers.
/// </summary>
/// <param name="Use">the product it is for</param>
/// <param name="Format">how it is written</param>
/// <param name="First">the first of the columns it holds, or a stride</param>
/// <param name="Count">how many columns it holds; 0: all</param>
internal readonly record struct DerivedForm(FormUse Use, PanelFormat Format, int First = 0, int Count = 0);
