using System.Diagnostics;
using System.Runtime.InteropServices;
using ZoeDepth.Data;
using ZoeDepth.Runtime.IO;
using ZoeDepth.Runtime.Threading;
using ZoeDepth.Tensors;

namespace ZoeDepth.Training;

/// <summary>
/// Runs a recipe. Everything a run knows is in its folder: <c>checkpoint.safetensors</c>, from which it goes on as if
/// it had never ended, <c>curves.csv</c> and <c>validation.csv</c>, <c>curves.svg</c>, which draws both, and
/// <c>model</c>, an ordinary model folder.
/// </summary>
public sealed partial class Trainer : IDisposable
{
    private const string CheckpointFile = "checkpoint.safetensors", ModelFolder = "model";

    private readonly TrainingRecipe _recipe;
    private readonly TrainerOptions _options;
    private readonly ITrainingReport _report;
    private readonly Work _work;
    private readonly ZoeDepthForDepthEstimation _model;
    private readonly ZoeDepthImageProcessor _processor;
    private readonly Parameter[] _trained;
    private readonly AdamW _optimizer;
    private readonly ExponentialMovingAverage? _average;
    private readonly PictureLoader _loader;
    private readonly IReadOnlyList<Picture> _pictures;
    private readonly Validator? _validator;
    private readonly TrainingStep _gradients;
    private readonly FeatureCache? _features;
    private readonly string? _baseHash;
    private ISchedule _schedule = null!;
    private long _step, _totalSteps, _judged;
    private bool _isNew;
    private double _coreSeconds;

    /// <summary>Opens the model and the data of a recipe, and the checkpoint of its folder if there is one.</summary>
    /// <exception cref="RecipeException">
    /// the recipe does not fit the model, the data, or the run that is already in its folder
    /// </exception>
    /// <exception cref="IOException">a file cannot be read</exception>
    /// <exception cref="DatasetException">a manifest is broken</exception>
    /// <exception cref="CheckpointException">the model's weights, or the checkpoint, are damaged</exception>
    public Trainer(TrainingRecipe recipe, TrainerOptions options, ITrainingReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(recipe);
        ArgumentNullException.ThrowIfNull(options);
        RecipeFile.Check(recipe);
        RequireFolder(recipe.Out);
        (_recipe, _options, _report) = (recipe, options, report);
        _work = options.Threads is { } threads ? new Work(threads) : Work.Default;
        _pictures = new PictureSet(options.World, IsRelative, report.Note).Open(recipe.Data);
        (_model, _processor) = StartOf(recipe);
        _baseHash = recipe.Export.Delta ? ModelDelta.HashOf(_model) : null;
        var groups = ParameterGroups.Of(_model.Parameters, recipe.Optimizer);
        _trained = [.. groups.SelectMany(group => group.Parameters)];
        _optimizer = new AdamW(groups, recipe.Optimizer.Beta2, recipe.Optimizer.Epsilon);
        var rules = Rules(_model.Config, _processor, recipe);
        _loader = new PictureLoader(rules);
        _validator = ValidatorOf(rules);
        _features = FeaturesOf(recipe);
        _gradients = new TrainingStep(_model, recipe, _work, report.Note);
        var found = File.Exists(Checkpoint) ? RequireSameRun(RunCheckpoint.ReadState(Checkpoint)) : null;
        if (recipe.Heads == "auto" && _model.Config.BinConfigurations.Count < 2)
            throw new RecipeException(
                "heads is \"auto\", but the model has one head and no router; take a model with two, or leave heads " +
                "out");
        if (found is null && recipe.Schedule.Steps is null && options.Hours is null)
            throw new RecipeException("the recipe has no schedule.steps; say --hours, or give the steps");
        _average = recipe.Average > 0 ? new ExponentialMovingAverage(_trained, recipe.Average) : null;
        _isNew = found is null;
        if (found is null) return;
        RunCheckpoint.Load(Checkpoint, _model.Parameters, _optimizer, _average);
        (_step, _totalSteps, _coreSeconds) = (found.Step, found.TotalSteps, found.CoreSeconds);
        _judged = found.Judged ?? _step;
        report.Note(FormattableString.Invariant(
            $"going on from step {_step} of {_totalSteps}, after {_coreSeconds / 3600:F2} core-hours of steps"));
        if (found.Recipe.Precision != recipe.Precision)
            report.Note($"steps are {recipe.Precision} from here on; those before were {found.Recipe.Precision}");
    }

    /// <summary>The model being trained.</summary>
    public ZoeDepthForDepthEstimation Model => _model;

