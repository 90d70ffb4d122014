using System.Globalization;
using System.Text.Json;
using ZoeDepth.Runtime.Untrusted;

namespace ZoeDepth.Original;

/// <summary>
/// Settings of the research code, put together as its <c>get_config(model, "infer", …)</c> does: the blocks
/// <c>model</c> and <c>infer</c> of <c>config_zoedepth.json</c>, the file of a version over it
/// (<c>config_zoedepth_kitti.json</c>), then what was typed.
/// Reference: zoedepth/utils/config.py
/// </summary>
internal sealed class OriginalSettings
{
    /// <summary>Names that mean something to a model that is loaded; what a file says besides is left alone.</summary>
    private static readonly string[] Known =
    [
        "bin_centers_type", "attractor_type", "attractor_kind", "n_attractors", "attractor_alpha", "attractor_gamma",
        "min_temp", "max_temp", "min_depth", "max_depth", "n_bins", "bin_conf", "bin_embedding_dim", "inverse_midas",
        "img_size", "force_keep_ar", "midas_model_type", "dataset", "config_version", "router_type",
        "depth_anything_version",
    ];

    private readonly Dictionary<string, JsonElement> _values;
    private readonly string? _file;

    private OriginalSettings(Dictionary<string, JsonElement> values, string? file)
    {
        _values = values;
        _file = file;
    }

    /// <summary>Nothing said: the published values.</summary>
    public static OriginalSettings None { get; } = new([], null);

    /// <summary>How bins are bound, where it is said.</summary>
    public string? BinCentersType => Text("bin_centers_type");

    /// <summary>Which Depth Anything it is, where it is said: 1 or 2. No key of the research code.</summary>
    public int? DepthAnythingVersion => (int?)Number("depth_anything_version");

    /// <summary>The farthest depth, metres, where it is said.</summary>
    public double? MaxDepth => Number("max_depth");

    /// <summary>Reads a file of the research code's settings and what was typed over it.</summary>
    /// <param name="file">the file; null: none</param>
    /// <param name="overrides"><c>key=value</c>, or <c>__a__b=x;y</c> for several at once</param>
    /// <exception cref="ConfigurationException">the file is none, or a setting cannot be</exception>
    public static OriginalSettings Read(string? file, IReadOnlyList<string> overrides)
    {
        var values = new Dictionary<string, JsonElement>();
        if (file is not null) OriginalSettingsFile.Overlay(values, file);
        var typed = overrides.SelectMany(pair => Pairs(pair, file)).ToDictionary();
        foreach (var key in typed.Keys.Where(key => !Known.Contains(key)))
            throw Wrong(file, key, $"one of {string.Join(", ", Known)}", "another name");
        if (typed.GetValueOrDefault("config_version") is { } version)
            OriginalSettingsFile.OverlayVersion(values, file, version);
        foreach (var (key, text) in typed) values[key] = OriginalSettingsFile.ValueOf(text);
        var settings = new OriginalSettings(values, file);
        settings.RefuseOthers();
        return settings;
    }

    /// <summary>The configuration with what is said.</summary>
    /// <exception cref="ConfigurationException">a setting is of the wrong kind or contradicts the weights</exception>
    public ZoeDepthConfig Apply(ZoeDepthConfig config)
    {
        if (Text("midas_model_type") is { } core
            && PublishedNetworks.Named(core).BackboneConfig.ModelType is var said
            && said != config.BackboneConfig.ModelType)
            throw Wrong(_file, "midas_model_type", $"a core on {config.BackboneConfig.ModelType}, as the weights have",
                core);
        if (!config.HasMetricHead) return config;
        RequireSame("n_bins", Number("n_bins"), config.BinConfigurations[0].NBins);
        RequireSame("bin_embedding_dim", Number("bin_embedding_dim"), config.BinEmbeddingDim);
        if (config.BinConfigurations.Count == 1 && List("n_attractors") is { } attractors
            && !attractors.SequenceEqual(config.NumAttractors))
            throw Wrong(_file, "n_attractors", $"[{string.Join(", ", config.NumAttractors)}], as the weights have",
                $"[{string.Join(", ", attractors)}]");
        return config with
        {
            AttractorType = Text("attractor_type") ?? config.AttractorType,
            AttractorKind = Text("attractor_kind") ?? config.AttractorKind,
            AttractorAlpha = (int?)Number("attractor_alpha") ?? config.AttractorAlpha,
            AttractorGamma = (int?)Number("attractor_gamma") ?? config.AttractorGamma,
            MinTemp = Number("min_temp") ?? config.MinTemp,
            MaxTemp = Number("max_temp") ?? config.MaxTemp,
            InverseMidas = Flag("inverse_midas") ?? config.InverseMidas,
            BinConfigurations = [.. config.BinConfigurations.Select(Ranged)],
        };
    }

    /// <summary>How pictures enter the network, with what is said.</summary>
    /// <exception cref="ConfigurationException">a setting is of the wrong kind</exception>
    public ZoeDepthImageProcessor Apply(ZoeDepthImageProcessor processor) => processor with
    {
        Size = List("img_size") switch
        {
            null => processor.Size,
            [var side] => new(side, side),
            [var height, var width] => new(height, width),
            var other => throw Wrong(_file, "img_size", "rows and columns, [384, 512]",
                $"[{string.Join(", ", other)}]"),
        },
        KeepAspectRatio = Flag("force_keep_ar") ?? processor.KeepAspectRatio,
    };

