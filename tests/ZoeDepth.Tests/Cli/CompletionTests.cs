using System.Diagnostics;
using ZoeDepth.Cli;
using ZoeDepth.Cli.Shell;

namespace ZoeDepth.Tests.Cli;

/// <summary>What a shell is told may come next.</summary>
public sealed class CompletionTests
{
    private static async Task<string[]> Words(string line, int? at = null) => (await CommandRun.Of(
        "completion", "bash", "--line", line, "--at", $"{at ?? line.Length}")).Ended(ExitCode.Done).Out
        .Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);

    [Fact]
    public async Task Verbs_options_and_values_are_completed()
    {
        (await Words("zoedepth pre")).ShouldBe(["predict"]);
        (await Words("/usr/bin/zoedepth models ")).ShouldContain("pull");
        (await Words("zoedepth predict a.jpg --pre")).ShouldContain("--preset");
        (await Words("zoedepth predict --preset ")).ShouldContain("upstream");
        (await Words("zoedepth predict --preset controlnet", 26)).ShouldContain("upstream", "the cursor stands before");
    }

    [Theory]
    [InlineData("zoedepth")]
    [InlineData("zoedepth nothing \"unclosed ")]
    [InlineData("zoedepth @file ")]
    public async Task Half_a_line_is_no_error(string line) => await Words(line);

    [Fact]
    public async Task Another_shell_is_refused_with_those_there_are() =>
        (await CommandRun.Of("completion", "cmd")).Ended(ExitCode.Usage).Error
            .ShouldContain("SHELL expects one of bash, zsh, fish, pwsh, but 'cmd' came");

    [Fact]
    public async Task Bash_completes_with_the_script()
    {
        Assert.SkipUnless(File.Exists("/bin/bash"), "there is no bash");
        var script = (await CommandRun.Of("completion", "bash")).Ended(ExitCode.Done).Out;
        var start = new ProcessStartInfo("/bin/bash", ["--norc"])
            { RedirectStandardInput = true, RedirectStandardOutput = true };
        using var bash = Process.Start(start)!;
        await bash.StandardInput.WriteAsync($"""
            zoedepth() {'{'} dotnet '{typeof(CommandLine).Assembly.Location}' "$@"; {'}'}
            {script}
            COMP_LINE='zoedepth predict --pres' COMP_POINT=23 COMP_WORDS=(zoedepth predict --pres) COMP_CWORD=2
            _zoedepth
            echo "<${'{'}COMPREPLY[*]{'}'}>"

            """);
        bash.StandardInput.Close();
        (await bash.StandardOutput.ReadToEndAsync()).ShouldContain("<--preset>");
        await bash.WaitForExitAsync();
    }

    [Fact]
    public async Task Each_shell_has_a_script_that_asks_the_program()
    {
        foreach (var shell in ShellScript.Shells)
            (await CommandRun.Of("completion", shell)).Ended(ExitCode.Done).Out
                .ShouldContain($"zoedepth completion {shell} --line");
    }
}
