using System.Text.Json;
using System.Text.RegularExpressions;

namespace ZoeDepth.Docs.Tests;

/// <summary>Tables of the texts, made from the files of bench/results.</summary>
internal static partial class Figures
{
    /// <summary>Each table by the name in its marker.</summary>
    public static IReadOnlyDictionary<string, Func<string>> Tables { get; } = new Dictionary<string, Func<string>>
    {
        ["summary"] = Summary,
        ["speed"] = Speed,
        ["accuracy"] = () => Accuracy("parity"),
        ["precisions"] = Precisions,
        ["bfloat16"] = () => Accuracy("parity-bfloat16"),
        ["int8"] = () => Accuracy("parity-int8"),
        ["codecs"] = Codecs,
        ["training"] = Training,
    };

    // The host of that machine has hours and hours: who comes off better in one does not in the next.
    private const string Zen5 = "zen5/onnxruntime", AnotherHour = "zen5/onnxruntime-another-hour";

    private static string Summary()
    {
        var (speed, another) = (Last(Zen5), Last(AnotherHour));
        var cases = Last("parity").EnumerateArray().ToList();
        return Text(
            $"ZoeD_N (344 million parameters), one 384x512 picture, float32, on {Machine(Zen5)} (Zen 5): " +
            $"**{Number(speed, "ours_s"):0.00} s**, where ONNX Runtime takes {Number(speed, "peer_s"):0.00} s (ratio " +
            $"**{Number(speed, "ratio"):0.00}**; in another hour {Number(another, "ours_s"):0.00} and " +
            $"{Number(another, "peer_s"):0.00} s, **{Number(another, "ratio"):0.00}**), with " +
            $"{Number(speed, "ours_mib") / 1024:0.0} of its " +
            $"{Number(speed, "peer_mib") / 1024:0.0} GiB. Against a float64 run of the reference, whole",
            $"models are off by {cases.Min(each => Number(each, "mean_abs")):0.0E-0} to " +
            $"{cases.Max(each => Number(each, "mean_abs")):0.0E-0} m in the mean, where PyTorch's own float32 is off " +
            $"by {cases.Min(each => Number(each, "torch_mean_abs")):0.0E-0} to " +
            $"{cases.Max(each => Number(each, "torch_mean_abs")):0.0E-0} m.");
    }

    private static string Speed()
    {
        var (all, another) = (Last(Zen5), Last(AnotherHour));
        return Text(
            $"ZoeD_N (344 million parameters), one 384x512 picture, float32, {Machine(Zen5)} (Zen 5), turn by turn " +
            "on the same weights (`MACHINE=zen5 bench/compare-onnxruntime.sh`, " +
            $"[its output](../bench/results/{Zen5}.txt)):",
            "",
            "| | here | ONNX Runtime |",
            "|---|---|---|",
            $"| one pass, median | {Number(all, "ours_s"):0.00} s | {Number(all, "peer_s"):0.00} s |",
            $"| ratio | **{Number(all, "ratio"):0.00}** | 1 |",
            $"| in [another hour](../bench/results/{AnotherHour}.txt) of the same day | " +
            $"{Number(another, "ours_s"):0.00} s, **{Number(another, "ratio"):0.00}** | " +
            $"{Number(another, "peer_s"):0.00} s |",
            $"| most memory held | {Number(all, "ours_mib") / 1024:0.00} GiB | " +
            $"{Number(all, "peer_mib") / 1024:0.00} GiB |",
            $"| from process start to the depth file, compiled ahead of time | " +
            $"{Number(all, "cold_start_native_s"):0.0} s | |",
            $"| matrix products, share of the machine's limit | {Number(all, "gemm_fraction_of_peak"):P0} | |");
    }

