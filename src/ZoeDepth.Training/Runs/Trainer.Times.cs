using System.Diagnostics;
using ZoeDepth.Data;
using ZoeDepth.Tensors;

namespace ZoeDepth.Training;

/// <remarks>How long the parts of a run take, measured before it begins.</remarks>
public sealed partial class Trainer
{
    /// <summary>How long the run will take and how much memory, by some steps from which nothing is learnt.</summary>
    /// <param name="cancellation">ends it between two operations</param>
    /// <exception cref="DatasetException">a picture cannot be read</exception>
    /// <exception cref="OperationCanceledException">the token was cancelled</exception>
    public TrainingEstimate Estimate(CancellationToken cancellation)
    {
        var times = Times(cancellation);
        var steps = (_recipe.Schedule.Steps ?? times.StepsIn(_options.Hours!.Value * 3600)) - _step;
        var (numbers, learning) = (_model.Parameters.Sum(parameter => parameter.Shape.Count),
            _trained.Sum(parameter => parameter.Shape.Count));
        // Weights; and of what learns a gradient, two moments and, if there is one, the average.
        var state = sizeof(float) * (numbers + (learning * (_average is null ? 3 : 4)));
        return new(
            [.. _pictures.CountBy(picture => picture.Domain).OrderBy(pair => pair.Key)
                .Select(pair => (pair.Key, pair.Value))],
            _pictures.Any(picture => picture.Stride > 0), numbers, learning, steps, times.Step, times.SecondsOf(steps),
            state, _gradients.PeakBytes);
    }

    /// <summary>
    /// How many steps fit into the hours, what has gone by since the run began taken off. Checkpoints are not counted:
    /// one is written in a moment, every ten minutes.
    /// </summary>
    private long StepsWithin(double hours, long began, CancellationToken cancellation)
    {
        var times = Times(cancellation);
        var steps = times.StepsIn((hours * 3600) - Stopwatch.GetElapsedTime(began).TotalSeconds);
        var judged = times.ValidationSteps is null ? ""
            : FormattableString.Invariant($", a validation {times.Validation:F1} s");
        _report.Note(FormattableString.Invariant(
            $"a step takes {times.Step:F3} s, waiting for its pictures {times.Wait:F3} s{judged}: {steps} steps in ") +
            FormattableString.Invariant($"{hours} hours; from now on only steps count"));
        return steps;
    }

    /// <summary>
    /// Times some of the run's own batches and pictures of its validation; nothing is learnt from them.
    /// </summary>
    private RunTimes Times(CancellationToken cancellation)
    {
        // Four batches are under way before the first is taken; waiting shows once they are used up.
        const int WarmUp = 4, Timed = 8, Waited = 4;
        using var batches = BatchesFrom(_step);
        double step = 0, norm = 0, wait = 0;
        for (var i = 0; i < WarmUp + Timed; i++)
        {
            var asked = Stopwatch.GetTimestamp();
            var batch = batches.Take(cancellation);
            var start = Stopwatch.GetTimestamp();
            _gradients.Gradients(batch, cancellation);
            var found = Stopwatch.GetTimestamp();
            GradientNorm.Clip(_trained, float.MaxValue, _work);
            if (i >= WarmUp)
            {
                step += Stopwatch.GetElapsedTime(start, found).TotalSeconds;
                norm += Stopwatch.GetElapsedTime(found).TotalSeconds;
            }
            if (i >= WarmUp + Timed - Waited) wait += Stopwatch.GetElapsedTime(asked, start).TotalSeconds;
            ClearGradients();
            batches.Return(batch);
        }
        // The norm takes one number a weight through memory, clipping two more, AdamW seven and the average three, and
        // none of them does anything else for long. AdamW and the average would learn, and are not run here.
        var moved = norm * (_average is null ? 10 : 13);
        var (first, later) = _validator?.Seconds(_model, cancellation) ?? default;
        return new((step + moved) / Timed, wait / Waited, WaitingSteps(), first, later,
            _validator is null ? null : _recipe.Validation!.Steps);
    }

    /// <summary>Pictures of a world that has an end, and features, are made in the first round and kept.</summary>
    private long WaitingSteps()
    {
        var areKept = _features is not null || _recipe.Data.All(source =>
            source is { World.Remembered: > 0, Count: not null });
        if (!areKept) return long.MaxValue;
        var round = _pictures.Sum(picture => picture.Weight) * (_recipe.Features?.Views ?? 1);
        return (long)Math.Ceiling(round / _recipe.Batch);
    }
}
