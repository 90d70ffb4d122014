using ZoeDepth.Runtime.Threading;
using ZoeDepth.Synthetic.Datasets;

namespace ZoeDepth.Synthetic.Tests.Datasets;

public sealed class SamplesTests
{
    private static IEnumerable<Sample> Samples(ulong seed, long start = 0, Work? work = null,
        Func<string, ulong, Sample>? world = null) =>
        SyntheticWorld.Samples(["cave", "meadow"], seed, start, world ?? FakeWorld.Make, work);

    [Fact]
    public void Families_take_turns_and_seeds_count_up()
    {
        Samples(5).Take(5).Select(sample => (sample.Family, sample.Seed))
            .ShouldBe([("cave", 5UL), ("meadow", 6UL), ("cave", 7UL), ("meadow", 8UL), ("cave", 9UL)]);
        Samples(ulong.MaxValue).Take(2).Select(sample => sample.Seed).ShouldBe([ulong.MaxValue, 0UL]);
        var late = Samples(5, start: 10_000_000_001).First();
        (late.Family, late.Seed).ShouldBe(("meadow", 10_000_000_006UL));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Several_threads_give_the_same_in_the_same_order(int threads)
    {
        var alone = Samples(9, 4).Take(30).Select(sample => (sample.Seed, sample.Depth[5])).ToList();
        Samples(9, 4, new Work(threads)).Take(30).Select(sample => (sample.Seed, sample.Depth[5])).ShouldBe(alone);
    }

    [Fact]
    public void No_more_is_made_ahead_than_four_for_each_thread()
    {
        var made = 0;
        _ = Samples(0, 0, new Work(2), (family, seed) =>
        {
            Interlocked.Increment(ref made);
            return FakeWorld.Make(family, seed);
        }).First();
        made.ShouldBe(8);
    }

    [Fact]
    public void A_family_nobody_knows_no_family_and_a_negative_start_are_told_at_once()
    {
        Should.Throw<ArgumentException>(() =>
            SyntheticWorld.Samples(["atlantis"], 1)).Message.ShouldContain("there is no family 'atlantis'");
        Should.Throw<ArgumentException>(() =>
            SyntheticWorld.Samples([], 1)).Message.ShouldContain("at least one family");
        Should.Throw<ArgumentOutOfRangeException>(() => Samples(1, -1));
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(3, 1)]
    [InlineData(3, 5)]
    [InlineData(8, 16)]
    public void Things_are_taken_in_order_and_never_begun_too_early(int threads, int ahead)
    {
        var taken = new List<int>();
        InOrder.Run(new Work(threads), 60, ahead, number =>
        {
            lock (taken) (number - taken.Count).ShouldBeLessThan(ahead);
            Thread.Sleep(number % 7 == 0 ? 3 : 0);
            return number;
        }, (number, made) =>
        {
            made.ShouldBe(number);
            lock (taken) taken.Add(number);
        }, default);
        taken.ShouldBe(Enumerable.Range(0, 60));
    }

    [Fact]
    public void Taking_that_fails_ends_the_run_with_its_reason()
    {
        var taken = 0;
        Should.Throw<InvalidOperationException>(() => InOrder.Run(new Work(4), 1000, 8, number => number, (number, _) =>
        {
            if (number == 5) throw new InvalidOperationException("full");
            taken++;
        }, default)).Message.ShouldBe("full");
        taken.ShouldBe(5);
    }
}
