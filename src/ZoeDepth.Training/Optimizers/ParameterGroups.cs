using System.IO.Enumeration;
using ZoeDepth.Tensors;

namespace ZoeDepth.Training;

/// <summary>The groups of a model's parameters as a recipe names them.</summary>
internal static class ParameterGroups
{
    /// <summary>
    /// Sorts parameters into groups; what no group matches learns at the recipe's own rate. Frozen parameters stop
    /// being trainable.
    /// </summary>
    /// <exception cref="RecipeException">a pattern matches nothing, or everything is frozen</exception>
    public static IReadOnlyList<ParameterGroup> Of(IReadOnlyCollection<Parameter> parameters, OptimizerRecipe recipe)
    {
        GroupRecipe[] rules = [.. recipe.Groups, new GroupRecipe { Match = "*" }];
        var members = rules.Select(_ => new List<Parameter>()).ToArray();
        var matched = new bool[rules.Length];
        foreach (var parameter in parameters)
        {
            for (var i = 0; i < rules.Length; i++) matched[i] |= Matches(rules[i], parameter);
            // Running statistics are not learnt by gradients, whatever a pattern says.
            if (!parameter.Trainable) continue;
            var at = Array.FindIndex(rules, rule => Matches(rule, parameter));
            if (rules[at].Rate == 0) parameter.Trainable = false;
            else members[at].Add(parameter);
        }
        var unused = Array.FindIndex(matched, found => !found);
        if (unused >= 0)
        {
            throw new RecipeException(
                $"optimizer.groups: \"{rules[unused].Match}\" matches no parameter of the model; its names begin " +
                "with " +
                string.Join(", ", parameters.Select(parameter => parameter.Name.Split('.')[0]).Distinct()));
        }
        if (members.All(group => group.Count == 0))
            throw new RecipeException("optimizer.groups freezes everything: there is nothing left to learn");
        return [.. rules.Zip(members).SelectMany(pair => ByDecay(pair.First, pair.Second, recipe))
            .Where(group => group.Parameters.Count > 0)];
    }

    private static IEnumerable<ParameterGroup> ByDecay(GroupRecipe rule, List<Parameter> members,
        OptimizerRecipe recipe)
    {
        var (rate, decay) = (recipe.Rate * rule.Rate, rule.WeightDecay ?? recipe.WeightDecay);
        if (recipe.Decays == "all") return [new(rule.Match, members, rate, decay)];
        return
        [
            new(rule.Match, [.. members.Where(IsMatrix)], rate, decay),
            new($"{rule.Match}, not decaying", [.. members.Where(parameter => !IsMatrix(parameter))], rate, 0),
        ];
    }

    private static bool Matches(GroupRecipe rule, Parameter parameter) =>
        FileSystemName.MatchesSimpleExpression(rule.Match, parameter.Name, ignoreCase: false);

    private static bool IsMatrix(Parameter parameter) =>
        parameter.Shape.Rank >= 2 && parameter.Name.EndsWith("weight", StringComparison.Ordinal);
}
