using ZoeDepth.Tensors;

namespace ZoeDepth.Tensors.Tests;

/// <summary>Nothing is missing from the catalogue.</summary>
public sealed class OperationCatalogueTests
{
    [Fact]
    public void Every_operation_runs_in_some_row_and_every_primitive_in_one_whose_gradient_is_checked()
    {
        var ran = new HashSet<Type>();
        var differentiated = new HashSet<Type>();
        foreach (var row in OperationCases.All)
        {
            using var inference = Pass.Inference();
            using var training = Pass.Training();
            foreach (var pass in new[] { inference, training })
            {
                pass.Ran = operation =>
                {
                    ran.Add(Plain(operation.GetType()));
                    if (!row.Kinked && pass.Tape is not null) differentiated.Add(Plain(operation.GetType()));
                };
                using var inputs = new CaseInputs(pass, row.Name);
                row.Run(inputs);
            }
        }
        var all = typeof(IOperation).Assembly.GetTypes().Where(type => type is { IsInterface: false, IsAbstract: false } && type.IsAssignableTo(typeof(IOperation))).ToArray();
        all.ShouldNotBeEmpty();
        all.Where(type => !ran.Contains(Plain(type))).ShouldBeEmpty("these operations have no row in OperationCases");
        all.Where(type => type.IsAssignableTo(typeof(IPrimitive)) && !differentiated.Contains(Plain(type))).ShouldBeEmpty("these primitives have no row without a corner");
    }

    [Fact]
    public void An_operation_is_a_primitive_or_fused_and_never_both()
    {
        foreach (var type in typeof(IOperation).Assembly.GetTypes().Where(type => type is { IsInterface: false } && type.IsAssignableTo(typeof(IOperation))))
            (type.IsAssignableTo(typeof(IPrimitive)) ^ type.IsAssignableTo(typeof(IFused))).ShouldBeTrue(type.Name);
    }

    [Fact]
    public void The_names_of_rows_are_unique() => OperationCases.All.Select(row => row.Name).ShouldBeUnique();

    private static Type Plain(Type type) => type.IsGenericType ? type.GetGenericTypeDefinition() : type;
}
