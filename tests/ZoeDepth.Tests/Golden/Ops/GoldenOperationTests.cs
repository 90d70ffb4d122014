using System.Reflection;
using ZoeDepth.Runtime.Machine;
using ZoeDepth.Runtime.Threading;
using ZoeDepth.Tensors;

namespace ZoeDepth.Tests.Golden.Ops;

/// <summary>Every operation and module against the reference, forward and gradients.</summary>
[Trait("Category", "Golden")]
[Trait("Family", "ops")]
public sealed class GoldenOperationTests
{
    private static readonly Dictionary<string, MethodInfo> Runners = typeof(GoldenOperationTests).Assembly.GetTypes()
        .SelectMany(type => type.GetMethods(BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.Public))
        .SelectMany(method => method.GetCustomAttributes<RunsAttribute>().Select(a => (a.Operation, method)))
        .ToDictionary(pair => pair.Operation, pair => pair.method);

    public static TheoryData<string> Cases => Goldens.Names("ops");

    [GoldenTheory, MemberData(nameof(Cases))]
    public void An_operation_gives_the_reference_values_in_an_inference_pass(string name) =>
        Run(name, Pass.Inference(new Workspace(poison: true)));

    [GoldenTheory, MemberData(nameof(Cases))]
    public void An_operation_gives_the_reference_values_and_gradients_in_a_training_pass(string name) =>
        Run(name, Pass.Training(new Workspace(poison: true), random: PassRandom.None));

    [GoldenTheory, MemberData(nameof(Cases))]
    public void An_operation_gives_the_reference_values_on_every_instruction_set(string name)
    {
        foreach (var level in InstructionSet.Available)
        {
            using var forced = InstructionSet.Force(level);
            Run(name, Pass.Training(new Workspace(poison: true), new Work(2), random: PassRandom.None));
        }
    }

    [Fact]
    public void The_repository_has_cases_of_this_family() =>
        Assert.True(Goldens.IsForeign || Goldens.Cases("ops").Count > 0);

    private static void Run(string name, Pass pass)
    {
        var description = Goldens.Case("ops", name);
        var kind = description.GetProperty("op").GetString()!;
        Assert.True(Runners.TryGetValue(kind, out var runner),
            $"no runner for the operation '{kind}' of {name}: write a method with [Runs(\"{kind}\")]");
        using var operation = new GoldenOperation(description,
            GoldenTensors.Open(Goldens.PathOf("ops", description.GetProperty("file").GetString()!)), pass);
        runner.CreateDelegate<Action<GoldenOperation>>()(operation);
        operation.Compare();
    }
}