    /// <summary>
    /// The range of a head: its own, where the settings list the heads; that of the dataset only where no range is
    /// said.
    /// </summary>
    private BinConfiguration Ranged(BinConfiguration bins)
    {
        if (_values.TryGetValue("bin_conf", out var list) && list.ValueKind == JsonValueKind.Array)
            foreach (var head in list.EnumerateArray())
                if (head.ValueKind == JsonValueKind.Object && head.TryGetProperty("name", out var name)
                    && name.ValueKind == JsonValueKind.String && name.GetString() == bins.Name)
                    return bins with
                    {
                        MinDepth = NumberOf(head, "min_depth") ?? bins.MinDepth,
                        MaxDepth = NumberOf(head, "max_depth") ?? bins.MaxDepth,
                    };
        var farthest = Text("dataset") switch { "kitti" => 80, "nyu" => 10, _ => (double?)null };
        return bins with
        {
            MinDepth = Number("min_depth") ?? bins.MinDepth,
            MaxDepth = Number("max_depth") ?? farthest ?? bins.MaxDepth,
        };
    }

    /// <summary>Names that are in the research code or the paper, and in no model of either.</summary>
    private void RefuseOthers()
    {
        if (BinCentersType is { } bins and not ("softplus" or "normed" or "hybrid1" or "hybrid2"))
            throw Wrong(_file, "bin_centers_type", "softplus, normed, hybrid1 or hybrid2", bins);
        if (Text("attractor_type") is { } type and not ("inv" or "exp"))
            throw Wrong(_file, "attractor_type", "inv or exp", type);
        if (Text("attractor_kind") is { } kind and not ("mean" or "sum"))
            throw Wrong(_file, "attractor_kind", "mean or sum", kind);
        if (Text("router_type") is { } router and not "trained")
            throw Wrong(_file, "router_type",
                "trained: the paper's labelled and auto routers are in no model of the research code", router);
        if (Text("midas_model_type") is { } core && !PublishedNetworks.Names.Contains(core))
            throw Wrong(_file, "midas_model_type", $"a core that can be built: {PublishedNetworks.Listed}", core);
        if (Number("depth_anything_version") is not (null or 1 or 2))
            throw Wrong(_file, "depth_anything_version", "1 or 2", "another version");
    }

    private void RequireSame(string key, double? said, int isThere)
    {
        if (said is { } number && number != isThere)
            throw Wrong(_file, key, $"{isThere}, as the weights have", number.ToString(CultureInfo.InvariantCulture));
    }

    private string? Text(string key) => _values.TryGetValue(key, out var value)
        ? value.ValueKind == JsonValueKind.String ? value.GetString() : throw Kind(key, "a text", value) : null;

    private double? Number(string key) => _values.TryGetValue(key, out var value)
        ? NumberOf(value) ?? throw Kind(key, "a number", value) : null;

    /// <summary>A flag, as 0 and 1 too: the research code's command line knows no others.</summary>
    private bool? Flag(string key) => !_values.TryGetValue(key, out var value) ? null : value.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Number when NumberOf(value) is 0 or 1 => NumberOf(value) == 1,
        _ => throw Kind(key, "true or false", value),
    };

    private int[]? List(string key)
    {
        if (!_values.TryGetValue(key, out var value)) return null;
        double?[] numbers = value.ValueKind switch
        {
            JsonValueKind.Number => [NumberOf(value)],
            JsonValueKind.Array => [.. value.EnumerateArray().Select(NumberOf)],
            JsonValueKind.String => [.. value.GetString()!.Split(',').Select(part =>
                NumberOf(OriginalSettingsFile.ValueOf(part.Trim())))],
            _ => [null],
        };
        if (numbers.Any(number => number is not (> 0 and < int.MaxValue)))
            throw Kind(key, "whole numbers above 0", value);
        return [.. numbers.Select(number => (int)number!.Value)];
    }

    private static double? NumberOf(JsonElement value) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number) ? number : null;

    private static double? NumberOf(JsonElement head, string key) =>
        head.TryGetProperty(key, out var value) ? NumberOf(value) : null;

    private static IEnumerable<KeyValuePair<string, string>> Pairs(string pair, string? file)
    {
        var at = pair.IndexOf('=', StringComparison.Ordinal);
        if (at < 1) throw Wrong(file, pair, "KEY=VALUE", pair);
        var (key, value) = (pair[..at], pair[(at + 1)..]);
        if (!key.StartsWith("__", StringComparison.Ordinal)) return [new(key, value)];
        var (keys, values) = (key[2..].Split("__"), value.Split(';'));
        if (keys.Length != values.Length) throw Wrong(file, key, $"{keys.Length} values, apart by ;", value);
        return keys.Zip(values, (one, its) => new KeyValuePair<string, string>(one, its));
    }

    private ConfigurationException Kind(string key, string expected, JsonElement value) =>
        Wrong(_file, key, expected, value.GetRawText());

    private static ConfigurationException Wrong(string? file, string key, string expected, string received) =>
        new(file, [new(UntrustedText.Shown(key), expected, UntrustedText.Quoted(received))]);
}
