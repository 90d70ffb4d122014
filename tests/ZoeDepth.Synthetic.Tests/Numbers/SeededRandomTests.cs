using FsCheck.Xunit;

namespace ZoeDepth.Synthetic.Tests.Numbers;

public sealed class SeededRandomTests
{
    private const int Draws = 200_000;

    /// <summary>Those of seed 0 are the ones the authors publish.</summary>
    [Theory]
    [InlineData(0UL, 0xE220A8397B1DCDAFUL, 0x6E789E6AA1B965F4UL, 0x06C45D188009454FUL)]
    [InlineData(1UL, 0x910A2DEC89025CC1UL, 0xBEEB8DA1658EEC67UL, 0xF893A2EEFB32555EUL)]
    [InlineData(ulong.MaxValue, 0xE4D971771B652C20UL, 0xE99FF867DBF682C9UL, 0x382FF84CB27281E9UL)]
    public void The_first_numbers_of_a_seed_never_change(ulong seed, ulong first, ulong second, ulong third)
    {
        var random = new SeededRandom(seed);
        (random.Bits(), random.Bits(), random.Bits()).ShouldBe((first, second, third));
    }

    [Fact]
    public void The_first_numbers_of_a_name_and_of_a_fork_never_change()
    {
        var random = new SeededRandom("living-room", 1);
        random.Bits().ShouldBe(0x128D27D0F05EDB60UL);
        random.Fork("chair").Bits().ShouldBe(0xE66395EE242734D8UL);
        random.Bits().ShouldBe(0x3DC3D3BE65E2B3D6UL);
    }

    [Fact]
    public void One_draw_of_each_kind_never_changes()
    {
        var random = new SeededRandom(42);
        random.Unit().ShouldBe(0.7415648787718233);
        random.Between(-2, 3).ShouldBe(-1.2004480356153995);
        random.Integer(1, 6).ShouldBe(2);
        random.Chance(0.5).ShouldBeTrue();
        random.LogBetween(1, 100).ShouldBe(1.1914075202801595);
        random.Normal(0, 1).ShouldBe(-0.4508525584565637);
        random.Sign().ShouldBe(1);
        random.Pick("a", "b", "c").ShouldBe("a");
        int[] order = [0, 1, 2, 3, 4, 5, 6, 7];
        random.Shuffle<int>(order);
        order.ShouldBe([1, 3, 7, 4, 2, 0, 6, 5]);
    }

    [Fact]
    public void Numbers_fill_the_unit_interval_evenly()
    {
        var (random, counts) = (new SeededRandom(3), new int[100]);
        for (var i = 0; i < Draws; i++) counts[(int)(random.Unit() * counts.Length)]++;
        ChiSquared(counts).ShouldBeLessThan(150, "99 degrees of freedom exceed this once in 1600");
    }

    [Fact]
    public void Neighbouring_numbers_are_not_related()
    {
        var (random, counts) = (new SeededRandom(4), new int[100]);
        for (var i = 0; i < Draws; i++) counts[((int)(random.Unit() * 10) * 10) + (int)(random.Unit() * 10)]++;
        ChiSquared(counts).ShouldBeLessThan(150);
    }

    [Fact]
    public void The_first_numbers_of_consecutive_seeds_are_even_too()
    {
        var counts = new int[100];
        for (var seed = 0; seed < Draws; seed++)
            counts[(int)(new SeededRandom("street", (ulong)seed).Unit() * counts.Length)]++;
        ChiSquared(counts).ShouldBeLessThan(150);
    }

    [Fact]
    public void Normal_numbers_have_the_moments_of_the_bell()
    {
        var random = new SeededRandom(5);
        var values = Enumerable.Range(0, Draws).Select(_ => random.Normal(3, 2)).ToArray();
        var mean = values.Average();
        var deviation = Math.Sqrt(values.Average(value => (value - mean) * (value - mean)));
        mean.ShouldBe(3, 0.02);
        deviation.ShouldBe(2, 0.02);
        values.Average(value => Math.Pow((value - mean) / deviation, 3)).ShouldBe(0, 0.02);

        // Twelve uniforms fall 0.1 short of the bell's kurtosis of 3.
        values.Average(value => Math.Pow((value - mean) / deviation, 4)).ShouldBe(2.9, 0.05);
        values.ShouldAllBe(value => Math.Abs(value - 3) <= 12);
    }

