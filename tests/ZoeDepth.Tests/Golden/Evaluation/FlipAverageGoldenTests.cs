using System.Text.Json;
using ZoeDepth.Tensors;

namespace ZoeDepth.Tests.Golden.Evaluation;

/// <summary>
/// The mean of a prediction and of the mirrored prediction of the mirrored image, as the reference's.
/// </summary>
[Trait("Family", Family)]
public sealed class FlipAverageGoldenTests
{
    private const string Family = "evaluation";

    public static TheoryData<string> FlipCases => Goldens.Names(Family, "flip_average");

    [GoldenTheory, MemberData(nameof(FlipCases))]
    public void Mean_with_the_mirrored_prediction(string name)
    {
        var item = Goldens.Case(Family, name);
        var tensors = GoldenTensors.Open(Goldens.PathOf(Family, item.GetProperty("file").GetString()!));
        using var pass = Pass.Inference();
        var mean = ZoeDepthImageProcessor.AverageWithMirrored(Map("direct"), Map("of_flipped")).Values.ToArray();
        var expectation = item.GetProperty("expect").EnumerateArray().Single();
        Close.Within(mean, Named(expectation).Doubles(), expectation.GetProperty("rtol").GetDouble(),
            expectation.GetProperty("atol").GetDouble(), name);

        GoldenTensor Named(JsonElement of) => tensors[of.GetProperty("tensor").GetString()!];

        // One channel, [image, 1, row, column] there and [image, row, column] here.
        Tensor Map(string input)
        {
            var tensor = Named(item.GetProperty("inputs").EnumerateArray()
                .Single(each => each.GetProperty("name").GetString() == input));
            return pass.New(new Shape(tensor.Shape[0], tensor.Shape[2], tensor.Shape[3]), tensor.Floats());
        }
    }
}
