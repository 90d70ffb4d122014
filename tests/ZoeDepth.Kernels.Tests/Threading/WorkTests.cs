using System.Collections.Concurrent;
using ZoeDepth.Runtime.Memory;
using ZoeDepth.Runtime.Threading;

namespace ZoeDepth.Kernels.Tests;

/// <summary>The contract of <see cref="Work.For"/>.</summary>
public sealed unsafe class WorkTests
{
    [Theory]
    [InlineData(1), InlineData(2), InlineData(3), InlineData(7)]
    public void Every_piece_runs_exactly_once(int threads)
    {
        var work = new Work(threads);
        for (var count = 0; count < 300; count++)
        {
            var runs = new int[count];
            work.For(count, i => Interlocked.Increment(ref runs[i]));
            runs.ShouldAllBe(r => r == 1);
        }
    }

    [Theory]
    [InlineData(1), InlineData(2), InlineData(4)]
    public void Ranges_cover_the_length_without_overlap(int threads)
    {
        foreach (var (length, grain) in new[] { (0L, 1L), (1, 10), (99, 10), (1000, 1), (5, 0) })
        {
            var seen = new int[length];
            new Work(threads).Ranges(length, grain, (start, end) =>
            {
                end.ShouldBeGreaterThan(start);
                for (var i = start; i < end; i++) Interlocked.Increment(ref seen[i]);
            });
            seen.ShouldAllBe(s => s == 1);
        }
    }

    [Fact]
    public void The_exception_of_a_piece_reaches_the_caller_and_later_calls_still_work()
    {
        var work = new Work(3);
        for (var round = 0; round < 50; round++)
        {
            Should.Throw<InvalidDataException>(() => work.For(40, i =>
            {
                if (i % 2 == 1) throw new InvalidDataException("piece");
            })).Message.ShouldBe("piece");
            var sum = 0;
            work.For(10, i => Interlocked.Add(ref sum, i));
            sum.ShouldBe(45);
        }
    }

    [Fact]
    public void An_exception_ends_the_largest_count_of_pieces()
    {
        var beyond = 0;
        Should.Throw<InvalidDataException>(() => new Work(8).For(int.MaxValue, i =>
        {
            if (i < 0) Interlocked.Increment(ref beyond);
            if (i <= 0) throw new InvalidDataException();
            Thread.Sleep(50);
        }));
        // Members that come late find nothing left either.
        Thread.Sleep(200);
        Volatile.Read(ref beyond).ShouldBe(0);
    }

    [Fact]
    public void No_piece_runs_any_more_when_the_exception_arrives()
    {
        var running = 0;
        Should.Throw<InvalidDataException>(() => new Work(3).For(30, i =>
        {
            Interlocked.Increment(ref running);
            try
            {
                if (i == 0) throw new InvalidDataException();
                Thread.Sleep(5);
            }
            finally
            {
                Interlocked.Decrement(ref running);
            }
        }));
        Volatile.Read(ref running).ShouldBe(0);
    }

    [Fact]
    public void Pieces_may_use_the_team_themselves()
    {
        var work = new Work(3);
        var total = 0;
        work.For(6, _ => work.For(5, _ => work.For(4, _ => Interlocked.Increment(ref total))));
        total.ShouldBe(6 * 5 * 4);
    }

    [Fact]
    public void Many_callers_share_the_team()
    {
        var work = new Work(2);
        var failures = new ConcurrentQueue<string>();
        Thread[] callers = [.. Enumerable.Range(0, 8).Select(caller => new Thread(() =>
        {
            for (var round = 0; round < 200; round++)
            {
                long sum = 0;
                work.For(50, i => Interlocked.Add(ref sum, i + caller));
                if (sum != (50 * 49 / 2) + (50 * caller)) failures.Enqueue($"caller {caller}, round {round}: {sum}");
            }
        }))];
        foreach (var caller in callers) caller.Start();
        foreach (var caller in callers) caller.Join();
        failures.ShouldBeEmpty();
    }

    [Fact]
    public void A_team_that_has_slept_wakes_up()
    {
        var work = new Work(2);
        var names = new ConcurrentDictionary<int, int>();
        for (var round = 0; round < 5; round++)
        {
            Thread.Sleep(20);
            names.Clear();
            work.For(2, _ =>
            {
                names.TryAdd(Environment.CurrentManagedThreadId, 0);
                SpinWait.SpinUntil(() => names.Count == 2, TimeSpan.FromSeconds(5));
            });
            names.Count.ShouldBe(2);
        }
    }

    [Fact]
    public void Impossible_numbers_of_threads_are_refused()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => new Work(0));
        Should.Throw<ArgumentOutOfRangeException>(() => new Work(1025));
    }

    [Theory]
    [InlineData(1), InlineData(3)]
    public void Cancelled_work_stops_between_two_pieces_and_none_runs_any_more(int threads)
    {
        using var source = new CancellationTokenSource();
        using var arena = new Arena();
        var work = new Work(threads).With(arena, source.Token);
        int ran = 0, running = 0;
        Should.Throw<OperationCanceledException>(() => work.For(1000, i =>
        {
            Interlocked.Increment(ref running);
            if (Interlocked.Increment(ref ran) == 5) source.Cancel();
            Thread.Sleep(1);
            Interlocked.Decrement(ref running);
        }));
        ran.ShouldBeInRange(5, 5 + threads);
        Volatile.Read(ref running).ShouldBe(0);
        Should.Throw<OperationCanceledException>(() => work.Single.For(1, _ => { }));
        new Work(threads).For(1, _ => ran = -1);
        ran.ShouldBe(-1);
    }

    [Fact]
    public void Scratch_comes_from_the_arena_of_the_work_and_goes_back_to_it()
    {
        using var arena = new Arena(poison: true);
        var work = new Work(2).With(arena, default);
        nint first;
        using (var block = work.Scratch(1000))
        {
            first = (nint)block.Pointer;
            arena.BytesInUse.ShouldBe(1024 * sizeof(float));
            float.IsNaN(block.Pointer[999]).ShouldBeTrue();
            block.Dispose();
            Should.Throw<ObjectDisposedException>(() => { _ = block.Pointer; });
        }
        arena.BytesInUse.ShouldBe(0);
        using (var again = work.Single.Scratch(900)) ((nint)again.Pointer).ShouldBe(first);
        using var alone = new Work(2).Scratch(10);
        alone.Pointer[9] = 1;
        arena.Trim();
        (arena.BytesHeld, arena.PeakBytes).ShouldBe((0, 0));
    }

    [Fact]
    public void An_arena_serves_several_threads()
    {
        using var arena = new Arena();
        var work = new Work(4).With(arena, default);
        work.For(2000, i =>
        {
            using var block = work.Scratch(100 + (i % 7 * 300));
            new Span<float>(block.Pointer, 100).Fill(i);
            Thread.SpinWait(50);
            for (var j = 0; j < 100; j++) block.Pointer[j].ShouldBe(i);
        });
        arena.BytesInUse.ShouldBe(0);
        arena.PeakBytes.ShouldBeLessThanOrEqualTo(4 * 7 * 2560 * sizeof(float));
    }
}
