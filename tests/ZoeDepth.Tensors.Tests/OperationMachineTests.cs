using ZoeDepth.Runtime.Machine;
using ZoeDepth.Runtime.Threading;

namespace ZoeDepth.Tensors.Tests;

/// <summary>Every row on every machine there is: numbers of threads, instruction sets, recycled memory.</summary>
public sealed class OperationMachineTests
{
    public static TheoryData<string> Rows => OperationCases.Names;

    /// <summary>
    /// Rows in which an inference pass runs a fused kernel and a training pass none: in the others a kernel would be
    /// compared with itself.
    /// </summary>
    public static TheoryData<string> FusedRows =>
        [.. OperationCases.All.Where(row => !row.Random && FusedKernels(row.Name).Count > 0).Select(row => row.Name)];

    [Theory, MemberData(nameof(Rows))]
    public void Results_and_gradients_are_the_same_bits_for_1_2_and_3_threads(string name)
    {
        var one = Everything(name, new Work(1));
        foreach (var threads in new[] { 2, 3 })
        {
            var more = Everything(name, new Work(threads));
            more.Keys.ShouldBe(one.Keys);
            foreach (var (what, values) in one)
                more[what].AsSpan().SequenceEqual(values)
                .ShouldBeTrue($"{name}: {what} differs with {threads} threads");
        }
    }

    [Theory, MemberData(nameof(Rows))]
    public void Every_instruction_set_agrees_with_the_plainest_within_rounding(string name)
    {
        Dictionary<string, float[]> plain;
        using (InstructionSet.Force(SimdLevel.Scalar)) plain = Everything(name, new Work(1));
        foreach (var level in InstructionSet.Available)
        {
            using var forced = InstructionSet.Force(level);
            foreach (var (what, values) in Everything(name, new Work(2)))
            {
                var expected = Array.ConvertAll(plain[what], value => (double)value);
                Close.Within(values, expected, 0, OperationCases.Named(name)
                    .Rounding(expected.Select(Math.Abs).DefaultIfEmpty().Max()), $"{name}: {what} on {level}");
            }
        }
    }

    [Theory, MemberData(nameof(FusedRows))]
    public void A_fused_kernel_gives_what_its_meaning_gives(string name)
    {
        using var inference = Pass.Inference(new Workspace(poison: true));
        using var training = OperationCase.Training();
        using var here = new CaseInputs(inference, name);
        using var there = new CaseInputs(training, name);
        var row = OperationCases.Named(name);
        var kernel = row.Run(here);
        var decomposed = row.Run(there);
        kernel.Shape.ShouldBe(decomposed.Shape);
        var expected = Array.ConvertAll(decomposed.Values.ToArray(), value => (double)value);
        Close.Within(kernel.Values, expected, 0, row.Rounding(expected.Select(Math.Abs).DefaultIfEmpty().Max()), name);
    }

    [Theory, MemberData(nameof(Rows))]
    public void No_operation_writes_its_inputs_and_every_result_is_a_number(string name)
    {
        using var pass = OperationCase.Training();
        using var inputs = new CaseInputs(pass, name);
        var y = OperationCases.Named(name).Run(inputs);
        y.Gradient.Fill(1);
        pass.Tape!.Backward();
        foreach (var (tensor, values, _) in inputs.Tensors)
            tensor.Values.SequenceEqual(values).ShouldBeTrue($"{name}: an input {tensor.Shape} was changed");
        foreach (var (parameter, values, _) in inputs.Parameters)
            if (parameter.Trainable)
                parameter.Values.SequenceEqual(values)
                .ShouldBeTrue($"{name}: {parameter.Name} {parameter.Shape} was changed");
        y.Values.ToArray().ShouldAllBe(value => float.IsFinite(value));
    }

    [Fact]
    public void Every_fused_operation_is_compared_with_its_meaning_in_some_row() =>
        typeof(IFused).Assembly.GetTypes()
            .Where(type => type is { IsInterface: false } && type.IsAssignableTo(typeof(IFused)))
            .Except(OperationCases.All.SelectMany(row => FusedKernels(row.Name))).ShouldBeEmpty();

    /// <summary>
    /// The fused operations whose kernels an inference pass runs in a row where a training pass runs only primitives.
    /// </summary>
    private static HashSet<Type> FusedKernels(string name)
    {
        var kernels = Ran(Pass.Inference(), name);
        return Ran(OperationCase.Training(), name).Count > 0 ? [] : kernels;

        static HashSet<Type> Ran(Pass pass, string name)
        {
            var fused = new HashSet<Type>();
            pass.Ran = (operation, _) =>
            {
                if (operation is IFused) fused.Add(operation.GetType());
            };
            using (pass)
            using (var inputs = new CaseInputs(pass, name)) OperationCases.Named(name).Run(inputs);
            return fused;
        }
    }

    /// <summary>The result, every gradient and what an inference pass gives, by name.</summary>
    private static Dictionary<string, float[]> Everything(string name, Work work)
    {
        var row = OperationCases.Named(name);
        var all = new Dictionary<string, float[]>();
        using (var pass = Pass.Inference(new Workspace(poison: true), work))
        {
            using var inputs = new CaseInputs(pass, name);
            all["result"] = row.Run(inputs).Values.ToArray();
        }
        using (var pass = OperationCase.Training(work))
        {
            using var inputs = new CaseInputs(pass, name);
            var y = row.Run(inputs);
            all["recorded result"] = y.Values.ToArray();
            for (var i = 0; i < y.Shape.Count; i++) y.Gradient[i] = 1 - ((i % 7) * 0.25f);
            pass.Tape!.Backward();
            for (var i = 0; i < inputs.Tensors.Count; i++)
                all[$"gradient of input {i}"] = inputs.Tensors[i].Tensor.Gradient.ToArray();
            foreach (var (parameter, _, _) in inputs.Parameters)
                if (parameter.Trainable) all[$"gradient of {parameter.Name}"] = parameter.Gradient.ToArray();
        }
        return all;
    }
}
