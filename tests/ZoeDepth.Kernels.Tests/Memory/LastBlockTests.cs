using ZoeDepth.Runtime.Memory;

namespace ZoeDepth.Kernels.Tests.Memory;

/// <summary>Which of the blocks that came back is kept.</summary>
public sealed unsafe class LastBlockTests
{
    [Fact]
    public void The_largest_of_the_blocks_that_came_back_serves_again()
    {
        using var pool = new LastBlock();
        NativeBuffer small = pool.Rent(1000), large = pool.Rent(4000), middle = pool.Rent(2000);
        pool.Return(small);
        pool.Return(large);
        pool.Return(middle);
        pool.Rent(500).ShouldBeSameAs(large);
        small.IsClosed.ShouldBeTrue();
        middle.IsClosed.ShouldBeTrue();
        pool.Return(large);
    }

    [Fact]
    public void One_that_is_too_small_is_freed_before_a_larger_one_is_taken()
    {
        using var pool = new LastBlock();
        var small = pool.Rent(1000);
        pool.Return(small);
        var large = pool.Rent(1001);
        small.IsClosed.ShouldBeTrue();
        large.Length.ShouldBeGreaterThanOrEqualTo(1001);
        pool.Return(large);
    }

    [Fact]
    public void A_disposed_pool_frees_what_comes_back()
    {
        var pool = new LastBlock();
        NativeBuffer idle = pool.Rent(10), inUse = pool.Rent(10);
        pool.Return(idle);
        pool.Dispose();
        idle.IsClosed.ShouldBeTrue();
        inUse.Pointer[9] = 1;
        pool.Return(inUse);
        inUse.IsClosed.ShouldBeTrue();
        Should.Throw<ObjectDisposedException>(() => pool.Rent(1));
    }
}
