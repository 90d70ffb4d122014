namespace ZoeDepth.Server.Tests;

/// <summary>Callers take turns, and nobody holds more than his share.</summary>
public sealed class FairQueueTests
{
    private static readonly CancellationToken Never = CancellationToken.None;

    /// <summary>Waits in a queue and, once in, puts itself down and leaves.</summary>
    private static async Task PassAsync(FairQueue queue, string caller, string name, List<string> passed)
    {
        using var turn = await queue.EnterAsync(caller, 1, Never);
        lock (passed) passed.Add(name);
    }

    [Fact]
    public async Task Lines_take_turns_and_within_one_who_came_first_goes_first()
    {
        var (queue, passed) = (new FairQueue(1, 1), new List<string>());
        var holds = await queue.EnterAsync("anna", 1, Never);
        var anna = Enumerable.Range(0, 30).Select(i => PassAsync(queue, "anna", $"anna {i}", passed)).ToArray();
        var ben = Enumerable.Range(0, 2).Select(i => PassAsync(queue, "ben", $"ben {i}", passed)).ToArray();
        var carl = PassAsync(queue, "carl", "carl 0", passed);
        queue.Waiting.ShouldBe(33);
        holds.Dispose();
        await Task.WhenAll([.. anna, .. ben, carl]);
        passed.Take(6).ShouldBe(["anna 0", "ben 0", "carl 0", "anna 1", "ben 1", "anna 2"]);
        passed.Where(name => name.StartsWith("anna", StringComparison.Ordinal))
            .ShouldBe(Enumerable.Range(0, 30).Select(i => $"anna {i}"));
        (queue.Waiting, queue.Held).ShouldBe((0, 0L));
    }

    [Fact]
    public async Task Whose_share_is_used_up_lets_others_pass()
    {
        var queue = new FairQueue(10, 5);
        using var first = await queue.EnterAsync("anna", 4, Never);
        var second = queue.EnterAsync("anna", 2, Never);
        using var ben = await queue.EnterAsync("ben", 5, Never);
        second.IsCompleted.ShouldBeFalse("four and two are more than half of ten");
        first.Dispose();
        (await second).Dispose();
        queue.Held.ShouldBe(5);
    }

    [Fact]
    public async Task What_turns_out_not_to_be_needed_is_another_ones_at_once()
    {
        var queue = new FairQueue(10, 10);
        using var first = await queue.EnterAsync("anna", 8, Never);
        var second = queue.EnterAsync("ben", 5, Never);
        first.ReduceTo(9);
        second.IsCompleted.ShouldBeFalse();
        first.ReduceTo(5);
        (await second.WaitAsync(TimeSpan.FromSeconds(60))).Dispose();
        queue.Held.ShouldBe(5);
        first.Dispose();
        first.Dispose();
        queue.Held.ShouldBe(0);
    }

    [Fact]
    public async Task Who_asks_for_more_than_there_is_goes_in_alone_and_is_not_passed()
    {
        var queue = new FairQueue(10, 5);
        var small = await queue.EnterAsync("anna", 1, Never);
        var large = queue.EnterAsync("ben", 1000, Never);
        var next = queue.EnterAsync("carl", 1, Never);
        next.IsCompleted.ShouldBeFalse("ben came before");
        small.Dispose();
        var alone = await large;
        (queue.Held, next.IsCompleted).ShouldBe((10L, false));
        alone.Dispose();
        (await next).Dispose();
        queue.Held.ShouldBe(0);
    }

    [Fact]
    public async Task Who_gives_up_leaves_the_line_and_the_one_behind_may_go()
    {
        var queue = new FairQueue(10, 10);
        using var holds = await queue.EnterAsync("anna", 5, Never);
        using var impatient = new CancellationTokenSource();
        var large = queue.EnterAsync("ben", 10, impatient.Token);
        var small = queue.EnterAsync("carl", 5, Never);
        small.IsCompleted.ShouldBeFalse();
        await impatient.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(large);
        (await small.WaitAsync(TimeSpan.FromSeconds(60))).Dispose();
        queue.Waiting.ShouldBe(0);
        await Should.ThrowAsync<OperationCanceledException>(queue.EnterAsync("ben", 10, impatient.Token));
        queue.Held.ShouldBe(5);
    }

    [Fact]
    public async Task Many_at_once_never_hold_more_than_there_is_and_all_get_in()
    {
        var (queue, now, most) = (new FairQueue(4, 3), 0, 0);
        await Task.WhenAll(Enumerable.Range(0, 2000).Select(i => Task.Run(async () =>
        {
            using var impatient = new CancellationTokenSource();
            if (i % 7 == 0) impatient.CancelAfter(i % 3);
            try
            {
                using var turn = await queue.EnterAsync($"{i % 5}", 1, impatient.Token);
                var mine = Interlocked.Increment(ref now);
                lock (queue) most = Math.Max(most, mine);
                await Task.Yield();
                Interlocked.Decrement(ref now);
            }
            catch (OperationCanceledException)
            {
                (i % 7).ShouldBe(0);
            }
        })));
        most.ShouldBeLessThanOrEqualTo(4);
        (queue.Waiting, queue.Held).ShouldBe((0, 0L));
    }
}
