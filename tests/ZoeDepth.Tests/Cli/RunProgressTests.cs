using ZoeDepth.Cli;
using ZoeDepth.Cli.Predict;
using ZoeDepth.Cli.Shell;

namespace ZoeDepth.Tests.Cli;

public sealed class RunProgressTests : IDisposable
{
    private readonly StringWriter _error = new();
    private readonly ManualClock _clock = new();

    public void Dispose() => _error.Dispose();

    private string[] Lines => _error.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);

    private RunProgress Start(int photos, bool interactive = false) =>
        new(new Terminal(TextWriter.Null, _error, interactive, _clock), photos);

    [Fact]
    public void In_a_pipe_each_photo_is_one_line_with_the_time_that_is_left()
    {
        var progress = Start(3);
        for (var i = 1; i <= 3; i++)
            progress.While($"{i}.jpg", _ => _clock.Now += TimeSpan.FromSeconds(4));
        Lines.ShouldBe(["1 of 3: 1.jpg", "2 of 3: 2.jpg, about 8 s left", "3 of 3: 3.jpg, about 4 s left"]);
    }

    [Fact]
    public void In_a_pipe_a_long_photo_says_every_ten_seconds_how_far_it_is()
    {
        Start(1).While("slow.jpg", report =>
        {
            for (var step = 1; step <= 10; step++)
            {
                _clock.Now += TimeSpan.FromSeconds(60);
                report.Report(new DepthProgress("a layer", step / 10.0));
                report.Report(new DepthProgress("another", step / 10.0));
            }
            return 0;
        });
        Lines.Length.ShouldBe(11);
        Lines[3].ShouldBe("1 of 1: slow.jpg, about 7 min left, 30 %");
    }

    [Fact]
    public void On_a_terminal_a_bar_is_drawn()
    {
        Start(1, interactive: true).While("room.jpg", report =>
        {
            report.Report(new DepthProgress("a layer", 0.5));
            return 0;
        });
        _error.ToString().ShouldContain("room.jpg");
    }

    [Fact]
    public void What_the_work_returns_or_throws_comes_out()
    {
        Start(1).While("a", _ => 7).ShouldBe(7);
        Should.Throw<OperationCanceledException>(() =>
            Start(1, interactive: true).While<int>("a", _ => throw new OperationCanceledException()));
    }

    private sealed class ManualClock : TimeProvider
    {
        public TimeSpan Now { get; set; }

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Now.Ticks;
    }
}
