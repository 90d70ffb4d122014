namespace ZoeDepth.Original;

/// <summary>A row of a table.</summary>
/// <param name="Original">keys of the research code</param>
/// <param name="HuggingFace">the same tensors' keys in the published Hugging Face files</param>
/// <param name="Part">which of three equal stacks of rows of the original's tensor it is; null for all of it</param>
internal sealed record KeyRow(KeyPattern Original, KeyPattern HuggingFace, int? Part);

/// <summary>
/// How a research code (isl-org/ZoeDepth, isl-org/MiDaS, both MIT; Depth Anything, Apache-2.0) and Hugging Face call
/// the same tensors of a network. No tensor is transposed; three that the one keeps stacked are three tensors of the
/// other.
/// </summary>
/// <param name="rows">in the order of the original's files</param>
/// <param name="ignored">tensors of the original's files that nothing reads</param>
internal sealed class KeyTable(IReadOnlyList<KeyRow> rows, IReadOnlyList<string> ignored)
{
    /// <summary>ZoeDepth on BEiT: its published models.</summary>
    public static KeyTable ZoeDepth { get; } =
        OriginalNetwork.TableOf(OriginalEncoder.Beit, isZoeDepth: true, isDepthAnything: false);

    /// <summary>All rows in the order of the original's files.</summary>
    public IReadOnlyList<KeyRow> Rows { get; } = rows;

    /// <summary>
    /// Tensors of the original's files that nothing reads: a norm and a classifier of the encoder's training on
    /// ImageNet.
    /// </summary>
    public IReadOnlyList<string> Ignored { get; } = ignored;

    /// <summary>The original's key of a tensor, and which part of that tensor it is; null where it has none.</summary>
    public (string Key, int? Part)? Original(string huggingFace)
    {
        foreach (var row in Rows)
            if (row.HuggingFace.Matches(huggingFace, out var places)) return (row.Original.Key(places), row.Part);
        return null;
    }

    /// <summary>
    /// Hugging Face's keys of one of the original's tensors, several where it is stacked; none where it has none.
    /// </summary>
    public IEnumerable<string> HuggingFace(string original)
    {
        foreach (var row in Rows)
            if (row.Original.Matches(original, out var places)) yield return row.HuggingFace.Key(places);
    }

    /// <summary>The parts a stacked tensor has.</summary>
    public const int Parts = 3;

    /// <summary>A row.</summary>
    public static KeyRow Row(string original, string huggingFace, int? part = null) =>
        new(new KeyPattern(original), new KeyPattern(huggingFace), part);

    /// <summary>Rows of a stacked tensor: <c>{0}</c> is each of the names in turn.</summary>
    public static IEnumerable<KeyRow> Stacked(string original, string huggingFace, params string[] names) =>
        names.Select((name, part) =>
            Row(original, huggingFace.Replace("{0}", name, StringComparison.Ordinal), part));
}
