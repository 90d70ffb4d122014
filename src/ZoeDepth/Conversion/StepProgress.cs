namespace ZoeDepth.Conversion;

/// <summary>How far a conversion or a quantization has come.</summary>
/// <param name="Done">steps that are done</param>
/// <param name="Count">how many there will be, as far as that is known</param>
internal readonly record struct StepProgress(int Done, int Count);
