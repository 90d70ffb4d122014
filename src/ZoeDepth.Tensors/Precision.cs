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

    /// <summary>
    /// The weights of large linear layers are integers of 8 bits with a scale for each output, and what they are
    /// multiplied by gets a scale for each row while it is used; everything else is as in <see cref="BFloat16"/>.
    /// Packed weights of those layers take a quarter of float32's memory; their products take a quarter of the time
    /// where the processor has AVX512-VNNI, and about as long as float32's elsewhere, with the same bits.
    /// </summary>
    Int8,
}

/// <summary>How operands of a precision are written.</summary>
internal static class PrecisionFormat
{
    private const long LargeMatrix = 1 << 16;

    /// <summary>Inputs whose products of 8-bit operands, 127 · 127 at most, add up to no more than 31 bits hold.
    /// </summary>
    private const int MostQuantizedInputs = 1 << 17;

    /// <summary>What this machine multiplies operands of a precision with, in a few words.</summary>
    /// <exception cref="PlatformNotSupportedException"><c>ZOEDEPTH_ASSEMBLED</c> is neither on nor off</exception>
    public static string Instructions(this Precision precision)
    {
        var format = precision == Precision.Int8 ? PanelFormat.Int8 : precision.Format();
        return AssembledTiles.Serve(format) ? $"{AssembledTiles.InstructionsOf(format)}, assembled at run time"
            : precision == Precision.Float32 ? Name(InstructionSet.Level)
            : $"{Name(InstructionSet.Level)}, portable; assembled: {AssembledTiles.Description}";
    }

    private static string Name(SimdLevel level) => level.ToString().ToLowerInvariant();

    /// <summary>
    /// Whether 8 bits are for a weight of this shape: for large matrices, whose products are most of a network's time.
    /// 1×1 convolutions of the decoder and heads, which make metres, keep more.
    /// </summary>
    public static bool IsWorthQuantizing(Shape weight) => weight.Rank == 2 && IsWorthNarrowing(weight);

    /// <summary>
    /// Whether 16 bits are for a parameter of this shape in a file: for the large weights of products. Biases, norms,
    /// tables of positions and the small weights whose products are exact in every precision keep float32, which costs
    /// hardly a byte in a hundred.
    /// </summary>
    public static bool IsWorthNarrowing(Shape weight) => weight.Rank > 1 && weight.Count >= LargeMatrix;

    /// <summary>The format of a linear layer's packed weight.</summary>
    /// <param name="precision">of the pass</param>
    /// <param name="weight">the weight</param>
    public static PanelFormat FormatOfLinear(this Precision precision, Parameter weight) =>
        precision.Quantizes(weight) ? PanelFormat.Int8 : precision.Format();

    /// <summary>Whether a precision takes the weight of a linear layer to 8 bits.</summary>
    public static bool Quantizes(this Precision precision, Parameter weight) =>
        precision == Precision.Int8 && weight.Shape[1] <= MostQuantizedInputs
            && (weight.IsQuantized ?? IsWorthQuantizing(weight.Shape));

    /// <summary>The format of packed operands, but those of large linear layers.</summary>
    /// <exception cref="ArgumentOutOfRangeException">there is no such precision</exception>
    public static PanelFormat Format(this Precision precision) => precision switch
    {
        Precision.Float32 => PanelFormat.Float32,
        Precision.BFloat16 or Precision.Int8 => PanelFormat.BFloat16,
        _ => throw new ArgumentOutOfRangeException(nameof(precision), precision,
            "expected Float32, BFloat16 or Int8"),
    };
}
