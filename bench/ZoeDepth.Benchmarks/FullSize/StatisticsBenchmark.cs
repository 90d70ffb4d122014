using System.Diagnostics;
using System.Globalization;

namespace ZoeDepth.Benchmarks.FullSize;

/// <summary>
/// Smallest, largest and middle depth of a photograph of 12 megapixels, against sorting: <c>statistics [ROUNDS]</c>.
/// </summary>
internal static class StatisticsBenchmark
{
    private const int Rows = 3000, Columns = 4000, UsualRounds = 15;

    /// <summary>Runs and prints one line.</summary>
    public static int Run(string[] args)
    {
        var rounds = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : UsualRounds;
        var depth = SlopesAndNoise();
        var (counting, sorting) = (new List<double>(), new List<double>());
        for (var round = 0; round < rounds; round++)
        {
            counting.Add(Milliseconds(() => DepthStatistics.Of(depth)));
            if (round >= 2) continue;
            var copy = (float[])depth.Clone();
            sorting.Add(Milliseconds(() => Array.Sort(copy)));
        }
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"12 megapixels: median of {rounds} rounds {counting.Order().ElementAt(rounds / 2):F1} ms, shortest " +
            $"{counting.Min():F1} ms; sorting {sorting.Min():F0} ms"));
        return 0;
    }

    private static double Milliseconds(Action action)
    {
        var start = Stopwatch.GetTimestamp();
        action();
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    /// <summary>A floor that runs away and things on it, metres, no two pixels alike.</summary>
    private static float[] SlopesAndNoise()
    {
        var random = new Random(1);
        var depth = new float[Rows * Columns];
        for (var row = 0; row < Rows; row++)
            for (var column = 0; column < Columns; column++)
                depth[(row * Columns) + column] =
                    (1000f / (row + 60)) + (0.4f * ((row / 300) ^ (column / 400))) + (0.02f * random.NextSingle());
        return depth;
    }
}
