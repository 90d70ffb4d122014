using System.Globalization;
using ZoeDepth.Tensors;

namespace ZoeDepth.Benchmarks.FullSize;

/// <summary>
/// A pass of this build and of another, the commit before a change perhaps, each in a process of its own, turn by turn:
/// what became slower, and whether any bit moved.
/// </summary>
internal static class AgainstComparison
{
    private static readonly string Picture = Path.Combine("tests", "goldens", "full", "input-384x512.png");

    /// <summary>
    /// <c>against OTHER.dll [ROUNDS=7] [SLOWEST=1.03] [THREADS=2]</c>; ends with 1 where a model in a precision takes
    /// more than so many times as long as there.
    /// </summary>
    public static int Run(string[] args)
    {
        var invariant = CultureInfo.InvariantCulture;
        var rounds = args.Length > 1 ? int.Parse(args[1], invariant) : 7;
        var slowest = args.Length > 2 ? double.Parse(args[2], invariant) : 1.03;
        var threads = args.Length > 3 ? int.Parse(args[3], invariant) : 2;
        var slower = 0;
        foreach (var model in (string[])[Path.Combine("models", "zoedepth-mini"),
            FullSizeModel.Prepare("nyu", Path.Combine("artifacts", "full-size"))])
            foreach (var precision in Enum.GetValues<Precision>())
            {
                using var here = Peer.Here(model, Picture, threads, precision);
                using var there = Peer.Of(args[0], model, Picture, threads, precision);
                // The first packs the weights and forgets them, the second keeps them.
                for (var i = 0; i < 2; i++) (_, _) = (here.Run(), there.Run());
                var (mine, others) = (new double[rounds], new double[rounds]);
                for (var round = 0; round < rounds; round++)
                {
                    if (round % 2 == 0) mine[round] = here.Run();
                    others[round] = there.Run();
                    if (round % 2 == 1) mine[round] = here.Run();
                }
                var ratio = Median.Of(mine.Zip(others, (one, other) => one / other));
                if (ratio > slowest) slower++;
                var bits = here.Output().AsSpan().SequenceEqual(there.Output()) ? "the same bits" : "OTHER BITS";
                Console.WriteLine(string.Create(invariant,
                    $"{Path.GetFileName(model)} {precision}: {1000 * Median.Of(mine):F1} ms here, " +
                    $"{1000 * Median.Of(others):F1} there, median ratio {ratio:F3}, " +
                    $"{(ratio > slowest ? "SLOWER" : "fine")}; {here.PeakMebibytes:F0} and " +
                    $"{there.PeakMebibytes:F0} MiB; {bits}"));
            }
        return slower == 0 ? 0 : 1;
    }
}
