using System.Globalization;
using ZoeDepth.Runtime.Memory;

namespace ZoeDepth.Kernels.Tests;

/// <summary>Blocks of floats, and the one that a thread keeps.</summary>
public sealed unsafe class ScratchTests
{
    // 4 EB: an address can count them, no machine has them.
    private const long TooMany = 1L << 60;

    [Fact]
    public void After_a_block_that_could_not_be_had_the_next_smaller_one_is_sound()
    {
        Scratch.Floats(1024)[1023] = 1;
        Should.Throw<OutOfMemoryException>(() => { Scratch.Floats(TooMany); });
        var floats = new Span<float>(Scratch.Floats(512), 512);
        floats.Fill(7);
        floats.ToArray().ShouldAllBe(value => value == 7);
    }

    [Fact]
    public void A_freed_block_says_so_instead_of_giving_its_address()
    {
        var buffer = new NativeBuffer(48);
        buffer.Dispose();
        Should.Throw<ObjectDisposedException>(() => { _ = buffer.Pointer; }).Message
            .ShouldStartWith(
                "the block of 48 floats was used after it was freed; dispose its owner after the last use");
        Should.Throw<ObjectDisposedException>(() => buffer.Span.Length);
    }

    [Theory]
    [InlineData(-1), InlineData(long.MaxValue), InlineData(1L << 62)]
    public void A_length_whose_bytes_cannot_be_counted_is_refused(long length) =>
        Should.Throw<ArgumentOutOfRangeException>(() => new NativeBuffer(length)).Message
            .ShouldStartWith(
                $"a block of {length} floats was asked for; expected 0 to {nuint.MaxValue / sizeof(float)}: check " +
                "the shape it is for");

    [Fact]
    public void An_empty_block_has_an_address_too()
    {
        using var buffer = new NativeBuffer(0);
        (buffer.Length, buffer.Span.Length, (nint)buffer.Pointer % 64).ShouldBe((0, 0, 0));
    }

    [Theory]
    [InlineData((1 << 20) - 1, false), InlineData((1 << 20) + 3, true), InlineData(5 << 20, true)]
    public void Large_blocks_begin_with_a_large_page_where_there_are_some(int floats, bool large)
    {
        using var buffer = new NativeBuffer(floats);
        buffer.Span.Fill(1);
        var page = large && OperatingSystem.IsLinux() ? LargePages.Size : 64;
        ((nint)buffer.Pointer % page).ShouldBe(0);
        buffer.Span[^1].ShouldBe(1);
    }

    /// <summary>What malloc frees of blocks of a few megabytes it would keep.</summary>
    [Fact]
    public void What_large_blocks_held_is_the_systems_again_when_they_are_freed()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "the allocators of other systems are left to themselves");
        const int Blocks = 100, Floats = 1 << 20;
        var before = Resident();
        var blocks = Enumerable.Range(0, Blocks).Select(_ => new NativeBuffer(Floats)).ToList();
        blocks.ForEach(block => block.Span.Fill(1));
        var most = Resident();
        // The last one stays, as something always does: a heap can only shrink at its end.
        blocks.SkipLast(1).ToList().ForEach(block => block.Dispose());
        // Half, because other tests take and give meanwhile.
        (most - before).ShouldBeGreaterThan(Blocks * (long)Floats * sizeof(float) / 2);
        (most - Resident()).ShouldBeGreaterThan(Blocks * (long)Floats * sizeof(float) / 2);
        blocks[^1].Dispose();
    }

    private static long Resident() =>
        long.Parse(File.ReadAllText("/proc/self/statm").Split(' ')[1], CultureInfo.InvariantCulture)
            * Environment.SystemPageSize;
}
