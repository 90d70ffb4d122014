using ZoeDepth.Tensors;

namespace ZoeDepth.Quantization;

/// <summary>A large linear layer.</summary>
/// <param name="Name">the checkpoint key of its weight</param>
/// <param name="Shape">out and in</param>
/// <param name="Error">
/// what 8 bits do to it: the norm of the change over the norm of its results on the photographs, or of its weight
/// where there are none
/// </param>
/// <param name="IsQuantized">whether it was written in 8 bits; else in bfloat16</param>
internal sealed record QuantizedLayer(string Name, Shape Shape, double Error, bool IsQuantized);

/// <summary>A setting that was tried on the photographs.</summary>
/// <param name="Strength">of smoothing; 0: none</param>
/// <param name="Kept">layers left in bfloat16, the most sensitive first</param>
/// <param name="Error">mean absolute difference to depth in float32, metres</param>
internal sealed record QuantizationTrial(double Strength, int Kept, double Error);

/// <summary>What a quantization wrote.</summary>
/// <param name="Precision">of the products of its model</param>
/// <param name="Photographs">how many it was calibrated with</param>
/// <param name="MeanDepth">of them, metres; null without any</param>
/// <param name="Trials">in the order in which they were tried, the last the one that was chosen</param>
/// <param name="Layers">the large linear layers, in the order of the model; none of bfloat16</param>
/// <param name="Bytes">of the weights</param>
/// <param name="Files">the names of its files</param>
internal sealed record QuantizationReport(Precision Precision, int Photographs, double? MeanDepth,
    IReadOnlyList<QuantizationTrial> Trials, IReadOnlyList<QuantizedLayer> Layers, long Bytes,
    IReadOnlyList<string> Files);
