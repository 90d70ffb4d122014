using ZoeDepth.Runtime.Untrusted;

namespace ZoeDepth;

/// <remarks>
/// Stages are <c>stem</c> (the embedding, index 0) and <c>stage1</c> … <c>stageN</c> (the outputs of the N layers of a
/// transformer, of the N stages of a convolutional network). The rules are those of transformers'
/// <c>verify_out_features_out_indices</c> and <c>get_aligned_output_features_output_indices</c>.
/// </remarks>
public abstract partial record BackboneConfig
{
    /// <summary>More layers than this are taken for a damaged file: ViT-22B has 48.</summary>
    private const int MostLayers = 1000;

    /// <summary>The names of all stages, <c>stem</c> first.</summary>
    public IReadOnlyList<string> StageNames =>
        ["stem", .. Enumerable.Range(1, Math.Clamp(Stages, 0, MostLayers)).Select(layer => $"stage{layer}")];

    /// <summary>
    /// The stages whose outputs the decoder takes, by index, none negative; the last one when neither list is given.
    /// For the published models 6, 12, 18, 24.
    /// </summary>
    /// <exception cref="ConfigurationException">the lists are wrong or contradict each other</exception>
    public IReadOnlyList<int> FeatureIndices
    {
        get
        {
            var problems = new List<ConfigurationProblem>();
            var indices = ResolveStages(problems, "");
            return problems.Count == 0 ? indices : throw new ConfigurationException(null, problems);
        }
    }

    /// <summary>The stages taken, by index; what is wrong goes to <paramref name="problems"/>.</summary>
    /// <param name="problems">receives what is wrong</param>
    /// <param name="path">what precedes the keys in messages: <c>backbone_config.</c></param>
    internal IReadOnlyList<int> ResolveStages(List<ConfigurationProblem> problems, string path)
    {
        var found = problems.Count;
        if (Stages is < 1 or > MostLayers)
        {
            problems.Add(new(path + StagesKey, $"1 to {MostLayers} layers", $"{Stages}"));
            return [];
        }
        var names = StageNames.ToArray();
        var byName = OutFeatures is null ? null : IndicesOf(OutFeatures, names, problems, path + "out_features");
        var byIndex = OutIndices is null ? null : NotNegative(OutIndices, names.Length, problems, path + "out_indices");
        if (problems.Count > found) return [];
        if (byName is not null && byIndex is not null && !byName.SequenceEqual(byIndex))
        {
            problems.Add(new(path + "out_indices", $"the stages of out_features, [{string.Join(", ", byName)}]",
                UntrustedText.Shown($"[{string.Join(", ", OutIndices!)}]")));
        }
        return byName ?? byIndex ?? [Stages];
    }

    private static int[] IndicesOf(IReadOnlyList<string> features, string[] names, List<ConfigurationProblem> problems,
        string key)
    {
        var indices = features.Select(feature => Array.IndexOf(names, feature)).ToArray();
        var shown = UntrustedText.Shown($"[{string.Join(", ", features)}]");
        if (indices.Contains(-1)) problems.Add(new(key, $"names among {names[0]}, {names[1]} … {names[^1]}", shown));
        else RequireRising(indices, shown, problems, key);
        return indices;
    }

    private static int[] NotNegative(IReadOnlyList<int> given, int stages, List<ConfigurationProblem> problems,
        string key)
    {
        var indices = given.Select(index => index < 0 ? index + stages : index).ToArray();
        var shown = UntrustedText.Shown($"[{string.Join(", ", given)}]");
        if (indices.Any(index => index < 0 || index >= stages))
            problems.Add(new(key, $"indices from {-stages} to {stages - 1}", shown));
        else RequireRising(indices, shown, problems, key);
        return indices;
    }

    private static void RequireRising(int[] indices, string shown, List<ConfigurationProblem> problems, string key)
    {
        if (indices.Distinct().Count() < indices.Length) problems.Add(new(key, "every stage at most once", shown));
        else if (!indices.Order().SequenceEqual(indices))
            problems.Add(new(key, "the stages in their order from input to output", shown));
    }

    /// <summary>
    /// Reads the two lists as they stand; writes them aligned, as transformers does, next to the names of all stages.
    /// </summary>
    private protected BackboneConfig MapStages(FieldMap fields)
    {
        var (features, indices) = (OutFeatures, OutIndices);
        var problems = new List<ConfigurationProblem>();
        if (fields is FieldWriter && ResolveStages(problems, "") is var aligned && problems.Count == 0)
            (features, indices) = (aligned.Select(index => StageNames[index]).ToArray(), aligned);
        // What a file says of all stages is ignored: transformers recomputes it too.
        fields.Field("stage_names", StageNames, FieldKind.ListOf(FieldKind.Text));
        return this with
        {
            OutFeatures = fields.Field("out_features", features, FieldKind.ListOf(FieldKind.Text).OrNull()),
            OutIndices = fields.Field("out_indices", indices, FieldKind.ListOf(FieldKind.Whole).OrNull()),
        };
    }
}
