using ZoeDepth.Cli;
using ZoeDepth.Cli.Shell;
using ZoeDepth.Cli.Synth;
using ZoeDepth.Synthetic.Datasets;

namespace ZoeDepth.Tests.Cli;

public sealed class SynthProgressTests : IDisposable
{
    private readonly StringWriter _error = new();
    private readonly ManualClock _clock = new();

    public void Dispose() => _error.Dispose();

    private string[] Lines => _error.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);

    /// <summary>A run that finds some pictures and makes one each period.</summary>
    private int Run(int count, int found, double secondsEach) =>
        new CountProgress(new Terminal(TextWriter.Null, _error, IsInteractive: false, _clock))
            .While("made", shown =>
        {
            shown.Report(new DatasetProgress(found, found, count));
            for (var done = found + 1; done <= count; done++)
            {
                _clock.Now += TimeSpan.FromSeconds(secondsEach);
                shown.Report(new DatasetProgress(done, found, count));
            }
            return count - found;
        });

    [Fact]
    public void In_a_pipe_there_is_a_line_at_first_and_every_ten_seconds()
    {
        Run(1000, 0, 0.05).ShouldBe(1000);
        Lines.ShouldBe(
        [
            "0 of 1000 made",
            "200 of 1000 made, 20.0 a second, about 40 s left",
            "400 of 1000 made, 20.0 a second, about 30 s left",
            "600 of 1000 made, 20.0 a second, about 20 s left",
            "800 of 1000 made, 20.0 a second, about 10 s left",
            "1000 of 1000 made, 20.0 a second, about 0 s left",
        ]);
    }

    [Fact]
    public void Pictures_that_were_there_count_for_nothing_in_the_speed()
    {
        Run(10_000, 9_990, 20);
        Lines[0].ShouldBe("9990 of 10000 made");
        Lines[1].ShouldBe("9991 of 10000 made, 0.1 a second, about 3 min left");
    }

    [Fact]
    public void Long_times_are_told_in_hours()
    {
        Run(2000, 0, 10);
        Lines[1].ShouldBe("1 of 2000 made, 0.1 a second, about 5.6 h left");
    }

    [Fact]
    public void On_a_terminal_a_bar_is_drawn()
    {
        new CountProgress(new Terminal(TextWriter.Null, _error, IsInteractive: true, _clock)).While("made", shown =>
        {
            shown.Report(new DatasetProgress(2, 0, 5));
            return 2;
        }).ShouldBe(2);
        _error.ToString().ShouldContain("made");
    }

    private sealed class ManualClock : TimeProvider
    {
        public TimeSpan Now { get; set; }

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Now.Ticks;
    }
}
