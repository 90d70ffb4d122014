using System.CommandLine;
using ZoeDepth.Tensors;

namespace ZoeDepth.Cli.Shell;

/// <summary><c>--precision</c>, for every verb that runs a network.</summary>
internal static class PrecisionSwitch
{
    /// <summary>A new option for a verb.</summary>
    public static Option<Precision?> Option() => OptionParsing.Choice("--precision",
        "what matrix products round their operands to: float32, the default but of quantized models; bfloat16, which " +
        "halves the memory of weights, and the time where the processor has AVX512-BF16; or int8, which takes the " +
        "large linear layers to 8 bits (a quarter, where it has AVX512-VNNI) and the rest to bfloat16",
        PrecisionWord.All.ToDictionary(pair => pair.Key, pair => (Precision?)pair.Value));
}
