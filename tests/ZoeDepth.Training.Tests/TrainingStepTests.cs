using System.Collections.Concurrent;
using System.Diagnostics.Tracing;
using ZoeDepth.Data;
using ZoeDepth.Runtime.Threading;

namespace ZoeDepth.Training.Tests;

/// <summary>What a step takes of memory once the first has been made.</summary>
[Collection(Alone.Name)]
public sealed class TrainingStepTests : IDisposable
{
    private const int Pictures = 4, Rows = 192, Columns = 256, Steps = 4;
    private const long LeastMap = Pictures * (Rows / 32) * (Columns / 32) * 16 * sizeof(float);


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
        var native = gradients.PeakBytes;
        using var large = new LargeObjects();
        for (var i = 0; i < Steps; i++) Step();
        // Small blocks may lie elsewhere than before; a map would be seen.
        gradients.PeakBytes.ShouldBeLessThan(native + LeastMap);
        // The runtime tells of allocations in their order and a moment later: when this one is told, all before it are.
        GC.KeepAlive(new decimal[Rows * Columns]);
        SpinWait.SpinUntil(() => large.Seen.Any(IsMark), TimeSpan.FromSeconds(20)).ShouldBeTrue();
        large.Seen.TakeWhile(type => !IsMark(type))
            .ShouldBeEmpty($"the pixels of a picture are {Rows * Columns * 3 * sizeof(float)} bytes");

        static bool IsMark(string type) => type.Contains("Decimal", StringComparison.Ordinal);

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

    /// <summary>What the process takes of the heap for large objects, 85 kB and more each.</summary>
    private sealed class LargeObjects : EventListener
    {
        private const EventKeywords Collector = (EventKeywords)1;
        private const uint Large = 1;

        public ConcurrentQueue<string> Seen { get; } = [];

        protected override void OnEventSourceCreated(EventSource eventSource)
        {
            if (eventSource.Name == "Microsoft-Windows-DotNETRuntime")
                EnableEvents(eventSource, EventLevel.Verbose, Collector);
        }

        protected override void OnEventWritten(EventWrittenEventArgs eventData)
        {
            if (eventData.EventName?.StartsWith("GCAllocationTick", StringComparison.Ordinal) != true) return;
            object? Of(string name) => eventData.Payload![eventData.PayloadNames!.IndexOf(name)];
            if (Of("AllocationKind") is Large) Seen.Enqueue($"{Of("TypeName")}");
        }
    }
}
