namespace ZoeDepth.Server.Tests;

/// <summary>Files behind links: whose they are, how long they are there, and how much room they take.</summary>
public sealed class KeptResultsTests : IDisposable
{
    private const int Most = 1_000_000;

    private static readonly Caller Anna = new("anna", "10.0.0.1"), Ben = new("ben", "10.0.0.2");

    private readonly FiringClock _clock = new();

    private readonly KeptResults _results;

    public KeptResultsTests() => _results = new KeptResults(
        new() { MaxResultBytes = Most, ResultLifetime = TimeSpan.FromMinutes(10) }, _clock);

    public void Dispose() => _results.Dispose();

    private static Answer File(AnswerKind kind, int bytes) => new(kind, new byte[bytes], [("ZoeDepth-Model", "tiny")]);

    private string Keep(Caller caller, int bytes) => _results.Keep(caller, [File(AnswerKind.Npy, bytes)]).Id;

    private int StatusOf(Caller caller, string id, string output = "npy")
    {
        try
        {
            _results.Find(caller, id, output);
            return 200;
        }
        catch (RequestProblem problem)
        {
            return problem.Status;
        }
    }

    [Fact]
    public void Files_come_back_as_they_were_for_the_key_they_were_made_for_alone()
    {
        var png = File(AnswerKind.Png, 100);
        var (id, until) = _results.Keep(Anna, [png, File(AnswerKind.Npy, 50)]);
        until.ShouldBe(_clock.GetUtcNow() + TimeSpan.FromMinutes(10));
        var found = _results.Find(Anna, id, "png");
        found.Body.ToArray().ShouldBe(png.Body.ToArray());
        found.Headers.ShouldBe(png.Headers);
        // From elsewhere, with the same key.
        StatusOf(Anna with { Address = "10.9.9.9" }, id).ShouldBe(200);
        StatusOf(Ben, id).ShouldBe(404, "another key learns not even that they are there");
        StatusOf(new(null, Anna.Address), id).ShouldBe(404);
        Should.Throw<RequestProblem>(() => _results.Find(Anna, id, "glb")).Message
            .ShouldBe("these results hold png, npy, and nothing else");
    }

    [Fact]
    public void Names_are_long_and_random_and_those_that_were_never_given_out_are_told_from_those_that_were()
    {
        string[] ids = [.. Enumerable.Range(0, 20).Select(_ => Keep(Anna, 10))];
        ids.Distinct().Count().ShouldBe(20);
        ids.ShouldAllBe(id => id.Length == 40 && id.All(letter => char.IsAsciiLetterOrDigit(letter)
            || letter == '-' || letter == '_'));
        ids.Select(id => id[..8]).Distinct().Count().ShouldBe(20);
        _clock.Advance(TimeSpan.FromMinutes(11));
        StatusOf(Anna, ids[0]).ShouldBe(410);
        StatusOf(Ben, ids[0]).ShouldBe(404);
        var last = ids[0][^1] == 'A' ? 'B' : 'A';
        foreach (var made in new[] { "", "npy", new string('A', 40), ids[0] + "A", ids[0][..39], ids[0][..39] + last,
            "!" + ids[0][1..], new string('x', 5000) })
            StatusOf(Anna, made).ShouldBe(404, made);
        using var other = new KeptResults(new(), _clock);
        Should.Throw<RequestProblem>(() => other.Find(Anna, ids[0], "npy")).Status.ShouldBe(404);
    }

    [Fact]
    public void Their_memory_is_given_back_when_their_time_is_over_though_nobody_asks()
    {
        var first = Keep(Anna, 1000);
        _clock.Advance(TimeSpan.FromMinutes(6));
        var second = Keep(Ben, 2000);
        var both = _results.Bytes;
        both.ShouldBeGreaterThanOrEqualTo(3000);
        _clock.Advance(TimeSpan.FromMinutes(4));
        _results.Bytes.ShouldBeInRange(2000, both - 1000);
        StatusOf(Anna, first).ShouldBe(410);
        Should.Throw<RequestProblem>(() => _results.Find(Anna, first, "npy")).Message
            .ShouldContain("not kept any more: that is for 600 s");
        StatusOf(Ben, second).ShouldBe(200);
        _clock.Advance(TimeSpan.FromMinutes(6));
        _results.Bytes.ShouldBe(0);
        StatusOf(Ben, second).ShouldBe(410);
        // And the next ones have their time, too.
        Keep(Anna, 10);
        _clock.Advance(TimeSpan.FromMinutes(10));
        _results.Bytes.ShouldBe(0);
    }

    [Fact]
    public void Newer_files_take_the_room_of_the_oldest_and_nobody_takes_anothers()
    {
        var bens = Keep(Ben, 200_000);
        string[] annas = [.. Enumerable.Range(0, 8).Select(_ => Keep(Anna, 200_000))];
        annas.Select(id => StatusOf(Anna, id)).ShouldBe([410, 410, 410, 410, 410, 410, 200, 200]);
        StatusOf(Ben, bens).ShouldBe(200);
        // Three that hold half each, and more than all of it together: whoever holds most loses the oldest.
        var carl = new Caller("carl", "10.0.0.3");
        var carls = Keep(carl, 450_000);
        _results.Bytes.ShouldBeLessThanOrEqualTo(Most);
        StatusOf(Ben, bens).ShouldBe(200, "he holds least");
        StatusOf(carl, carls).ShouldBe(200);
        annas.Count(id => StatusOf(Anna, id) == 200).ShouldBe(1);
        // Many that are nothing are bounded, too.
        for (var i = 0; i < 1000; i++) Keep(Ben, 0);
        _results.Bytes.ShouldBeLessThanOrEqualTo(Most);
    }

    [Fact]
    public void Files_larger_than_one_callers_share_are_refused_and_keep_what_is_there()
    {
        var kept = Keep(Anna, 400_000);
        var problem = Should.Throw<RequestProblem>(() => Keep(Anna, 600_000));
        problem.Status.ShouldBe(422);
        problem.Message.ShouldContain("no more than 500000 are kept for one caller; ask for fewer at once");
        StatusOf(Anna, kept).ShouldBe(200);
        using var none = new KeptResults(new() { MaxResultBytes = 0 }, _clock);
        Should.Throw<RequestProblem>(() => none.Keep(Anna, [File(AnswerKind.Npy, 0)])).Status.ShouldBe(422);
    }

    /// <summary>A clock that is moved by hand, with its timers.</summary>
    private sealed class FiringClock : TimeProvider
    {
        private readonly List<FiringTimer> _timers = [];
        private DateTimeOffset _now = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => _now;

        public void Advance(TimeSpan time)
        {
            _now += time;
            _timers.ForEach(timer => timer.FireIfDue());
        }

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            var timer = new FiringTimer(this, () => callback(state));
            timer.Change(dueTime, period);
            _timers.Add(timer);
            return timer;
        }

        private sealed class FiringTimer(FiringClock clock, Action fire) : ITimer
        {
            private DateTimeOffset? _due;

            public bool Change(TimeSpan dueTime, TimeSpan period)
            {
                _due = dueTime == Timeout.InfiniteTimeSpan ? null : clock._now + dueTime;
                return true;
            }

            public void FireIfDue()
            {
                if (!(_due <= clock._now)) return;
                _due = null;
                fire();
            }

            public void Dispose()
            {
            }

            public ValueTask DisposeAsync() => ValueTask.CompletedTask;
        }
    }
}
