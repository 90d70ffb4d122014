using System.Globalization;
using System.Text;
using ZoeDepth.Cli.Info;

namespace ZoeDepth.Cli.Bench;

/// <summary>What <c>bench</c> found, for people.</summary>
internal static class BenchText
{
    private static readonly CultureInfo Invariant = CultureInfo.InvariantCulture;

    /// <summary>The whole text.</summary>
    public static string Of(BenchResult result)
    {
        var text = new StringBuilder();
        string[] machine = ["system", "simd", "processors"];
        foreach (var fact in MachineFacts.Now().Where(fact => machine.Contains(fact.Key)))
            text.Append(Invariant, $"{fact.Label,-18}{fact.Text}\n");
        var (flopRate, byteRate) = (result.Limits.FlopRate / 1e9, result.Limits.ByteRate / 1e9);
        text.Append(Invariant, $"multiply-adds     {flopRate:F0} GFLOP/s on {result.Threads} threads, ")
            .Append(Invariant, $"{result.OneThread / 1e9:F0} on one\n")
            .Append(Invariant, $"memory            {byteRate:F1} GB/s read\n\n")
            .Append(Invariant, $"{result.Model}, {result.Parameters / 1e6:F1} million parameters, a picture of ")
            .Append(Invariant, $"{result.Size.Height} rows x {result.Size.Width} columns\n\n")
            .Append(Invariant, $"{"precision",-12}{"a pass, ms",12}{"from",9}{"to",9}{"a second",10}  by\n");
        foreach (var time in result.Precisions)
            text.Append(Invariant, $"{time.Precision,-12}{1e3 * time.Seconds,12:F1}{1e3 * time.Least,9:F1}")
                .Append(Invariant, $"{1e3 * time.Most,9:F1}{1 / time.Seconds,10:F2}  {time.Instructions}\n");
        text.Append(Invariant, $"\nfloat32 by part   {"GFLOP",8}{"MB",9}{"FLOP/byte",11}")
            .Append(Invariant, $"{"limit, ms",11}{"took, ms",10}")
            .Append("   of the limit\n");
        foreach (var part in result.Parts)
            Row($"{part.Stage,-9} {part.Kind,-12}", part.Flops, part.Bytes,
                part.Intensity.ToString("F1", Invariant), result.LimitOf(part), part.Seconds);
        Row("together", result.Parts.Sum(part => part.Flops), result.Parts.Sum(part => part.Bytes), "",
            result.Parts.Sum(result.LimitOf), result.Parts.Sum(part => part.Seconds));
        text.Append("\nThe limit is what multiplying or reading would take alone, whichever is longer. ")
            .Append("More than 100 % comes of Winograd's\nconvolutions and of products before a map is enlarged, ")
            .Append("which multiply less than the formula, or of caches.");
        return text.ToString();

        void Row(string name, long flops, long bytes, string intensity, double limit, double took) => text
            .Append(Invariant, $"{name,-22}{flops / 1e9,5:F2}{bytes / 1e6,9:F1}{intensity,11}")
            .Append(Invariant, $"{1e3 * limit,11:F2}{1e3 * took,10:F2}{limit / took,12:P0}\n");
    }
}
