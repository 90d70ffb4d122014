using ZoeDepth.Runtime.Machine;

namespace ZoeDepth.Kernels.Tests;

/// <summary>Which instruction set is chosen, and how a test forces another.</summary>
public sealed class SimdTests
{
    [Fact]
    public void The_widest_set_of_the_machine_is_in_use_unless_a_variable_names_another() =>
        InstructionSet.Level.ShouldBe(Enum.TryParse<SimdLevel>(Environment.GetEnvironmentVariable("ZOEDEPTH_SIMD"),
            ignoreCase: true, out var named) ? named : InstructionSet.Best);

    [Fact]
    public void A_forced_set_lasts_until_it_is_disposed_and_only_on_its_thread()
    {
        var before = InstructionSet.Level;
        using (InstructionSet.Force(SimdLevel.Scalar))
        {
            InstructionSet.Level.ShouldBe(SimdLevel.Scalar);
            var elsewhere = SimdLevel.Scalar;
            var thread = new Thread(() => elsewhere = InstructionSet.Level);
            thread.Start();
            thread.Join();
            elsewhere.ShouldBe(before);
        }
        InstructionSet.Level.ShouldBe(before);
    }
}
