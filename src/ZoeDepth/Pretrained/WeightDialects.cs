using ZoeDepth.Original;

namespace ZoeDepth.Pretrained;

/// <summary>Which names a file's tensors have.</summary>
internal static class WeightDialects
{
    /// <summary>The dialects that may answer for a source: the original's, or those of transformers 4 and 5.</summary>
    public static IReadOnlyList<IWeightDialect> Of(IWeightSource source) => OriginalDialect.IsSpokenBy(source)
        ? [OriginalDialect.Of(source)] : [new HuggingFaceDialect(), new HuggingFaceInMemoryDialect()];
}
