using ZoeDepth.Kernels.Functions;

namespace ZoeDepth.Tensors.Tests;

/// <summary>What users meet and what the kernels are compiled for are one list.</summary>
public sealed class ActivationTests
{
    [Fact]
    public void Every_activation_has_the_kernel_of_its_name()
    {
        Enum.GetNames<Activation>().ShouldBe(Enum.GetNames<ActivationKind>());
        foreach (var activation in Enum.GetValues<Activation>())
            activation.Kind().ToString().ShouldBe(activation.ToString());
    }
}
