using System.Text.Json;
using ZoeDepth.Tensors;

namespace ZoeDepth.Tests.Golden.Hf;

/// <summary>Whole tiny models in the Hugging Face dialect against transformers, with everything on the way.</summary>
[Trait("Category", "Golden")]
[Trait("Family", "hf")]
public sealed class GoldenModelTests
{
    public static TheoryData<string> Cases => Goldens.Names("hf");

    public static TheoryData<string> CasesWithIntermediates
    {
        get
        {
            var names = new TheoryData<string>();
            foreach (var item in Goldens.Cases("hf"))
                if (item.GetProperty("intermediates").GetBoolean()) names.Add(item.GetProperty("name").GetString()!);
            return names;
        }
    }

    [Fact]
    public void The_repository_has_cases_of_this_family() =>
        Assert.True(Goldens.IsForeign || Goldens.Cases("hf").Count > 0);

    [GoldenTheory, MemberData(nameof(Cases))]
    public void A_model_predicts_the_reference_depth(string name) =>
        Run(name, Pass.Inference(new Workspace(poison: true)));

    [GoldenTheory, MemberData(nameof(Cases))]
    public void A_recorded_pass_predicts_the_reference_depth(string name) =>
        Run(name, Pass.Training(new Workspace(poison: true), random: PassRandom.None));

    [GoldenTheory, MemberData(nameof(Cases))]
    public void A_mirrored_picture_gives_the_reference_depth_of_the_mirrored_picture(string name)
    {
        var item = new ModelCase(name);
        using var model = item.Open();
        using var pass = Pass.Inference();
        var pixels = item.Pixels(pass);
        var (images, rows, columns, channels) = (pixels.Shape[0], pixels.Shape[1], pixels.Shape[2], pixels.Shape[3]);
        var mirrored = pass.New(pixels.Shape);
        for (var row = 0; row < images * rows; row++)
            for (var column = 0; column < columns; column++)
                pixels.Values.Slice(((row * columns) + column) * channels, channels)
                    .CopyTo(mirrored.Values[(((row * columns) + columns - 1 - column) * channels)..]);
        item.CompareWithFloat32(model.Forward(mirrored).PredictedDepth, "predicted_depth_flipped_input");
    }

    [GoldenTheory, MemberData(nameof(CasesWithIntermediates))]
    public void Everything_on_the_way_is_the_references(string name)
    {
        var item = new ModelCase(name);
        using var model = item.Open();
        var seen = new List<(string Name, float[] Values)>();
        using var pass = Pass.Inference(new Workspace(poison: true));
        pass.Probe = (what, tensor) => seen.Add((what, tensor.Values.ToArray()));
        var output = model.Forward(item.Pixels(pass), outputHiddenStates: true, outputAttentions: true);
        foreach (var (i, state) in output.HiddenStates!.Index())
            item.CompareIntermediate($"hidden_states.{i}", state.Values);
        foreach (var (i, attention) in output.Attentions!.Index())
            item.CompareIntermediate($"attentions.{i}", attention.Values);
        item.CompareProbed(seen);
    }

    private static void Run(string name, Pass pass)
    {
        using var owned = pass;
        var item = new ModelCase(name);
        using var model = item.Open();
        var output = model.Forward(item.Pixels(pass));
        item.CompareDepth(output.PredictedDepth, "predicted_depth_float64");
        item.CompareDomain(output);
    }
}
