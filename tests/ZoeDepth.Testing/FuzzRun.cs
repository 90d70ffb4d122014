using System.Diagnostics;
using System.Globalization;

namespace ZoeDepth.Testing;

/// <summary>
/// Reads one damaged file after another: nothing but a result or the reader's own exception may come out, soon and
/// without much memory. <c>ZOEDEPTH_FUZZ_SEED</c> and <c>ZOEDEPTH_FUZZ_COUNT</c> choose another or a longer stretch of
/// damage; a failure names its seed, and that seed with a count of 1 brings it back.
/// </summary>
public static class FuzzRun
{
    private const int DefaultSeed = 20_260;
    private const int DefaultCount = 3000;
    private const long MostBytes = 64 << 20;

    private static readonly int FirstSeed = FromEnvironment("ZOEDEPTH_FUZZ_SEED", DefaultSeed);
    private static readonly int Count = FromEnvironment("ZOEDEPTH_FUZZ_COUNT", DefaultCount);

    /// <summary>Reads so many files as were asked for and says in one line what became of them.</summary>
    /// <typeparam name="TRefusal">what a reader throws that refuses a file</typeparam>
    /// <param name="what">what is read, for the line</param>
    /// <param name="damage">makes the file of a seed</param>
    /// <param name="read">reads it; the seed chooses options</param>
    /// <param name="mostSeconds">how long one file may take</param>
    public static string Read<TRefusal>(string what, Func<Random, byte[]> damage, Action<byte[], int> read,
        double mostSeconds = 5) where TRefusal : Exception
    {
        ArgumentNullException.ThrowIfNull(damage);
        ArgumentNullException.ThrowIfNull(read);
        var (refused, mostBytes, longest) = (0, 0L, TimeSpan.Zero);
        for (var seed = FirstSeed; seed < FirstSeed + Count; seed++)
        {
            var file = damage(new Random(seed));
            var (wasRefused, bytes, time) = ReadOnce<TRefusal>(file, seed, read);
            Assert.True(bytes < MostBytes, $"{what}, seed {seed}: {bytes} bytes were allocated");
            if (time.TotalSeconds > mostSeconds)
                Promptly.Within(mostSeconds, $"{what}, seed {seed}",
                    () => time = ReadOnce<TRefusal>(file, seed, read).Time);
            if (wasRefused) refused++;
            mostBytes = Math.Max(mostBytes, bytes);
            if (time > longest) longest = time;
        }
        if (Count >= DefaultCount)
            Assert.True(refused >= Count / 10 && refused <= Count - (Count / 50),
                $"{what}: {refused} of {Count} refused; damage that never or always shows tests nothing");
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{what}: {Count} files from seed {FirstSeed}, {Count - refused} read, {refused} refused; at most " +
            $"{mostBytes / 1e6:F1} MB and {longest.TotalMilliseconds:F0} ms");
    }

    private static (bool Refused, long Bytes, TimeSpan Time) ReadOnce<TRefusal>(byte[] file, int seed,
        Action<byte[], int> read) where TRefusal : Exception
    {
        var refused = false;
        var before = GC.GetAllocatedBytesForCurrentThread();
        var start = Stopwatch.GetTimestamp();
        try
        {
            read(file, seed);
        }
        catch (TRefusal error)
        {
            refused = true;
            Assert.False(string.IsNullOrWhiteSpace(error.Message), $"seed {seed}: refused without a text");
        }
        catch (Exception error)
        {
            throw new InvalidOperationException($"seed {seed}: {error.GetType().Name}: {error.Message}", error);
        }
        return (refused, GC.GetAllocatedBytesForCurrentThread() - before, Stopwatch.GetElapsedTime(start));
    }

    private static int FromEnvironment(string name, int otherwise) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } text
            ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;
}
