using System.Globalization;

namespace ZoeDepth.Benchmarks.FullSize;

/// <summary>
/// The same 1.4 GB of weights as a checkpoint of PyTorch, whose entries carry checksums that are compared, and as
/// safetensors: from the start of a process to the end of its first pass, turn by turn in one run.
/// </summary>
internal static class CheckpointComparison
{
    private static readonly CultureInfo Invariant = CultureInfo.InvariantCulture;

    /// <summary><c>checkpoints MODEL_FOLDER CHECKPOINT.pt PICTURE [ROUNDS=5] [THREADS=2]</c></summary>
    public static int Run(string[] args)
    {
        var (folder, checkpoint, picture) = (args[0], args[1], args[2]);
        var rounds = args.Length > 3 ? int.Parse(args[3], Invariant) : 5;
        var threads = args.Length > 4 ? int.Parse(args[4], Invariant) : 2;
        // The first of each warms the disk and is not counted.
        ColdStart.Of(folder, picture, threads);
        ColdStart.Of(checkpoint, picture, threads);
        var (safetensors, pt) = (new List<ColdStart>(), new List<ColdStart>());
        for (var round = 0; round < rounds; round++)
        {
            safetensors.Add(ColdStart.Of(folder, picture, threads));
            pt.Add(ColdStart.Of(checkpoint, picture, threads));
            Console.WriteLine(string.Create(Invariant,
                $"round {round + 1}: safetensors {safetensors[^1].Seconds:F2} s, {safetensors[^1].PeakMebibytes:F0} " +
                $"MiB; .pt {pt[^1].Seconds:F2} s, {pt[^1].PeakMebibytes:F0} MiB"));
        }
        var (seconds, memory) = (Ratio(start => start.Seconds), Ratio(start => start.PeakMebibytes));
        Console.WriteLine(string.Create(Invariant,
            $".pt beside safetensors, medians of {rounds}: {seconds:F2} times the seconds, {memory:F2} times the " +
            $"memory"));
        return 0;

        double Ratio(Func<ColdStart, double> of) => Median.Of(pt.Select(of)) / Median.Of(safetensors.Select(of));
    }
}
