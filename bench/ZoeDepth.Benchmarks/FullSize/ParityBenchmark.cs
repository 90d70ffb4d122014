using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using ZoeDepth.Tensors;

namespace ZoeDepth.Benchmarks.FullSize;

/// <summary>
/// The full-size models against the reference's float64 run, beside what torch's own float32 run misses it by.
/// </summary>
internal static class ParityBenchmark
{
    /// <summary>
    /// <c>parity [FOLDER] [PRECISION=Float32|quantized]</c>: FOLDER keeps the checkpoints (default
    /// <c>artifacts/full-size</c>); quantized: folders that were written in 8 bits, calibrated with the sample
    /// photographs. Exit code 1 if a case is off by more than twice torch's float32 figure, by more than torch's
    /// bfloat16 one, or, in int8, by more than three times torch's bfloat16 one, twice if quantized.
    /// </summary>
    public static int Run(string[] args)
    {
        var work = args.Length > 0 ? args[0] : Path.Combine("artifacts", "full-size");
        var isQuantized = args.Length > 1 && args[1] == "quantized";
        var precision = isQuantized ? Precision.Int8
            : args.Length > 1 ? Enum.Parse<Precision>(args[1], ignoreCase: true) : Precision.Float32;
        var allowed = precision switch { Precision.Float32 => 2, Precision.BFloat16 => 1, _ => isQuantized ? 2 : 3 };
        var torchs = precision == Precision.Float32 ? "float32" : "bfloat16";
        var goldens = Path.Combine(Environment.GetEnvironmentVariable("ZOEDEPTH_GOLDENS") is
            { Length: > 0 } root ? root : Path.Combine("tests", "goldens"), "full");
        using var cases = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(goldens, "cases.json")));
        var rows = new JsonArray();
        var good = true;
        Console.WriteLine(
            $"{"case",-20} {"mean_abs",10} {"torch",10} {"p99.9_abs",10} {"torch",10} {"max_abs",10} {"torch",10}   " +
            $"metres, {precision} against float64, beside torch's {torchs}");
        foreach (var item in cases.RootElement.EnumerateArray())
        {
            var name = item.GetProperty("name").GetString()!;
            var torch = item.GetProperty($"torch_{torchs}_error");
            var (torchMean, torchP999, torchMax) = (torch.GetProperty("mean_abs").GetDouble(),
                torch.GetProperty("p99.9_abs").GetDouble(), torch.GetProperty("max_abs").GetDouble());
            using var model =
                ZoeDepthForDepthEstimation.FromPretrained(
                    isQuantized ? FullSizeModel.Quantized(item.GetProperty("model").GetString()!, work)
                        : FullSizeModel.Prepare(item.GetProperty("model").GetString()!, work));
            using var pass = Pass.Inference(precision: precision);
            var output =
                model.Forward(FullSizeModel.Pixels(pass,
                    Path.Combine(goldens, item.GetProperty("input").GetString()!)));
            var errors = Errors.Between(output.PredictedDepth.Values,
                FullSizeModel.Read(Path.Combine(goldens, item.GetProperty("expected").GetString()!),
                    "predicted_depth"));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{name,-20} {errors.MeanAbs,10:E2} {torchMean,10:E2} {errors.P999Abs,10:E2} {torchP999,10:E2} " +
                $"{errors.MaxAbs,10:E2} {torchMax,10:E2}"));
            rows.Add(new JsonObject
            {
                ["name"] = name,
                ["mean_abs"] = errors.MeanAbs,
                ["p99_9_abs"] = errors.P999Abs,
                ["max_abs"] = errors.MaxAbs,
                ["torch_mean_abs"] = torchMean,
                ["torch_p99_9_abs"] = torchP999,
            });
            good &= errors.MeanAbs <= allowed * torchMean && errors.P999Abs <= allowed * torchP999;
        }
        Console.WriteLine(rows.ToJsonString());
        return good ? 0 : 1;
    }
}
