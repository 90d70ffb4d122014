using ZoeDepth.Runtime.Memory;

namespace ZoeDepth.Kernels.Tests.Memory;

/// <summary>What an arena hands out, in any order of requests and returns.</summary>
public sealed unsafe class ArenaTests
{
    [Theory]
    [InlineData(1), InlineData(2), InlineData(3), InlineData(4), InlineData(5)]
    public void Blocks_in_use_share_no_float_and_what_comes_back_is_whole_again(int seed)
    {
        using var arena = new Arena();
        var random = new Random(seed);
        List<(NativeBuffer Block, float Mark)> inUse = [];
        for (var step = 0; step < 3000; step++)
        {
            if (inUse.Count == 0 || random.Next(100) < 52)
            {
                var length = (long)Math.Pow(10, 6 * random.NextDouble());
                var block = arena.Rent(length);
                block.Length.ShouldBeInRange(length, length + 63);
                ((nint)block.Pointer % 64).ShouldBe(0);
                (block.Pointer[0], block.Pointer[block.Length - 1]) = (step, step);
                inUse.Add((block, step));
            }
            else
            {
                var (block, mark) = inUse[random.Next(inUse.Count)];
                // Whoever wrote into its neighbours wrote their ends.
                (block.Pointer[0], block.Pointer[block.Length - 1]).ShouldBe((mark, mark));
                arena.Return(block);
                inUse.Remove((block, mark));
            }
            var (used, held) = (arena.BytesInUse, arena.BytesHeld);
            used.ShouldBe(inUse.Sum(each => each.Block.Length) * sizeof(float));
            held.ShouldBeGreaterThanOrEqualTo(used);
        }
        foreach (var (block, mark) in inUse)
        {
            (block.Pointer[0], block.Pointer[block.Length - 1]).ShouldBe((mark, mark));
            arena.Return(block);
        }
        var all = arena.BytesHeld;
        // Nothing is lost between blocks: as much as the smallest extent holds is one place.
        arena.Return(arena.Rent(1 << 18));
        arena.BytesHeld.ShouldBe(all);
        arena.Trim();
        (arena.BytesInUse, arena.BytesHeld, arena.PeakBytes).ShouldBe((0, 0, 0));
    }

    [Fact]
    public void The_same_requests_again_take_no_more_memory()
    {
        using var arena = new Arena();
        Ask();
        var held = arena.BytesHeld;
        for (var round = 0; round < 5; round++) Ask();
        arena.BytesHeld.ShouldBe(held);

        void Ask()
        {
            Stack<NativeBuffer> blocks = [];
            for (var i = 1; i < 40; i++)
            {
                blocks.Push(arena.Rent(i * 40_000));
                if (i % 3 == 0) arena.Return(blocks.Pop());
            }
            while (blocks.TryPop(out var block)) arena.Return(block);
        }
    }

    [Fact]
    public void One_large_block_lies_where_small_ones_lay()
    {
        using var arena = new Arena();
        NativeBuffer[] small = [.. Enumerable.Range(0, 8).Select(_ => arena.Rent(1 << 15))];
        var held = arena.BytesHeld;
        // Each joins the places on both sides, whatever the order.
        foreach (var i in (int[])[1, 3, 5, 7, 0, 6, 2, 4]) arena.Return(small[i]);
        var large = arena.Rent(1 << 18);
        ((nint)large.Pointer).ShouldBe((nint)small[0].Pointer);
        arena.BytesHeld.ShouldBe(held);
        arena.Return(large);
    }

    [Fact]
    public void The_narrowest_place_that_holds_a_request_is_taken()
    {
        using var arena = new Arena();
        NativeBuffer wide = arena.Rent(10_000), first = arena.Rent(64), narrow = arena.Rent(5000),
            second = arena.Rent(64);
        var (wideAt, narrowAt) = ((nint)wide.Pointer, (nint)narrow.Pointer);
        arena.Return(wide);
        arena.Return(narrow);
        using (var block = new ScratchBlock(arena, 4000)) ((nint)block.Pointer).ShouldBe(narrowAt);
        using (var block = new ScratchBlock(arena, 9000)) ((nint)block.Pointer).ShouldBe(wideAt);
        arena.Return(first);
        arena.Return(second);
    }

    [Fact]
    public void What_was_never_handed_out_does_not_count_as_held()
    {
        using var arena = new Arena();
        arena.Return(arena.Rent(1000));
        arena.BytesHeld.ShouldBe(1024 * sizeof(float));
    }

    [Fact]
    public void A_block_of_another_arena_or_one_that_came_back_before_is_refused()
    {
        using Arena arena = new(), other = new();
        var block = arena.Rent(100);
        Should.Throw<ArgumentException>(() => other.Return(block));
        arena.Return(block);
        Should.Throw<ArgumentException>(() => arena.Return(block));
        arena.BytesInUse.ShouldBe(0);
    }

    [Fact]
    public void A_disposed_arena_frees_a_block_in_use_when_it_comes_back()
    {
        var arena = new Arena();
        NativeBuffer kept = arena.Rent(100), returned = arena.Rent(100);
        arena.Return(returned);
        arena.Dispose();
        kept.Pointer[99] = 1;
        Should.Throw<ObjectDisposedException>(() => arena.Rent(1));
        arena.Return(kept);
        arena.BytesHeld.ShouldBe(0);
        // Their memory is gone, and both say so.
        Should.Throw<ObjectDisposedException>(() => { _ = kept.Pointer; });
        Should.Throw<ObjectDisposedException>(() => { _ = returned.Pointer; });
    }

    [Fact]
    public void A_block_larger_than_any_extent_gets_one_of_its_own()
    {
        using var arena = new Arena();
        var block = arena.Rent(20_000_000);
        block.Pointer[19_999_999] = 1;
        arena.BytesHeld.ShouldBe(20_000_000L * sizeof(float));
        arena.Return(block);
    }
}
