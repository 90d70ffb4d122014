using System.Diagnostics;

namespace ZoeDepth.Tests.Pipeline;

/// <summary>Counted statistics against sorted ones.</summary>
public sealed class DepthStatisticsTests
{
    public static TheoryData<string, float[]> Maps
    {
        get
        {
            var random = new Random(3);
            float[] Many(int count, Func<int, float> value) => [.. Enumerable.Range(0, count).Select(value)];
            return new()
            {
                { "one", [3.5f] },
                { "two", [2, 1] },
                { "three", [2, 1, 7] },
                { "all alike", Many(1001, _ => 4.25f) },
                { "neighbours in the last place", Many(1000, i => 1 + (i % 2 * MathF.BitDecrement(1.5f) * 1e-7f)) },
                { "odd", Many(10_001, _ => 10 * random.NextSingle()) },
                { "even", Many(10_000, _ => 80 * random.NextSingle()) },
                { "below and above nothing", Many(9_998, _ => random.NextSingle() - 0.5f) },
                { "negative", Many(7_777, _ => -1 - random.NextSingle()) },
                { "two far apart", Many(500, i => i < 250 ? 0.5f : 60) },
                { "of every size", Many(20_000, _ => MathF.Pow(10, (60 * random.NextSingle()) - 30)) },
            };
        }
    }

    [Theory, MemberData(nameof(Maps))]
    public void They_are_those_of_the_sorted_values_to_the_bit(string name, float[] values)
    {
        var sorted = values.Order().ToArray();
        var middle = sorted.Length / 2;
        var median = sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        DepthStatistics.Of(values).ShouldBe((sorted[0], sorted[^1], median), name);
    }

    [Fact]
    public void Twelve_megapixels_take_a_small_part_of_the_time_that_sorting_them_takes()
    {
        var values = new float[12_000_000];
        for (var i = 0; i < values.Length; i++) values[i] = 3 + MathF.Sin(i * 0.0007f) + (i % 4000 * 0.0002f);
        var start = Stopwatch.GetTimestamp();
        Array.Sort((float[])values.Clone());
        var sorting = Stopwatch.GetElapsedTime(start);
        var best = TimeSpan.MaxValue;
        for (var attempt = 0; attempt < 10; attempt++)
        {
            start = Stopwatch.GetTimestamp();
            DepthStatistics.Of(values);
            best = TimeSpan.FromTicks(Math.Min(best.Ticks, Stopwatch.GetElapsedTime(start).Ticks));
        }
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"12 megapixels: counted in {best.TotalMilliseconds:0} ms, sorted in {sorting.TotalMilliseconds:0} ms");
        best.ShouldBeLessThan(sorting / 5);
    }
}
