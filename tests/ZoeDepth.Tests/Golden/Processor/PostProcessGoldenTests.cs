using System.Text.Json;
using ZoeDepth.Runtime.Machine;
using ZoeDepth.Tensors;

namespace ZoeDepth.Tests.Golden.Processor;

/// <summary>Model depth back to the pictures' sizes.</summary>
[Trait("Category", "Golden")]
[Trait("Family", "processor")]
public sealed class PostProcessGoldenTests
{
    public static TheoryData<string> Cases => Goldens.Names(ProcessorCase.Family, "post_process_depth_estimation");

    [GoldenTheory, MemberData(nameof(Cases))]
    public void Post_processing_gives_the_reference_depth_or_refuses_where_it_does(string name)
    {
        var item = new ProcessorCase(name);
        foreach (var level in InstructionSet.Available)
        {
            using var forced = InstructionSet.Force(level);
            using var pass = Pass.Inference(new Workspace(poison: true));
            if (item.ExpectsError)
            {
                var refusal = Should.Throw<ArgumentException>(() => Run(item, pass));
                Subject(item, pass).ShouldContain(refusal.ParamName, name);
                continue;
            }
            var results = Run(item, pass);
            var expected = item.Outputs("predicted_depth");
            results.Count.ShouldBe(expected.Length, name);
            for (var i = 0; i < results.Count; i++)
            {
                results[i].Shape.ToArray().ShouldBe(expected[i].Shape, name);
                Close.Within(results[i].Values, expected[i].Doubles(), item.Relative, item.Absolute,
                    $"{name}, image {i}");
            }
        }
    }

    /// <summary>
    /// Which argument the first of the four checks that fails is about; an empty size may be of either list.
    /// </summary>
    private static string[] Subject(ProcessorCase item, Pass pass)
    {
        var shape = Depth(item, pass, "predicted_depth", "shape")!.Shape;
        if (Depth(item, pass, "predicted_depth_flipped", "flipped_shape") is { } flipped && flipped.Shape != shape)
            return ["flipped"];
        if (item.Sizes("target_sizes") is { } targets && targets.Length != shape[0]) return ["targetSizes"];
        if (item.Sizes("source_sizes") is not { } sources || sources.Length != shape[0]) return ["sourceSizes"];
        return ["sourceSizes", "targetSizes"];
    }

    private static IReadOnlyList<Tensor> Run(ProcessorCase item, Pass pass)
    {
        var processor = new ZoeDepthImageProcessor
            { DoPad = item.Parameters.GetProperty("processor_do_pad").GetBoolean() };
        return processor.PostProcessDepthEstimation(
            Depth(item, pass, "predicted_depth", "shape")!, item.Sizes("source_sizes"), item.Sizes("target_sizes"),
            Depth(item, pass, "predicted_depth_flipped", "flipped_shape"),
            item.Parameter("do_remove_padding")?.GetBoolean());
    }

    /// <summary>The stored depth, or ones of a stated shape, or none.</summary>
    private static Tensor? Depth(ProcessorCase item, Pass pass, string input, string shape)
    {
        if (item.Inputs.TryGetProperty(input, out var reference))
        {
            var stored = ProcessorCase.Tensor(reference);
            return pass.New(new Shape(stored.Shape), stored.Floats());
        }
        if (item.Parameter(shape) is not { } extents) return null;
        var ones = pass.New(new Shape([.. extents.EnumerateArray().Select(e => e.GetInt32())]));
        ones.Values.Fill(1);
        return ones;
    }
}
