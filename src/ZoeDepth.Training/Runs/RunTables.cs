using System.Globalization;
using ZoeDepth.Data;
using ZoeDepth.Runtime.IO;

namespace ZoeDepth.Training;

/// <summary>
/// What a run writes down while it goes: a row a step, a row a validation and domain, the picture of both, a sheet of
/// pictures a validation, and events for TensorBoard where they are asked for. What was there of later steps is taken
/// away when a run goes on.
/// </summary>
internal sealed class RunTables : IDisposable
{
    /// <summary>Holds pictures of validations.</summary>
    public const string SheetsFolder = "sheets";

    private const string StepsFile = "curves.csv", ValidationFile = "validation.csv", ChartFile = "curves.svg",
        EventsFolder = "events";
    private const string ValidationColumns = "step,outdoor,pictures,silog,abs_rel,a1,constant_abs_rel,routed";

    private readonly TrainingRecipe _recipe;
    private readonly LearningCurve _steps, _validation;
    private readonly EventFile? _events;

    /// <summary>Opens the tables of a run's folder, or begins them.</summary>
    /// <param name="recipe">where the folder is, and what is learnt</param>
    /// <param name="step">steps taken</param>
    /// <param name="writesEvents">whether TensorBoard shall read of it too</param>
    /// <exception cref="IOException">they cannot be written</exception>
    public RunTables(TrainingRecipe recipe, long step, bool writesEvents)
    {
        _recipe = recipe;
        _steps = new LearningCurve(PathOf(StepsFile), StepColumns, step);
        _validation = new LearningCurve(PathOf(ValidationFile), ValidationColumns, step);
        _events = writesEvents ? new EventFile(PathOf(EventsFolder), step, TimeProvider.System) : null;
    }

    private bool IsRelative => _recipe.Objective == "relative";

    private string StepColumns => IsRelative
        ? "step,loss,trimmed,gradient,outdoor,norm,rate,seconds,wait_seconds"
        : "step,loss,silog,abs_rel,gradient,domain_entropy,outdoor,norm,rate,seconds,wait_seconds";

    /// <summary>A step is done.</summary>
    public void Add(TrainingProgress p, Domain domain)
    {
        double[] parts = IsRelative
            ? [p.Loss.Total, p.Loss.Trimmed, p.Loss.Gradient]
            : [p.Loss.Total, p.Loss.SiLog, p.Loss.AbsRel, p.Loss.Gradient, p.Loss.Domain];
        _steps.Add(p.Step, [.. parts, (int)domain, p.Norm, p.Rate, p.StepSeconds, p.WaitSeconds]);
        if (_events is null) return;
        string[] names = [.. StepColumns.Split(',').Skip(1).Take(parts.Length)];
        _events.Add(p.Step, [.. names.Zip(parts, (name, part) => ($"train/{name}", part)), ("train/norm", p.Norm),
            ("train/rate", p.Rate), ("train/step_seconds", p.StepSeconds)]);
    }

    /// <summary>The run was judged.</summary>
    public void Add(long step, IReadOnlyList<ValidationResult> results, ValidationSheet sheet)
    {
        if (sheet.Draw() is { } picture)
        {
            Directory.CreateDirectory(PathOf(SheetsFolder));
            AtomicFile.Write(Path.Combine(PathOf(SheetsFolder),
                string.Create(CultureInfo.InvariantCulture, $"step-{step:D7}.jpg")), stream => stream.Write(picture));
        }
        foreach (var r in results)
        {
            _validation.Add(step, (int)r.Domain, r.Pictures, r.SiLog, r.AbsRel, r.A1, r.Constant, r.Routed);
            var domain = r.Domain == Domain.Indoor ? "indoor" : "outdoor";
            _events?.Add(step,
                ($"{domain}/abs_rel", r.AbsRel), ($"{domain}/constant_abs_rel", r.Constant), ($"{domain}/a1", r.A1),
                ($"{domain}/silog", r.SiLog), ($"{domain}/routed", r.Routed));
        }
        Draw();
    }

    /// <summary>Brings everything to the files and draws the picture.</summary>
    /// <exception cref="IOException">a file cannot be written</exception>
    public void Draw()
    {
        _steps.Flush();
        _validation.Flush();
        _events?.Flush();
        CurveChart.Draw(PathOf(StepsFile), PathOf(ValidationFile), PathOf(ChartFile));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _steps.Dispose();
        _validation.Dispose();
        _events?.Dispose();
    }

    private string PathOf(string file) => Path.Combine(_recipe.Out, file);
}