    /// <summary>Steps taken so far; more than 0 where the folder held a run.</summary>
    public long Step => _step;

    private bool IsRelative => _recipe.Objective == "relative";

    private string Checkpoint => Path.Combine(_recipe.Out, CheckpointFile);

    /// <summary>Trains until the end, or until it is cancelled; a checkpoint is written either way.</summary>
    /// <param name="cancellation">stops the run: the step under way is given up, what was learnt before is kept</param>
    /// <exception cref="DivergedException">the loss is no number any more</exception>
    /// <exception cref="IOException">
    /// a checkpoint or a table cannot be written; the checkpoint before is still there
    /// </exception>
    /// <exception cref="DatasetException">a picture cannot be read</exception>
    public TrainingSummary Run(CancellationToken cancellation)
    {
        Directory.CreateDirectory(_recipe.Out);
        using var writer = OnlyWriter();
        // What a run that was killed had not finished writing; a checkpoint is as large as three models.
        foreach (var folder in new[] { _recipe.Out, PathOf(ModelFolder), PathOf(RunTables.SheetsFolder) })
            if (Directory.Exists(folder)) PartialFile.RemoveAbandoned(folder, TimeSpan.Zero);
        var began = Stopwatch.GetTimestamp();
        try
        {
            NoteSize();
            if (_isNew && _recipe.InitialDepth) SetInitialDepth(cancellation);
            _isNew = false;
            if (_totalSteps == 0)
                _totalSteps = _recipe.Schedule.Steps ?? StepsWithin(_options.Hours!.Value, began, cancellation);
            _schedule = ScheduleOf(_recipe.Schedule, _totalSteps);
            using var tables = new RunTables(_recipe, _step, _options.WritesEvents);
            Steps(tables, cancellation);
            Save(tables);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return new(_step, _totalSteps, _coreSeconds / 3600, null);
        }
        return new(_step, _totalSteps, _coreSeconds / 3600, PathOf(ModelFolder));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _gradients.Dispose();
        _validator?.Dispose();
        _features?.Dispose();
        _average?.Dispose();
        _optimizer.Dispose();
        _model.Dispose();
    }

    private void Steps(RunTables tables, CancellationToken cancellation)
    {
        using var batches = BatchesFrom(_step);
        var saved = Stopwatch.GetTimestamp();
        try
        {
            // A run that was stopped while it was judged is judged before it goes on, and when it was at its end.
            if (IsJudged(_step) && _judged < _step) Judge(tables, cancellation);
            while (_step < _totalSteps)
            {
                var asked = Stopwatch.GetTimestamp();
                var batch = batches.Take(cancellation);
                Take(batch, Stopwatch.GetElapsedTime(asked).TotalSeconds, tables, cancellation);
                batches.Return(batch);
                if (IsJudged(_step)) Judge(tables, cancellation);
                var isDue = Stopwatch.GetElapsedTime(saved).TotalMinutes >= _recipe.Checkpoint.Minutes
                    || (_recipe.Checkpoint.Steps is { } every && _step % every == 0);
                if (!isDue || _step == _totalSteps) continue;
                Save(tables);
                saved = Stopwatch.GetTimestamp();
            }
        }
        catch (Exception ended) when (ended is DatasetException
            || (ended is OperationCanceledException && cancellation.IsCancellationRequested))
        {
            // What was learnt until then is not lost to a file that has gone.
            Save(tables);
            throw;
        }
    }

    private bool IsJudged(long step) => step > 0
        && (step == _totalSteps || (_recipe.Validation is { } judged && step % judged.Steps == 0));

    private void Take(Batch batch, double waited, RunTables tables, CancellationToken cancellation)
    {
        var start = Stopwatch.GetTimestamp();
        var processor = Environment.CpuUsage.TotalTime;
        LossParts loss;
        try
        {
            loss = _gradients.Gradients(batch, cancellation);
        }
        catch
        {
            ClearGradients();
            throw;
        }
        var norm = GradientNorm.Clip(_trained,
            _recipe.Optimizer.Clip > 0 ? (float)_recipe.Optimizer.Clip : float.MaxValue, _work);
        if (!double.IsFinite(loss.Total) || !float.IsFinite(norm)) throw Diverged(batch, loss, norm);
        var point = _schedule.At(_step);
        _optimizer.Step(point.Rate, point.Beta1 ?? _recipe.Optimizer.Beta1, _work);
        _average?.Update(_step, _work);
        ClearGradients();
        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        // What the processor gave, which is less than clock time on a shared machine; the loader's work beside the step
        // does not count.
        _coreSeconds += Math.Min((Environment.CpuUsage.TotalTime - processor).TotalSeconds, seconds * _work.Threads);
        _step++;
        var rate = _optimizer.Groups.Max(group => group.Rate) * point.Rate;
        var progress = new TrainingProgress(_step, _totalSteps, loss, norm, rate, seconds, waited, _coreSeconds / 3600);
        tables.Add(progress, batch.Domain);
        _report.Stepped(progress);
    }

