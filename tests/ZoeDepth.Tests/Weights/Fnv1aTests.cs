using ZoeDepth.Runtime.Random;

namespace ZoeDepth.Tests.CheckpointWeights;

/// <summary>Hashes against the test vectors that Fowler, Noll and Vo publish.</summary>
public sealed class Fnv1aTests
{
    [Theory]
    [InlineData("", 0x811C_9DC5, 0xCBF2_9CE4_8422_2325)]
    [InlineData("a", 0xE40C_292C, 0xAF63_DC4C_8601_EC8C)]
    [InlineData("foobar", 0xBF9C_F968, 0x8594_4171_F739_67E8)]
    public void Names_of_letters_have_the_published_hashes(string name, uint of32, ulong of64)
    {
        Fnv1a.SeedOf(name).ShouldBe((int)of32);
        Fnv1a.OfUtf8(name).ShouldBe(of64);
        Fnv1a.OfUtf16(name).ShouldBe(of64);
    }

    [Fact]
    public void A_letter_beyond_ascii_is_one_step_as_a_unit_and_two_as_bytes()
    {
        Fnv1a.OfUtf8("ä").ShouldNotBe(Fnv1a.OfUtf16("ä"));
        Fnv1a.OfUtf16("ä").ShouldBe(unchecked((0xCBF2_9CE4_8422_2325UL ^ 0xE4) * 0x100_0000_01B3));
        Fnv1a.SeedOf("ä").ShouldBe(unchecked((int)((0x811C_9DC5u ^ 0xE4) * 0x100_0193)));
    }
}
