namespace ZoeDepth.Server.Tests;

/// <summary>So many requests a minute, and neither more nor fewer.</summary>
public sealed class RequestRateTests
{
    private readonly Clock _clock = new();

    [Theory]
    [InlineData(1), InlineData(59), InlineData(60), InlineData(61), InlineData(90), InlineData(119), InlineData(120)]
    [InlineData(1000)]
    public void A_minute_brings_as_many_requests_as_the_limit_says(int limit)
    {
        var rate = new RequestRate(limit, _clock);
        Passed(rate, limit + 10).ShouldBe(limit, "all of a minute at once");
        var passed = 0;
        for (var tenth = 0; tenth < 600; tenth++)
        {
            _clock.Advance(TimeSpan.FromMilliseconds(100));
            passed += Passed(rate, limit + 10);
        }
        passed.ShouldBeInRange(limit - 1, limit);
        _clock.Advance(TimeSpan.FromHours(1));
        Passed(rate, limit + 10).ShouldBe(limit, "an hour of silence saves no more than a minute");
    }

    [Fact]
    public void Who_comes_too_early_is_told_how_long_to_wait()
    {
        var rate = new RequestRate(90, _clock);
        Passed(rate, 90).ShouldBe(90);
        var wait = Should.Throw<RequestProblem>(() => rate.CountAddress("a")).RetryAfter!.Value;
        wait.TotalSeconds.ShouldBe(60.0 / 90, 1e-3);
        _clock.Advance(wait - TimeSpan.FromMilliseconds(1));
        Passed(rate, 1).ShouldBe(0);
        _clock.Advance(TimeSpan.FromMilliseconds(1));
        Passed(rate, 2).ShouldBe(1);
    }

    [Fact]
    public void Keys_and_addresses_are_counted_by_themselves()
    {
        var rate = new RequestRate(2, _clock);
        for (var i = 0; i < 2; i++) rate.CountKey("anna");
        Should.Throw<RequestProblem>(() => rate.CountKey("anna")).Message.ShouldContain("of this key");
        rate.CountKey("ben");
        for (var i = 0; i < 2; i++) rate.CountAddress("anna");
        Should.Throw<RequestProblem>(() => rate.CountAddress("anna")).Message.ShouldContain("of this address");
        var none = new RequestRate(null, _clock);
        Passed(none, 1000).ShouldBe(1000);
    }

    [Fact]
    public void Many_addresses_are_counted_and_forgotten()
    {
        var rate = new RequestRate(1, _clock);
        for (var round = 0; round < 3; round++)
        {
            for (var i = 0; i < 5000; i++) rate.CountAddress($"{i}");
            Should.Throw<RequestProblem>(() => rate.CountAddress("4999"));
            _clock.Advance(TimeSpan.FromMinutes(2));
        }
    }

    private static int Passed(RequestRate rate, int tries)
    {
        var passed = 0;
        for (var i = 0; i < tries; i++)
        {
            try
            {
                rate.CountAddress("a");
                passed++;
            }
            catch (RequestProblem problem)
            {
                problem.Status.ShouldBe(429);
                break;
            }
        }
        return passed;
    }

    private sealed class Clock : TimeProvider
    {
        private TimeSpan _now = TimeSpan.FromDays(1);

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => _now.Ticks;

        public void Advance(TimeSpan time) => _now += time;
    }
}