    private static string Precisions()
    {
        var all = Last(Zen5);
        return Text(
        [
            "| | float32 | bfloat16 | int8 | ONNX Runtime, float32 |",
            "|---|---|---|---|---|",
            $"| one pass, median | {Seconds("ours_s")} | {Seconds("ours_s_bf16")} | {Seconds("ours_s_int8")} | " +
                $"{Seconds("peer_s")} |",
            $"| ratio | **{Number(all, "ratio"):0.00}** | **{Number(all, "ratio_bf16"):0.00}** | " +
                $"**{Number(all, "ratio_int8"):0.00}** | 1 |",
            $"| most memory held | {Gibibytes("ours_mib")} | {Gibibytes("ours_mib_bf16")} | " +
                $"{Gibibytes("ours_mib_int8")} | {Gibibytes("peer_mib")} |",
            Starts("from process start to the depth file", ""),
            Starts("the same, operands packed ahead", "_prepared"),
            Starts("the program compiled ahead of time", "_native"),
            Starts("the same, operands packed ahead", "_native_prepared"),
            $"| mean difference from ONNX Runtime, m | {Number(all, "mean_abs"):0.0E-0} | " +
                $"{Number(all, "mean_abs_bf16"):0.0E-0} | {Number(all, "mean_abs_int8"):0.0E-0} | 0 |",
        ]);

        // Beside the seconds, how many times opening the model and one pass.
        string Starts(string what, string way) => $"| {what} | " + string.Join(" | ", ((string[])["", "_bf16", "_int8"])
            .Select(end => $"{Seconds($"cold_start{way}_s{end}")}, " +
                $"{Number(all, $"cold_start{way}_ratio{end}"):0.00}")) + " | |";
        string Seconds(string name) => $"{Number(all, name):0.00} s";
        string Gibibytes(string name) => $"{Number(all, name) / 1024:0.00} GiB";
    }

    private static string Accuracy(string result) => Text(
    [
        "| case | mean, m | PyTorch | 99.9th percentile, m | PyTorch |",
        "|---|---|---|---|---|",
        .. Last(result).EnumerateArray().Select(each =>
            $"| {each.GetProperty("name").GetString()} | {Number(each, "mean_abs"):0.00E-00} | " +
            $"{Number(each, "torch_mean_abs"):0.00E-00} | {Number(each, "p99_9_abs"):0.00E-00} | " +
            $"{Number(each, "torch_p99_9_abs"):0.00E-00} |"),
    ]);

    private static string Codecs() => Text(
    [
        "| picture | here | peer | ratio |",
        "|---|---|---|---|",
        .. new[] { "djpeg", "libpng" }.SelectMany(name => Last(name).GetProperty("pictures").EnumerateArray()
            .Select(each =>
            $"| {(name == "djpeg" ? "JPEG" : "PNG")}, {each.GetProperty("picture").GetString()} | " +
            $"{Number(each, "ours_ms"):0} ms | {Number(each, "peer_ms"):0} ms | {Number(each, "ratio"):0.00} |")),
    ]);

    private static string Training() => Text(
    [
        "| what learns | parameters, millions | most memory resident |",
        "|---|---|---|",
        .. Memory().Matches(string.Join('\n', Lines("training-memory"))).Select(match =>
            $"| {What[match.Groups[1].Value]} | {match.Groups[2].Value} | {match.Groups[3].Value} GB |"),
        "",
        "| `zoedepth-mini`, a step of training | inference, ms a picture | step, ms a picture | times | " +
            "times, processor |",
        "|---|---|---|---|---|",
        .. Step().Matches(string.Join('\n', Lines("training-step"))).Select(match =>
            $"| {match.Groups[1].Value}: {match.Groups[2].Value}, batch {match.Groups[3].Value}, " +
            $"{match.Groups[4].Value} {(match.Groups[4].Value == "1" ? "thread" : "threads")} | " +
            $"{match.Groups[5].Value} | {match.Groups[6].Value} | {match.Groups[7].Value} | {match.Groups[8].Value} |"),
    ]);

    private static readonly Dictionary<string, string> What = new()
    {
        ["head"] = "the metric heads alone",
        ["decoder"] = "decoder and heads",
        ["everything"] = "everything, segments run again",
    };

    [GeneratedRegex(@"^(head|decoder|everything) +([\d.]+) million parameters learn: ([\d.]+) GB",
        RegexOptions.Multiline)]
    private static partial Regex Memory();

    [GeneratedRegex(@"^(here|pytorch) +(\S+) batch (\d+) threads (\d+): inference ([\d.]+) ms, step ([\d.]+) ms a " +
        @"picture, ([\d.]+) times; processor [\d.]+ and [\d.]+ ms, ([\d.]+) times", RegexOptions.Multiline)]
    private static partial Regex Step();

    /// <summary>The last line of a result: one JSON value.</summary>
    private static JsonElement Last(string result) => JsonDocument.Parse(Lines(result)[^1]).RootElement;

    /// <summary>The first line of a result without its date: "AMD EPYC, 2 processors".</summary>
    private static string Machine(string result) => Lines(result)[0].Split(", ", 2)[1];

    private static string[] Lines(string result) =>
        [.. File.ReadLines(Path.Combine(Goldens.RepositoryRoot, "bench", "results", result + ".txt"))
            .Where(line => line.Length > 0)];

    private static double Number(JsonElement value, string name) => value.GetProperty(name).GetDouble();

    private static string Text(params IEnumerable<string> lines) => string.Concat(lines.Select(line => line + "\n"));
}
