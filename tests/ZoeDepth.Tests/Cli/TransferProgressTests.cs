using ZoeDepth.Cli.Shell;
using ZoeDepth.Hub;

namespace ZoeDepth.Tests.Cli;

/// <summary>How a download looks in a pipe, and to somebody who watches.</summary>
public sealed class TransferProgressTests : IDisposable
{
    private readonly StringWriter _error = new();
    private readonly ManualClock _clock = new();

    public void Dispose() => _error.Dispose();

    private string[] Lines => _error.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);

    private TransferProgress Start(bool interactive = false) =>
        new(new Terminal(TextWriter.Null, _error, interactive, _clock));

    [Fact]
    public void In_a_pipe_each_file_is_a_line_at_first_then_one_every_ten_seconds_and_one_at_the_end()
    {
        Start().While(progress =>
        {
            for (var megabytes = 0; megabytes <= 100; megabytes++)
            {
                progress.Report(new("model.safetensors", megabytes * 1_000_000, 100_000_000));
                _clock.Now += TimeSpan.FromSeconds(0.5);
            }
            return 0;
        });
        Lines.ShouldBe(
        [
            "model.safetensors: 0.0 of 100.0 MB",
            "model.safetensors: 20.0 of 100.0 MB, 2.0 MB/s, about 40 s left",
            "model.safetensors: 40.0 of 100.0 MB, 2.0 MB/s, about 30 s left",
            "model.safetensors: 60.0 of 100.0 MB, 2.0 MB/s, about 20 s left",
            "model.safetensors: 80.0 of 100.0 MB, 2.0 MB/s, about 10 s left",
            "model.safetensors: 100.0 of 100.0 MB",
        ]);
    }

    [Fact]
    public void A_small_file_is_one_line()
    {
        Start().While(progress =>
        {
            progress.Report(new("config.json", 0, 2_913));
            progress.Report(new("config.json", 2_913, 2_913));
            return 0;
        });
        Lines.ShouldBe(["config.json: 0.0 of 2.9 kB"]);
    }

    [Fact]
    public void What_was_there_before_counts_for_nothing_in_the_speed()
    {
        Start().While(progress =>
        {
            progress.Report(new("a", 90_000_000, 100_000_000));
            _clock.Now += TimeSpan.FromSeconds(10);
            progress.Report(new("a", 91_000_000, 100_000_000));
            return 0;
        });
        Lines[^1].ShouldBe("a: 91.0 of 100.0 MB, 0.1 MB/s, about 2 min left");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Notes_are_told(bool interactive)
    {
        Start(interactive).While(progress =>
        {
            progress.Report(new("a", 0, 0, "trying again in 2 s"));
            progress.Report(new("a", 1, 2));
            return 0;
        });
        _error.ToString().ShouldContain("note: trying again in 2 s");
    }

    [Fact]
    public void On_a_terminal_a_bar_is_drawn()
    {
        Start(interactive: true).While(progress =>
        {
            progress.Report(new("model.safetensors", 1_000_000, 2_000_000));
            Thread.Sleep(300);
            return 7;
        }).ShouldBe(7);
        _error.ToString().ShouldContain("model.safetensors");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Where_nothing_is_fetched_nothing_is_said(bool interactive)
    {
        Start(interactive).While(_ => 7).ShouldBe(7);
        _error.ToString().ShouldBeEmpty();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void What_the_work_throws_comes_out_as_it_is(bool interactive)
    {
        Should.Throw<HubException>(() => Start(interactive).While<int>(progress =>
        {
            progress.Report(new("a", 1, 2));
            throw new HubException(HubFault.Damaged, "damaged");
        })).Message.ShouldBe("damaged");
        Should.Throw<OperationCanceledException>(
            () => Start(interactive).While<int>(_ => throw new OperationCanceledException()));
    }

    private sealed class ManualClock : TimeProvider
    {
        public TimeSpan Now { get; set; }

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Now.Ticks;
    }
}
