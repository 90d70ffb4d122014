namespace ZoeDepth.Kernels.Tests;

/// <summary>Which instruction set is in use.</summary>
public sealed class SimdLevelTests
{
    [Fact]
    public void The_widest_set_is_in_use_unless_another_is_named()
    {
        if (string.IsNullOrEmpty(Environment.GetEnvironmentVariable("ZOEDEPTH_SIMD"))) Simd.Level.ShouldBe(Simd.Best);
    }

    [Fact]
    public void A_forced_set_is_in_use_until_it_is_released()
    {
        var before = Simd.Level;
        using (Simd.Force(SimdLevel.Scalar)) Simd.Level.ShouldBe(SimdLevel.Scalar);
        Simd.Level.ShouldBe(before);
    }
}
