using ZoeDepth.Kernels.Gemm;
using ZoeDepth.Runtime.Machine;

namespace ZoeDepth.Tensors;

/// <summary>
/// What a pass rounds the operands of its matrix products to: weights when they are packed, activations on their way
/// in. Sums, softmax, norms, activations between operations and everything else are float32 in each.
/// </summary>
public enum Precision
{
    /// <summary>Nothing is rounded.</summary>
    Float32,

    /// <summary>
    /// 8 significant bits with float32's range. Packed weights take half the memory; products take half the time where
    /// the processor has AVX512-BF16, and as long as those of float32 elsewhere, with the same bits.
    /// </summary>
    BFloat16,
}

/// <summary>How operands of a precision are written.</summary>
internal static class PrecisionFormat
{
    /// <summary>What this machine multiplies operands of a precision with, in a few words.</summary>
    /// <exception cref="PlatformNotSupportedException"><c>ZOEDEPTH_ASSEMBLED</c> is neither on nor off</exception>
    public static string Instructions(this Precision precision) =>
        AssembledTiles.Serve(precision.Format()) ? $"{AssembledTiles.Description}, assembled at run time"
        : precision == Precision.Float32 ? Name(InstructionSet.Level)
        : $"{Name(InstructionSet.Level)}, portable: {AssembledTiles.Description}";

    private static string Name(SimdLevel level) => level.ToString().ToLowerInvariant();

    /// <summary>The format of packed operands.</summary>
    /// <exception cref="ArgumentOutOfRangeException">there is no such precision</exception>
    public static PanelFormat Format(this Precision precision) => precision switch
    {
        Precision.Float32 => PanelFormat.Float32,
        Precision.BFloat16 => PanelFormat.BFloat16,
        _ => throw new ArgumentOutOfRangeException(nameof(precision), precision,
            "expected Float32 or BFloat16"),
    };
}
