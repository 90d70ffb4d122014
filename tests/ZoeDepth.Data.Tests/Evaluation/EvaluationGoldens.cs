using System.Text.Json;

namespace ZoeDepth.Data.Tests.Evaluation;

/// <summary>Cases of the reference set "evaluation": tensors, tolerances, files.</summary>
internal static class EvaluationGoldens
{
    public const string Family = "evaluation";

    public static JsonElement Case(string name) => Goldens.Case(Family, name);

    public static GoldenTensors Tensors(JsonElement item) =>
        GoldenTensors.Open(Goldens.PathOf(Family, item.GetProperty("file").GetString()!));

    public static string Tree(JsonElement item) => Goldens.PathOf(Family, item.GetProperty("tree").GetString()!);

    /// <summary>An input by its name.</summary>
    public static GoldenTensor Input(JsonElement item, string name) =>
        Tensors(
            item)[item.GetProperty("inputs").EnumerateArray()
            .Single(input => input.GetProperty("name").GetString() == name).GetProperty("tensor").GetString()!];

    /// <summary>Whether a case expects something of this name.</summary>
    public static bool Expects(JsonElement item, string name) =>
        Expectations(item).Any(one => one.GetProperty("name").GetString() == name);

    /// <summary>
    /// Holds values against what is expected under a name; in double precision where the case has that.
    /// </summary>
    public static void Check(JsonElement item, string name, double[] actual, Func<int, bool>? counts = null)
    {
        var expectation = Expectations(item).Single(one => one.GetProperty("name").GetString() == name);
        var tensor = expectation.TryGetProperty("tensor64", out var precise)
            ? precise : expectation.GetProperty("tensor");
        var expected = Tensors(item)[tensor.GetString()!].Doubles();
        var (relative, absolute) =
            (expectation.GetProperty("rtol").GetDouble(), expectation.GetProperty("atol").GetDouble());
        actual.Length.ShouldBe(expected.Length, name);
        for (var i = 0; i < actual.Length; i++)
        {
            if (counts?.Invoke(i) == false) continue;
            var holds = actual[i].Equals(expected[i])
                || Math.Abs(actual[i] - expected[i]) <= absolute + (relative * Math.Abs(expected[i]));
            holds.ShouldBeTrue($"{item.GetProperty("name").GetString()}, {name}: element {i} is {actual[i]:G9}, " +
                $"expected {expected[i]:G9}");
        }
    }

    private static IEnumerable<JsonElement> Expectations(JsonElement item) =>
        item.GetProperty("expect").EnumerateArray();
}
