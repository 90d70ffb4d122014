using System.Diagnostics;
using System.Globalization;
using ZoeDepth.Cli;
using ZoeDepth.Cli.Shell;

namespace ZoeDepth.Tests.Cli;

/// <content>Runs that are ended from outside, and what is left of them.</content>
public sealed partial class TrainTests
{
    private const int Kills = 4;

    [Fact]
    public async Task A_run_that_is_cancelled_goes_on_to_the_same_weights()
    {
        (await Train(Recipe("whole"))).Ended(ExitCode.Done);
        string[] words = ["train", Recipe("stopped"), "--threads", "1"];
        (await CommandRun.CancelledAt("checkpoint at step 2", words)).Ended(ExitCode.Cancelled)
            .Error.ShouldContain("the same command goes on from there");
        (await Train(Recipe("stopped"))).Ended(ExitCode.Done).Error.ShouldContain("going on from step ");
        Weights("stopped").ShouldBe(Weights("whole"));
    }

    [Fact]
    public async Task A_run_that_is_killed_anywhere_again_and_again_ends_at_the_same_weights()
    {
        (await Train(Recipe("whole"))).Ended(ExitCode.Done);
        var (recipe, run) = (Recipe("killed"), _folder.File("killed"));
        var began = Stopwatch.GetTimestamp();
        using (var first = Start(recipe))
        {
            while (!first.HasExited && !File.Exists(Path.Combine(run, "checkpoint.safetensors"))) Thread.Sleep(1);
            first.Kill();
            first.WaitForExit();
        }
        File.Exists(Path.Combine(run, "checkpoint.safetensors")).ShouldBeTrue();
        // From there on, at moments of which nobody knows what is written just then.
        var start = Stopwatch.GetElapsedTime(began);
        var random = new Random(11);
        for (var i = 0; i < Kills; i++)
        {
            using var process = Start(recipe);
            process.WaitForExit(start * (0.7 + (0.6 * random.NextDouble())));
            process.Kill();
            process.WaitForExit();
        }
        (await Train(recipe)).Ended(ExitCode.Done).Error.ShouldContain("going on from step ");
        Weights("killed").ShouldBe(Weights("whole"));
        Directory.GetFiles(run).Select(Path.GetFileName).Order()
            .ShouldBe(["checkpoint.safetensors", "curves.csv", "curves.svg", "validation.csv"]);
    }

    /// <summary>A limit on the size of files stands for a full disk: the system refuses to write on.</summary>
    [Fact]
    public async Task Where_a_checkpoint_does_not_fit_the_one_before_stays_and_the_run_goes_on_from_it()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "no shell that limits the size of files");
        (await Train(Recipe("whole"))).Ended(ExitCode.Done);
        var (recipe, checkpoint) = (Recipe("full"), _folder.File("full", "checkpoint.safetensors"));
        (await CommandRun.CancelledAt("checkpoint at step 2", "train", recipe, "--threads", "1"))
            .Ended(ExitCode.Cancelled);
        var before = File.ReadAllBytes(checkpoint);

        var kilobytes = (before.Length / 2 / 1024).ToString(CultureInfo.InvariantCulture);
        using var process = Start(recipe,
            "bash", "-c", "trap '' XFSZ; ulimit -f $1; shift; exec \"$@\"", "-", kilobytes);
        var error = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        process.ExitCode.ShouldBe(ExitCode.Output, error);
        error.ShouldContain(checkpoint);
        File.ReadAllBytes(checkpoint).ShouldBe(before);
        Directory.GetFiles(_folder.File("full"), "*", SearchOption.AllDirectories)
            .ShouldNotContain(file => file.Contains("partial", StringComparison.OrdinalIgnoreCase));

        (await Train(recipe)).Ended(ExitCode.Done).Error.ShouldContain("going on from step 2");
        Weights("full").ShouldBe(Weights("whole"));
    }

    private byte[] Weights(string run) => File.ReadAllBytes(_folder.File(run, "model", "model.safetensors"));

    /// <summary>The program in a process of its own, by way of another where that is named.</summary>
    private static Process Start(string recipe, params string[] by)
    {
        string[] words = [.. by, "dotnet", typeof(CommandLine).Assembly.Location, "train", recipe, "--threads", "2"];
        var start = new ProcessStartInfo(words[0], words[1..])
            { RedirectStandardError = true, RedirectStandardOutput = true };
        // The runtime maps code from a file in memory as large as all code may become, which a limit would forbid.
        if (by.Length > 0) start.Environment["DOTNET_EnableWriteXorExecute"] = "0";
        return Process.Start(start)!;
    }
}
