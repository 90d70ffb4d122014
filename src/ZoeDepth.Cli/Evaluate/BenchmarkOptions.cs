using ZoeDepth.Data.Readers;

namespace ZoeDepth.Cli.Evaluate;

/// <summary>Which of the original's datasets, where they lie, and how they are judged.</summary>
/// <param name="Keys">keys of <see cref="Benchmark.All"/>, in the order asked</param>
/// <param name="Root">the folder of all, or of the one</param>
/// <param name="List">the list of files of NYU or KITTI; null: looked for</param>
/// <param name="IsPaper">
/// the original's ranges, crops, mirrored pass and sizes; else ranges by domain and every pixel, as for manifests
/// </param>
/// <param name="SkipMissing">leave out pairs with missing files</param>
internal sealed record BenchmarkOptions(
    IReadOnlyList<string> Keys, string Root, string? List, bool IsPaper, bool SkipMissing)
{
    /// <summary>
    /// The keys of words such as "nyu,kitti", "ALL", "ALL_INDOOR", each once; capitals and blanks count for nothing.
    /// </summary>
    /// <exception cref="ArgumentException">
    /// there is no such dataset or group, or no word at all; the message lists them
    /// </exception>
    public static IReadOnlyList<string> KeysOf(IEnumerable<string> words)
    {
        IReadOnlyList<string> keys = [.. words.SelectMany(word => word.Split(',',
            StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)).SelectMany(KeysOf).Distinct()];
        return keys.Count > 0 ? keys : throw new ArgumentException($"no dataset is named; {Known}");
    }

    private static string Known =>
        $"there are {string.Join(", ", Benchmark.All.Select(known => known.Key))}, and the groups ALL, " +
        "ALL_INDOOR and ALL_OUTDOOR";

    private static IEnumerable<string> KeysOf(string word) => word.ToUpperInvariant() switch
    {
        "ALL" => [.. Benchmark.AllIndoor, .. Benchmark.AllOutdoor],
        "ALL_INDOOR" => Benchmark.AllIndoor,
        "ALL_OUTDOOR" => Benchmark.AllOutdoor,
        _ => Benchmark.All.FirstOrDefault(known => known.Key.Equals(word, StringComparison.OrdinalIgnoreCase)) is
            { } one ? [one.Key] : throw new ArgumentException($"there is no dataset '{word}'; {Known}"),
    };
}
