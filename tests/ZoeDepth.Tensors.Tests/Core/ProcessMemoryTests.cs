using ZoeDepth.Runtime.Memory;
using ZoeDepth.Runtime.Threading;

namespace ZoeDepth.Tensors.Tests.Core;

/// <summary>What the process gives back by itself: blocks nobody disposed, threads nobody needs.</summary>
[Collection(Alone.Name)]
public sealed class ProcessMemoryTests
{
    /// <summary>
    /// A block is a small object to the collector, which would see no reason to run; it is told of the block's bytes.
    /// </summary>
    [Fact]
    public void Blocks_nobody_disposed_are_freed_before_they_are_many()
    {
        const long Bytes = 64 << 20;
        const int Blocks = 200;
        var (before, most) = (NativeBuffer.BytesHeld, 0L);
        for (var i = 0; i < Blocks; i++)
        {
            _ = new NativeBuffer(Bytes / sizeof(float));
            most = Math.Max(most, NativeBuffer.BytesHeld - before);
            // What a collection finds is freed by another thread, which has its moment between two maps of a network;
            // and collections keep a distance of five times what the last one took, which is long beside other tests.
            Thread.Sleep(10);
        }
        most.ShouldBeLessThan(Blocks * Bytes / 2);
    }

    [Fact]
    public async Task Threads_leave_when_nobody_has_needed_them_for_a_while()
    {
        const int Threads = 9;
        new Work(Threads).For(64, _ => Thread.Sleep(1));
        Team.Members.ShouldBeGreaterThanOrEqualTo(Threads - 1);
        // Others who compute in this process take turns waking members; nobody does while this test runs.
        for (var i = 0; i < 120 && Team.Members > 0; i++) await Task.Delay(100, TestContext.Current.CancellationToken);
        Team.Members.ShouldBe(0);
        var sum = 0;
        new Work(Threads).For(64, i => Interlocked.Add(ref sum, i));
        sum.ShouldBe(2016);
    }
}
