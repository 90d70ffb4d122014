using System.Globalization;
using Spectre.Console;
using ZoeDepth.Synthetic.Datasets;

namespace ZoeDepth.Cli.Shell;

/// <summary>
/// How far many small things have come, mostly pictures: a bar for somebody who watches, a line at first and then every
/// ten seconds for a pipe or a file.
/// </summary>
internal sealed class CountProgress(Terminal terminal)
{
    private static readonly TimeSpan BetweenLines = TimeSpan.FromSeconds(10);

    /// <summary>Runs the work and shows how it goes.</summary>
    /// <param name="verb">what happens to them, "made"</param>
    /// <param name="work">the work, which reports what is done</param>
    public T While<T>(string verb, Func<IProgress<DatasetProgress>, T> work)
    {
        var start = terminal.Clock.GetTimestamp();
        return terminal.IsInteractive ? Bar(verb, start, work) : Lines(verb, start, work);
    }

    private T Bar<T>(string verb, long start, Func<IProgress<DatasetProgress>, T> work) =>
        terminal.Drawing().Progress()
        .AutoClear(true)
        .Columns(new ProgressBarColumn(), new PercentageColumn(),
            new TaskDescriptionColumn { Alignment = Justify.Left })
        .Start(drawing =>
        {
            var bar = drawing.AddTask(verb);
            return work(new Reporter(progress =>
            {
                (bar.MaxValue, bar.Value) = (Math.Max(1, progress.Count), progress.Done);
                bar.Description = Markup.Escape(Text(verb, progress, start));
            }));
        });

    private T Lines<T>(string verb, long start, Func<IProgress<DatasetProgress>, T> work)
    {
        var last = (long?)null;
        return work(new Reporter(progress =>
        {
            if (last is { } time && terminal.Clock.GetElapsedTime(time) < BetweenLines) return;
            last = terminal.Clock.GetTimestamp();
            terminal.Error.WriteLine(Text(verb, progress, start));
        }));
    }

    /// <summary>
    /// "120 of 1000 made, 19.5 a second, about 45 s left"; pictures that were there before count for nothing in the
    /// speed.
    /// </summary>
    private string Text(string verb, DatasetProgress progress, long start)
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"{progress.Done} of {progress.Count} {verb}");
        var seconds = terminal.Clock.GetElapsedTime(start).TotalSeconds;
        if (progress.Made == 0 || seconds == 0) return text;
        var speed = progress.Made / seconds;
        var left = Left((progress.Count - progress.Done) / speed);
        return string.Create(CultureInfo.InvariantCulture, $"{text}, {speed:0.0} a second, about {left} left");
    }

    private static string Left(double seconds) => string.Create(CultureInfo.InvariantCulture, $"{seconds switch
    {
        < 90 => $"{seconds:F0} s",
        < 5400 => $"{seconds / 60:F0} min",
        _ => $"{seconds / 3600:F1} h",
    }}");

    /// <summary>
    /// Reports on the thread that works; <see cref="Progress{T}"/> would report on others, out of order.
    /// </summary>
    private sealed class Reporter(Action<DatasetProgress> report) : IProgress<DatasetProgress>
    {
        public void Report(DatasetProgress value) => report(value);
    }
}
