using ZoeDepth.Tensors;

namespace ZoeDepth;

/// <summary>What switches, requests and files call a precision: <c>bfloat16</c>.</summary>
internal static class PrecisionWord
{
    /// <summary>The word for each precision.</summary>
    public static IReadOnlyDictionary<string, Precision> All { get; } =
        Enum.GetValues<Precision>().ToDictionary(Of);

    /// <summary>The word for one.</summary>
    public static string Of(Precision precision) => precision.ToString().ToLowerInvariant();
}
