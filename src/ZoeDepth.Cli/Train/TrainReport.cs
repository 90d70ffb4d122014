using System.Globalization;
using ZoeDepth.Cli.Shell;
using ZoeDepth.Training;

namespace ZoeDepth.Cli.Train;

/// <summary>
/// How a run goes, on standard error: one line that is written over for somebody who watches, a line every half a
/// minute for a pipe or a file. Losses are means since the line before, times are means of the last hundred steps.
/// </summary>
internal sealed class TrainReport(Terminal terminal) : ITrainingReport
{
    private static readonly TimeSpan BetweenLines = TimeSpan.FromSeconds(30),
        BetweenDrawings = TimeSpan.FromSeconds(0.5);

    private readonly long _start = terminal.Clock.GetTimestamp();
    private long? _last;
    private LossParts _sum;
    private int _steps;
    private double _pace;
    private bool _isDrawn;

    /// <inheritdoc/>
    public void Stepped(TrainingProgress progress)
    {
        _sum += progress.Loss;
        _steps++;
        var seconds = progress.StepSeconds + progress.WaitSeconds;
        _pace = _pace == 0 ? seconds : _pace + ((seconds - _pace) * 0.01);
        var between = terminal.IsInteractive ? BetweenDrawings : BetweenLines;
        if (_last is { } last && terminal.Clock.GetElapsedTime(last) < between && progress.Step < progress.TotalSteps)
            return;
        _last = terminal.Clock.GetTimestamp();
        Write(Text(progress, _sum * (1.0 / _steps)), isDrawing: terminal.IsInteractive);
        (_sum, _steps) = (default, 0);
    }

    /// <inheritdoc/>
    public void Validated(long step, IReadOnlyList<ValidationResult> results)
    {
        foreach (var r in results)
        {
            var routed = double.IsNaN(r.Routed)
                ? "" : string.Create(CultureInfo.InvariantCulture, $", domain right {r.Routed:P1}");
            var name = r.Domain.ToString().ToLowerInvariant();
            Write(string.Create(CultureInfo.InvariantCulture,
                $"step {step}: {name}, {r.Pictures} pictures: abs_rel {r.AbsRel:F3} ({r.AbsRel / r.Constant:P0} of " +
                $"the best constant's {r.Constant:F3}), a1 {r.A1:F3}, silog {r.SiLog:F1}{routed}"), isDrawing: false);
        }
    }

    /// <inheritdoc/>
    public void Note(string text) => Write(text, isDrawing: false);

    private string Text(TrainingProgress p, LossParts loss)
    {
        var left = TimeSpan.FromSeconds(_pace * (p.TotalSteps - p.Step));
        var relative = loss.AbsRel > 0
            ? string.Create(CultureInfo.InvariantCulture, $"abs_rel {loss.AbsRel:F3}, ")
            : "";
        var parts = loss.Trimmed > 0
            ? string.Create(CultureInfo.InvariantCulture, $"trimmed {loss.Trimmed:F3}, gradient {loss.Gradient:F3}")
            : string.Create(CultureInfo.InvariantCulture,
                $"silog {loss.SiLog:F3}, {relative}gradient {loss.Gradient:F3}, domain {loss.Domain:F3}");
        return string.Create(CultureInfo.InvariantCulture,
            $"step {p.Step} of {p.TotalSteps}: loss {loss.Total:F4} ({parts}), norm {p.Norm:F2}, rate {p.Rate:G3}, " +
            $"{p.StepSeconds:F2} s a step, {p.WaitSeconds:F2} s waiting, {p.CoreHours:F2} core-hours, about " +
            $"{(int)left.TotalHours}:{left.Minutes:00} h left");
    }

    private void Write(string text, bool isDrawing)
    {
        if (_isDrawn) terminal.Error.Write("\r\e[K");
        if (isDrawing) terminal.Error.Write(text);
        else terminal.Error.WriteLine(text);
        _isDrawn = isDrawing;
    }
}
