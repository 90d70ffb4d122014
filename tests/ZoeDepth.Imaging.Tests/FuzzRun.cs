using System.Diagnostics;
using System.Globalization;

namespace ZoeDepth.Imaging.Tests;

/// <summary>
/// Reads one damaged file after another: nothing but a result or an <see cref="ImageFormatException"/> may come out,
/// soon and without much memory. <c>ZOEDEPTH_FUZZ_SEED</c> and <c>ZOEDEPTH_FUZZ_COUNT</c> choose another or a longer
/// stretch of damage; a failure names its seed, and that seed with a count of 1 brings it back.
/// </summary>
internal static class FuzzRun
{
    private const int DefaultSeed = 20_260;
    private const int DefaultCount = 3000;
    private const long MostBytes = 64 << 20;
    private const double MostSeconds = 5;

    private static readonly int FirstSeed = FromEnvironment("ZOEDEPTH_FUZZ_SEED", DefaultSeed);
    private static readonly int Count = FromEnvironment("ZOEDEPTH_FUZZ_COUNT", DefaultCount);

    /// <summary>Reads <see cref="Count"/> files and says in one line what became of them.</summary>
    /// <param name="what">what is read, for the line</param>
    /// <param name="damage">makes the file of a seed</param>
    /// <param name="read">reads it; the seed chooses options</param>
    internal static string Read(string what, Func<Random, byte[]> damage, Action<byte[], int> read)
    {
        var (refused, mostBytes, longest) = (0, 0L, TimeSpan.Zero);
        for (var seed = FirstSeed; seed < FirstSeed + Count; seed++)
        {
            var file = damage(new Random(seed));
            var (wasRefused, bytes, time) = ReadOnce(file, seed, read);
            bytes.ShouldBeLessThan(MostBytes, $"{what}, seed {seed}");
            if (time.TotalSeconds > MostSeconds)
                Promptly.Within(MostSeconds, $"{what}, seed {seed}", () => time = ReadOnce(file, seed, read).Time);
            if (wasRefused) refused++;
            mostBytes = Math.Max(mostBytes, bytes);
            if (time > longest) longest = time;
        }
        if (Count >= DefaultCount)
            refused.ShouldBeInRange(Count / 10, Count - (Count / 50),
                $"{what}: damage that never or always shows tests nothing");
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{what}: {Count} files from seed {FirstSeed}, {Count - refused} read, {refused} refused; at most " +
            $"{mostBytes / 1e6:F1} MB and {longest.TotalMilliseconds:F0} ms");
    }

    private static (bool Refused, long Bytes, TimeSpan Time) ReadOnce(byte[] file, int seed, Action<byte[], int> read)
    {
        var refused = false;
        var before = GC.GetAllocatedBytesForCurrentThread();
        var start = Stopwatch.GetTimestamp();
        try
        {
            read(file, seed);
        }
        catch (ImageFormatException error)
        {
            refused = true;
            error.Message.ShouldNotBeNullOrWhiteSpace();
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
