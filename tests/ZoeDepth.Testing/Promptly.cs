using System.Diagnostics;

namespace ZoeDepth.Testing;

/// <summary>
/// The only way to bound time: the best of several tries. Another program may take the processor away from one try,
/// seldom from all of them, and work that grows too fast is slow in every one.
/// </summary>
public static class Promptly
{
    private const int Tries = 5;

    /// <summary>
    /// Asserts that <paramref name="action"/> can end within <paramref name="seconds"/>; runs it again only when it
    /// took longer.
    /// </summary>
    public static void Within(double seconds, Action action, string what) => Within(seconds, what, () =>
    {
        var start = Stopwatch.GetTimestamp();
        action();
        return Stopwatch.GetElapsedTime(start);
    });

    /// <summary>The same for an action that says itself which part of its time counts.</summary>
    public static void Within(double seconds, string what, Func<TimeSpan> action)
    {
        var best = TimeSpan.MaxValue;
        for (var attempt = 0; attempt < Tries && best.TotalSeconds > seconds; attempt++)
        {
            var time = action();
            if (time < best) best = time;
        }
        Assert.True(best.TotalSeconds <= seconds,
            $"{what}: {best.TotalSeconds:G3} s at best of {Tries} tries, {seconds} s are allowed");
    }
}
