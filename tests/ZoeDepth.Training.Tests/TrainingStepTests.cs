using ZoeDepth.Data;
using ZoeDepth.Runtime.Threading;

namespace ZoeDepth.Training.Tests;

/// <summary>What a step takes of memory once the first has been made.</summary>
public sealed class TrainingStepTests : IDisposable
{
    private const int Pictures = 4, Rows = 192, Columns = 256, Steps = 4;

    // Objects of the tape: some hundred operations, whatever the pictures' size.
    private const long MostObjects = 400_000;

    private readonly ZoeDepthForDepthEstimation _model =
        ZoeDepthForDepthEstimation.FromConfig(SmallWorld.Config, seed: 1);

    public void Dispose() => _model.Dispose();

    [Fact]
    public void After_the_first_a_step_allocates_no_maps()
    {
        using var gradients = new TrainingStep(_model, new TrainingRecipe
        {
            Out = "", Data = [], Sizes = [], Batch = Pictures,
            Losses = new() { SiLog = 0.1, Gradient = 0.5, Domain = 0.1, Far = 0.3 },
        }, new Work(1), _ => { });
        using var optimizer = new AdamW([new ParameterGroup("all", [.. _model.Parameters], 1, 0.05)]);
        var batch = new Batch();
        Step();
        Step();
        var (objects, native) = (GC.GetAllocatedBytesForCurrentThread(), gradients.PeakBytes);
        for (var i = 0; i < Steps; i++) Step();
        ((GC.GetAllocatedBytesForCurrentThread() - objects) / Steps)
            .ShouldBeLessThan(MostObjects, $"the pixels alone are {batch.Pixels.Length * sizeof(float)} bytes");
        gradients.PeakBytes.ShouldBe(native);

        void Step()
        {
            batch.Begin(number: 0, Domain.Indoor, Pictures, Rows, Columns, labelStride: 2);
            batch.PixelsOf(0, Pictures).Fill(0.5f);
            batch.LabelsOf(0, Pictures).Fill(1);
            batch.WeightsOf(0, Pictures).Fill(1);
            gradients.Gradients(batch, CancellationToken.None);
            optimizer.Step(1e-4, 0.9, new Work(1));
            foreach (var parameter in _model.Parameters) parameter.ClearGradient();
        }
    }
}