    private void Judge(RunTables tables, CancellationToken cancellation)
    {
        _average?.Swap();
        try
        {
            if (_validator is not null)
            {
                var sheet = _validator.NewSheet();
                var results = _validator.Run(_model, sheet, cancellation);
                tables.Add(_step, results, sheet);
                _report.Validated(_step, results);
            }
            ModelExport.Save(PathOf(ModelFolder), _model, _processor, _recipe.Export);
            if (_baseHash is not null) ModelDelta.Save(PathOf(ModelDelta.FileName), _baseHash, _trained);
            _judged = _step;
        }
        finally
        {
            _average?.Swap();
        }
    }

    private void Save(RunTables tables)
    {
        tables.Draw();
        var counts = _optimizer.States.ToDictionary(pair => pair.Key.Name, pair => pair.Value.Steps);
        RunCheckpoint.Save(Checkpoint,
            new(_step, _totalSteps, _coreSeconds, _recipe, counts, _judged, DataIdentity, _baseHash),
            _model.Parameters, _optimizer, _average);
        _report.Note(FormattableString.Invariant($"checkpoint at step {_step}, {_coreSeconds / 3600:F2} core-hours"));
    }

    private void ClearGradients()
    {
        foreach (var parameter in _trained) parameter.ClearGradient();
    }

    private DivergedException Diverged(Batch batch, LossParts loss, double norm)
    {
        var path = PathOf(FormattableString.Invariant($"diverged-{_step}.safetensors"));
        var labels = (long[])[batch.Count, batch.LabelRows, batch.LabelColumns];
        SafeTensorsWriter.Write(path,
        [
            Floats("pixel_values", [batch.Count, batch.Rows, batch.Columns, 3], batch.PixelsOf(0, batch.Count)),
            Floats("labels", labels, batch.LabelsOf(0, batch.Count)),
            Floats("weights", labels, batch.WeightsOf(0, batch.Count)),
        ]);
        return new DivergedException(FormattableString.Invariant(
            $"the loss is {loss.Total} and the norm of the gradients {norm} at step {_step}. ") +
            $"The batch is in {path}; it holds {string.Join(", ", batch.Names.Take(batch.Count))}. The checkpoint " +
            $"before is untouched. Look at the batch for broken labels, or lower optimizer.rate");
    }

    private static WritableTensor Floats(string name, IReadOnlyList<long> shape, Span<float> numbers) =>
        WritableTensor.Of(name, TensorDataType.F32, shape, MemoryMarshal.AsBytes(numbers).ToArray());

    private IBatchSource BatchesFrom(long step) => _features is null
        ? new BatchLoader(_recipe, Plan(step), _loader, _options.LoaderThreads)
        : new FeatureLoader(_recipe, Plan(step), _features);

    private FeatureCache? FeaturesOf(TrainingRecipe recipe)
    {
        const string Head = "metric_head.";
        if (recipe.Features is null) return null;
        if (Array.Find(_trained, parameter => !parameter.Name.StartsWith(Head, StringComparison.Ordinal))
            is not { } other)
            return new FeatureCache(_model, recipe, _loader, _work);
        throw new RecipeException(
            $"features are computed once, but {other.Name} learns and would change them; freeze all but {Head}* by " +
            "optimizer.groups, or leave features out");
    }

    private BatchPlan Plan(long step)
    {
        var plan = new BatchPlan(_pictures, _recipe.Domains, [.. _recipe.Sizes.Select(RecipeFile.Size)], _recipe.Batch,
            _recipe.Seed);
        plan.SkipTo(step);
        return plan;
    }

    private static ISchedule ScheduleOf(ScheduleRecipe recipe, long steps) => recipe.Kind == "cosine"
        ? new CosineWithWarmUp(steps, recipe.WarmUp, recipe.Floor)
        : new OneCycle(steps)
            { PctStart = recipe.PctStart, DivFactor = recipe.DivFactor, FinalDivFactor = recipe.FinalDivFactor };

    private string PathOf(string file) => Path.Combine(_recipe.Out, file);
}
