using ZoeDepth.Cli.Shell;
using ZoeDepth.Cli.Train;
using ZoeDepth.Data;
using ZoeDepth.Training;

namespace ZoeDepth.Tests.Cli;

public sealed class TrainReportTests : IDisposable
{
    private readonly StringWriter _error = new();

    public void Dispose() => _error.Dispose();

    private TrainReport Report(bool isInteractive) =>
        new(new Terminal(TextWriter.Null, _error, isInteractive, TimeProvider.System));

    private static TrainingProgress Step(long step, LossParts loss) => new(step, 3, loss, 1.5, 1e-4, 3600, 0, 0.25);

    [Fact]
    public void In_a_pipe_the_first_and_the_last_step_are_lines_and_the_last_is_a_mean()
    {
        var report = Report(isInteractive: false);
        report.Stepped(Step(1, new(4, 3, 2, 1)));
        report.Stepped(Step(2, new(2, 1, 2, 1)));
        report.Stepped(Step(3, new(1, 1, 2, 1)));
        var lines = _error.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);
        lines.Length.ShouldBe(2);
        lines[0].ShouldStartWith("step 1 of 3: loss 4.0000 (silog 3.000, gradient 2.000, domain 1.000), norm 1.50");
        lines[0].ShouldEndWith("about 2:00 h left");
        lines[1].ShouldStartWith("step 3 of 3: loss 1.5000 (silog 1.000,");
    }

    [Fact]
    public void On_a_terminal_steps_are_drawn_over_each_other_and_notes_stay()
    {
        var report = Report(isInteractive: true);
        report.Stepped(Step(1, new(4, 0, 2, 0, Trimmed: 3)));
        report.Note("a checkpoint was written");
        var text = _error.ToString();
        text.ShouldContain("(trimmed 3.000, gradient 2.000)");
        text.ShouldEndWith($"\r\e[Ka checkpoint was written{Environment.NewLine}");
    }

    [Theory]
    [InlineData(double.NaN, false)]
    [InlineData(0.75, true)]
    public void A_judgement_tells_the_router_where_there_is_one(double routed, bool isTold)
    {
        Report(isInteractive: false).Validated(7, [new(Domain.Outdoor, 5, 12.5, 0.2, 0.9, 0.4, routed)]);
        _error.ToString()
            .ShouldStartWith("step 7: outdoor, 5 pictures: abs_rel 0.200 (50 % of the best constant's 0.400)");
        _error.ToString().Contains("domain right 75.0 %", StringComparison.Ordinal).ShouldBe(isTold);
    }
}