    [Fact]
    public void Chance_and_sign_come_as_often_as_they_say()
    {
        var random = new SeededRandom(6);
        Enumerable.Range(0, Draws).Average(_ => random.Chance(0.3) ? 1.0 : 0).ShouldBe(0.3, 0.005);
        Enumerable.Range(0, Draws).Average(_ => random.Sign()).ShouldBe(0, 0.01);
        Enumerable.Range(0, Draws).Average(_ => Math.Log(random.LogBetween(1, 100))).ShouldBe(Math.Log(10), 0.01);
    }

    [Fact]
    public void A_pick_takes_all_values_alike_and_so_do_both_ends_of_a_whole_number()
    {
        var (random, picks, numbers) = (new SeededRandom(7), new int[5], new int[7]);
        for (var i = 0; i < Draws; i++)
        {
            picks[random.Pick(0, 1, 2, 3, 4)]++;
            numbers[random.Integer(-3, 3) + 3]++;
        }
        ChiSquared(picks).ShouldBeLessThan(20);
        ChiSquared(numbers).ShouldBeLessThan(25);
    }

    [Fact]
    public void Whole_numbers_may_span_all_there_are()
    {
        var random = new SeededRandom(8);
        var values = Enumerable.Range(0, 1000).Select(_ => random.Integer(int.MinValue, int.MaxValue)).ToArray();
        values.Count(value => value < 0).ShouldBeInRange(400, 600);
        values.Distinct().Count().ShouldBe(1000);
    }

    [Fact]
    public void Every_order_of_a_shuffle_is_as_likely()
    {
        var (random, counts) = (new SeededRandom(9), new int[1000]);
        for (var i = 0; i < 60_000; i++)
        {
            int[] order = [1, 2, 3];
            random.Shuffle<int>(order);
            counts[(order[0] * 100) + (order[1] * 10) + order[2]]++;
        }
        var orders = counts.Where(count => count > 0).ToArray();
        orders.Length.ShouldBe(6);
        ChiSquared(orders).ShouldBeLessThan(25);
    }

    [Property]
    public void Numbers_between_stay_between(ulong seed, int low, byte span)
    {
        var random = new SeededRandom(seed);
        var high = low + (span / 16.0);
        random.Between(low, high).ShouldBeInRange(low, high);
        random.Integer(low / 2, (low / 2) + span).ShouldBeInRange(low / 2, (low / 2) + span);
    }

    [Property]
    public void What_a_fork_draws_does_not_change_its_parent(ulong seed, byte draws)
    {
        var (busy, idle) = (new SeededRandom(seed), new SeededRandom(seed));
        var (fork, _) = (busy.Fork("a"), idle.Fork("a"));
        for (var i = 0; i < draws; i++) fork.Bits();
        busy.Bits().ShouldBe(idle.Bits());
    }

    [Fact]
    public void Forks_of_different_names_and_streams_of_different_families_share_nothing()
    {
        var seen = new HashSet<ulong>();
        foreach (var name in new[] { "a", "b", "ab", "ba", "table", "Table" })
        {
            var (fork, stream) = (new SeededRandom(1).Fork(name), new SeededRandom(name, 1));
            for (var i = 0; i < 2000; i++)
            {
                seen.Add(fork.Bits()).ShouldBeTrue();
                seen.Add(stream.Bits()).ShouldBeTrue();
            }
        }
    }

    [Fact]
    public void Forks_are_not_related_to_their_parent()
    {
        var parent = new SeededRandom(10);
        var fork = parent.Fork("part");
        var product = Enumerable.Range(0, Draws).Average(_ => (parent.Unit() - 0.5) * (fork.Unit() - 0.5));
        (product * 12).ShouldBe(0, 0.01);
    }

    private static double ChiSquared(int[] counts)
    {
        var expected = counts.Sum() / (double)counts.Length;
        return counts.Sum(count => (count - expected) * (count - expected) / expected);
    }
}
