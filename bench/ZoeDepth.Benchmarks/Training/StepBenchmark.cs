using System.Diagnostics;
using System.Globalization;
using ZoeDepth.Data;
using ZoeDepth.Runtime.Threading;
using ZoeDepth.Tensors;
using ZoeDepth.Training;
using ParameterGroup = ZoeDepth.Training.ParameterGroup;

namespace ZoeDepth.Benchmarks.Training;

/// <summary>
/// Inference and one step of training (forward, SILog, backward, AdamW) of <c>zoedepth-mini</c> in float32, and the
/// step with products in bfloat16, turn by turn: <c>training-step ROWSxCOLUMNS BATCH THREADS [ROUNDS] [PART]</c>. The
/// step is the trainer's own, with a part of the batch for each thread, or parts of PART pictures. Of all rounds the
/// shortest counts; for the two precisions also the median of the rounds' ratios. Beside the clock stands the
/// processor's time, which other programs on the machine lengthen less.
/// </summary>
internal static class StepBenchmark
{
    private const int WarmUps = 2, UsualRounds = 5;

    /// <summary>Runs and prints one line, for people and for scripts.</summary>
    public static int Run(string[] args)
    {
        var sides = args[0].Split('x').Select(side => int.Parse(side, CultureInfo.InvariantCulture)).ToArray();
        int batch = int.Parse(args[1], CultureInfo.InvariantCulture),
            threads = int.Parse(args[2], CultureInfo.InvariantCulture);
        var rounds = args.Length > 3 ? int.Parse(args[3], CultureInfo.InvariantCulture) : UsualRounds;
        var part = args.Length > 4 ? int.Parse(args[4], CultureInfo.InvariantCulture) : batch / threads;
        using var run = new Step(sides[0], sides[1], batch, part, threads, "float32");
        using var rounded = new Step(sides[0], sides[1], batch, part, threads, "bfloat16");
        Cost inference = Cost.Most, step = Cost.Most, roundedStep = Cost.Most;
        var ratios = new List<Cost>();
        for (var round = -WarmUps; round < rounds; round++)
        {
            // The weights have moved since the last pass, so the first of two packs them; a user's model does not move.
            run.Infer();
            var (one, other, third) = (Cost.Of(run.Infer), Cost.Of(run.Train), Cost.Of(rounded.Train));
            if (round < 0) continue;
            (inference, step, roundedStep) = (inference.Least(one), step.Least(other), roundedStep.Least(third));
            ratios.Add(new(third.Clock / other.Clock, third.Processor / other.Processor));
        }
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"here     {args[0]} batch {batch} threads {threads}: inference {inference.Clock / batch:F1} ms, step " +
            $"{step.Clock / batch:F1} ms a picture, {step.Clock / inference.Clock:F2} times; "
            + $"processor {inference.Processor / batch:F1} and {step.Processor / batch:F1} ms, " +
                $"{step.Processor / inference.Processor:F2} times"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"bfloat16 {args[0]} batch {batch} threads {threads}: step {roundedStep.Clock / batch:F1} ms a picture, "
            + $"{Median(ratios.Select(ratio => ratio.Clock)):F2} of float32's in the median round; processor "
            + $"{roundedStep.Processor / batch:F1} ms, {Median(ratios.Select(ratio => ratio.Processor)):F2}; "
            + $"products: {Precision.BFloat16.Instructions()}"));
        return 0;
    }

    private static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return (sorted[sorted.Length / 2] + sorted[(sorted.Length - 1) / 2]) / 2;
    }

    /// <summary>Milliseconds.</summary>
    private readonly record struct Cost(double Clock, double Processor)
    {
        public static Cost Most => new(double.MaxValue, double.MaxValue);

        public static Cost Of(Action action)
        {
            using var process = Process.GetCurrentProcess();
            var (clock, processor) = (Stopwatch.GetTimestamp(), process.TotalProcessorTime);
            action();
            process.Refresh();
            return new(Stopwatch.GetElapsedTime(clock).TotalMilliseconds,
                (process.TotalProcessorTime - processor).TotalMilliseconds);
        }

        public Cost Least(Cost other) => new(Math.Min(Clock, other.Clock), Math.Min(Processor, other.Processor));
    }

    private sealed class Step : IDisposable
    {
        private readonly ZoeDepthForDepthEstimation _model =
            ZoeDepthForDepthEstimation.FromConfig(ZoeDepthConfig.Mini, seed: 1);
        private readonly AdamW _optimizer;
        private readonly Work _work;
        private readonly Workspace _inference = new();
        private readonly TrainingStep _gradients;
        private readonly Batch _batch = new();

        public Step(int rows, int columns, int batch, int part, int threads, string precision)
        {
            _optimizer = new([new ParameterGroup("all", [.. _model.Parameters], 1, 0.05)]);
            _work = new(threads);
            _gradients = new(_model, new TrainingRecipe
            {
                Out = "", Data = [], Sizes = [], Batch = batch, MicroBatch = part,
                Losses = new() { Domain = 0.1 }, Precision = precision,
            }, _work, Console.WriteLine);
            _batch.Begin(number: 0, Domain.Indoor, batch, rows, columns, labelStride: 2);
            var random = new Random(1);
            foreach (ref var value in _batch.PixelsOf(0, batch)) value = (random.NextSingle() * 4) - 2;
            foreach (ref var value in _batch.LabelsOf(0, batch))
                value = MathF.Log(0.5f + (5 * random.NextSingle()));
            _batch.WeightsOf(0, batch).Fill(1);
        }

        public void Infer()
        {
            using var pass = Pass.Inference(_inference, _work);
            var shape = new Shape(_batch.Count, _batch.Rows, _batch.Columns, 3);
            _model.Forward(pass.New(shape, _batch.PixelsOf(0, _batch.Count)), domain: 0);
        }

        public void Train()
        {
            _gradients.Gradients(_batch, CancellationToken.None);
            _optimizer.Step(1e-4, 0.9, _work);
            foreach (var parameter in _model.Parameters) parameter.ClearGradient();
        }

        public void Dispose()
        {
            _optimizer.Dispose();
            _gradients.Dispose();
            _model.Dispose();
            _inference.Dispose();
        }
    }
}
