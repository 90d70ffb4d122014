using System.Collections.Concurrent;
using System.Globalization;
using Spectre.Console;
using ZoeDepth.Hub;

namespace ZoeDepth.Cli.Shell;

/// <summary>
/// How far a download is: a bar for somebody who watches, a line at first and then every ten seconds for a pipe or a
/// file. Nothing is said where nothing had to be fetched.
/// </summary>
internal sealed class TransferProgress(Terminal terminal)
{
    private const int BetweenLooks = 100;

    private static readonly TimeSpan BetweenLines = TimeSpan.FromSeconds(10);

    /// <summary>A small file is there before anybody has read its first line.</summary>
    private static readonly TimeSpan AtTheEnd = TimeSpan.FromMilliseconds(200);

    private readonly Lock _gate = new();
    private readonly ConcurrentQueue<string> _notes = [];
    private DownloadProgress _step;
    private string _file = "";
    private long _start, _first;
    private long? _last;

    /// <summary>Runs the work and shows how it goes.</summary>
    public T While<T>(Func<IProgress<DownloadProgress>, T> work)
    {
        if (!terminal.IsInteractive) return work(new Reporter(Line));
        // The bar is begun when there is something to show: most models are here already.
        var begun = new TaskCompletionSource();
        var working = Task.Run(() => work(new Reporter(step =>
        {
            Keep(step);
            begun.TrySetResult();
        })));
        if (Task.WaitAny(working, begun.Task) == 1) Bar(working);
        TellNotes();
        return working.GetAwaiter().GetResult();
    }

    private void Keep(DownloadProgress step)
    {
        lock (_gate)
        {
            if (step.Note is { } note) _notes.Enqueue(note);
            else
            {
                Begin(step);
                _step = step;
            }
        }
    }

    private void Bar(Task working) => terminal.Drawing().Progress()
        .AutoClear(true)
        .Columns(new ProgressBarColumn(), new PercentageColumn(),
            new TaskDescriptionColumn { Alignment = Justify.Left })
        .Start(drawing =>
        {
            var bar = drawing.AddTask("asking");
            do Show(bar);
            while (Task.WaitAny([working], BetweenLooks) < 0);
        });

    private void TellNotes()
    {
        while (_notes.TryDequeue(out var note)) terminal.Note(note);
    }

    private void Show(ProgressTask bar)
    {
        lock (_gate)
        {
            TellNotes();
            if (_step.File is null) return;
            bar.MaxValue = Math.Max(1, _step.TotalBytes);
            bar.Value = _step.Bytes;
            bar.Description = Markup.Escape(Text(_step));
        }
    }

    private void Line(DownloadProgress step)
    {
        lock (_gate)
        {
            if (step.Note is { } note)
            {
                terminal.Note(note);
                return;
            }
            if (Begin(step)) _last = null;
            if (_last is { } time && terminal.Clock.GetElapsedTime(time) is var since && since < BetweenLines
                && (step.Bytes < step.TotalBytes || since < AtTheEnd)) return;
            _last = terminal.Clock.GetTimestamp();
            terminal.Error.WriteLine(Text(step));
        }
    }

    /// <summary>Whether a file begins; what was there before counts for nothing in the speed.</summary>
    private bool Begin(DownloadProgress step)
    {
        if (step.File == _file) return false;
        (_file, _start, _first) = (step.File, terminal.Clock.GetTimestamp(), step.Bytes);
        return true;
    }

    /// <summary>"model.safetensors: 120.0 of 1,376.4 MB, 12.5 MB/s, about 100 s left".</summary>
    private string Text(DownloadProgress step)
    {
        var text = string.Create(CultureInfo.InvariantCulture,
            $"{step.File}: {(step.TotalBytes < 1e6 ? $"{step.Bytes / 1e3:N1} of {step.TotalBytes / 1e3:N1} kB"
                : $"{step.Bytes / 1e6:N1} of {step.TotalBytes / 1e6:N1} MB")}");
        var seconds = terminal.Clock.GetElapsedTime(_start).TotalSeconds;
        var speed = seconds > 0 ? (step.Bytes - _first) / seconds : 0;
        if (speed <= 0 || step.Bytes == step.TotalBytes) return text;
        var left = (step.TotalBytes - step.Bytes) / speed;
        return string.Create(CultureInfo.InvariantCulture,
            $"{text}, {speed / 1e6:0.0} MB/s, about {(left < 90 ? $"{left:F0} s" : $"{left / 60:F0} min")} left");
    }

    /// <summary>Reports on the thread that works; <see cref="Progress{T}"/> would report out of order.</summary>
    private sealed class Reporter(Action<DownloadProgress> report) : IProgress<DownloadProgress>
    {
        public void Report(DownloadProgress value) => report(value);
    }
}
