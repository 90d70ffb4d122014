using System.Globalization;
using Spectre.Console;
using ZoeDepth.Cli.Shell;

namespace ZoeDepth.Cli.Predict;

/// <summary>How far a run has come: a bar for somebody who watches, plain lines for a pipe or a file.</summary>
/// <param name="terminal">where to</param>
/// <param name="photos">how many will be computed</param>
internal sealed class RunProgress(Terminal terminal, int photos)
{
    private static readonly TimeSpan BetweenLines = TimeSpan.FromSeconds(10);

    private readonly long _start = terminal.Clock.GetTimestamp();
    private int _done;

    /// <summary>Runs the work of one photo and shows how it goes.</summary>
    public T While<T>(string photo, Func<IProgress<DepthProgress>, T> work)
    {
        try
        {
            return terminal.IsInteractive ? Bar(photo, work) : Lines(photo, work);
        }
        finally
        {
            _done++;
        }
    }

    private T Bar<T>(string photo, Func<IProgress<DepthProgress>, T> work) => terminal.Drawing().Progress()
        .AutoClear(true)
        .Columns(new ProgressBarColumn(), new PercentageColumn(),
            new TaskDescriptionColumn { Alignment = Justify.Left })
        .Start(drawing =>
        {
            var bar = drawing.AddTask(Markup.Escape(Text(photo, 0)), maxValue: 1);
            return work(new Reporter(progress =>
            {
                bar.Value = progress.Fraction;
                bar.Description = Markup.Escape(Text(photo, progress.Fraction));
            }));
        });

    private T Lines<T>(string photo, Func<IProgress<DepthProgress>, T> work)
    {
        terminal.Error.WriteLine(Text(photo, 0));
        var last = terminal.Clock.GetTimestamp();
        return work(new Reporter(progress =>
        {
            if (terminal.Clock.GetElapsedTime(last) < BetweenLines) return;
            last = terminal.Clock.GetTimestamp();
            terminal.Error.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{Text(photo, progress.Fraction)}, {progress.Fraction:P0}"));
        }));
    }

    /// <summary>"2 of 5: room.jpg, about 12 s left", the time for all photos, estimated from the time so far.</summary>
    private string Text(string photo, double fraction)
    {
        var share = (_done + fraction) / photos;
        var text = $"{_done + 1} of {photos}: {photo}";
        if (share == 0) return text;
        var left = terminal.Clock.GetElapsedTime(_start).TotalSeconds * (1 - share) / share;
        return string.Create(CultureInfo.InvariantCulture,
            $"{text}, about {(left < 90 ? $"{left:F0} s" : $"{left / 60:F0} min")} left");
    }

    /// <summary>
    /// Reports on the thread that computes; <see cref="Progress{T}"/> would report on others, out of order.
    /// </summary>
    private sealed class Reporter(Action<DepthProgress> report) : IProgress<DepthProgress>
    {
        public void Report(DepthProgress value) => report(value);
    }
}
