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
            using var training = OperationCase.Training();
            foreach (var pass in new[] { inference, training })
            {
                pass.Ran = (operation, _) =>
                {
                    ran.Add(Plain(operation.GetType()));
                    if (!row.Kinked && pass.Tape is not null) differentiated.Add(Plain(operation.GetType()));
                };
                using var inputs = new CaseInputs(pass, row.Name);
                row.Run(inputs);
            }
        }
        var all = typeof(IOperation).Assembly.GetTypes()
            .Where(type => type is { IsInterface: false, IsAbstract: false } && type.IsAssignableTo(typeof(IOperation)))
            .ToArray();
        all.ShouldNotBeEmpty();
        all.Where(type => !ran.Contains(Plain(type))).ShouldBeEmpty("these operations have no row in OperationCases");
        all.Where(type => type.IsAssignableTo(typeof(IPrimitive)) && !differentiated.Contains(Plain(type)))
            .ShouldBeEmpty("these primitives have no row without a corner");
    }

    [Fact]
    public void An_operation_is_a_primitive_or_fused_and_never_both()
    {
        foreach (var type in typeof(IOperation).Assembly.GetTypes()
            .Where(type => type is { IsInterface: false } && type.IsAssignableTo(typeof(IOperation))))
            (type.IsAssignableTo(typeof(IPrimitive)) ^ type.IsAssignableTo(typeof(IFused))).ShouldBeTrue(type.Name);
    }

    [Fact]
    public void An_operation_is_called_in_lower_case_words_and_no_two_types_share_a_name()
    {
        var types = new Dictionary<string, Type>();
        foreach (var row in OperationCases.All)
        {
            using var inference = Pass.Inference();
            using var training = OperationCase.Training();
            foreach (var pass in new[] { inference, training })
            {
                pass.Ran = (operation, _) =>
                {
                    operation.Name.ShouldMatch("^[a-z0-9]+([ -][a-z0-9]+)*$", row.Name);
                    types.TryAdd(operation.Name, Plain(operation.GetType()));
                    types[operation.Name].ShouldBe(Plain(operation.GetType()), operation.Name);
                };
                using var inputs = new CaseInputs(pass, row.Name);
                row.Run(inputs);
            }
        }
        types.Keys.ShouldContain("log-binomial depth");
    }

    [Fact]
    public void The_names_of_rows_are_unique() => OperationCases.All.Select(row => row.Name).ShouldBeUnique();

    private static Type Plain(Type type) => type.IsGenericType ? type.GetGenericTypeDefinition() : type;
}
