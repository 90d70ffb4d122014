using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using ZoeDepth.Cli.Shell;
using ZoeDepth.Data.Manifests;
using ZoeDepth.Tensors;

namespace ZoeDepth.Cli.Evaluate;

/// <summary>
/// What tells one evaluation from another: the model's files, the data and every option that moves a number.
/// </summary>
internal static class RunIdentity
{
    /// <summary>As one line.</summary>
    /// <param name="options">what was asked for</param>
    /// <param name="model">the folder or file of the model</param>
    public static string Of(EvaluateOptions options, string model)
    {
        var scoring = options.Scoring;
        var identity = new JsonObject
        {
            ["model"] = Path.GetFullPath(model),
            ["files"] = Texts(FilesOf(model)),
            ["manifests"] = Texts(options.Manifests.Select(Path.GetFullPath)),
            ["lines"] = Texts(options.Manifests.Select(HashOf)),
            ["datasets"] = Texts(options.Benchmarks?.Keys ?? []),
            ["root"] = options.Benchmarks is { } benchmarks ? Path.GetFullPath(benchmarks.Root) : null,
            ["paper"] = options.Benchmarks?.IsPaper,
            ["routed"] = options.Routed,
            ["split"] = options.Split,
            ["flip"] = options.Flip,
            ["range"] = string.Create(CultureInfo.InvariantCulture,
                $"{scoring.MinDepth} {scoring.IndoorMaxDepth} {scoring.OutdoorMaxDepth} {scoring.Crop}"),
            ["align"] = Texts(scoring.Alignments.Select(alignment => alignment.ToString())),
        };
        // Not said of float32, so that journals from before there was another precision go on.
        if (options.Precision is { } precision && precision != Precision.Float32)
            identity["precision"] = PrecisionWord.Of(precision);
        return identity.ToJsonString();
    }

    /// <summary>
    /// What a manifest says, and not when it was written: another scale or camera makes other scores under the same
    /// names.
    /// </summary>
    private static string HashOf(string manifest)
    {
        using var file = File.OpenRead(ManifestDataset.FileOf(manifest));
        return Convert.ToHexStringLower(SHA256.HashData(file));
    }

    private static IEnumerable<string> FilesOf(string model)
    {
        IEnumerable<string> files = File.Exists(model) ? [model]
            : Directory.Exists(model) ? Directory.GetFiles(model).Order(StringComparer.Ordinal)
            : [];
        return files.Select(file => new FileInfo(file)).Select(file => string.Create(CultureInfo.InvariantCulture,
            $"{file.Name} {file.Length} {file.LastWriteTimeUtc.Ticks}"));
    }

    private static JsonArray Texts(IEnumerable<string> texts) => new([.. texts.Select(text => (JsonNode)text)]);
}
