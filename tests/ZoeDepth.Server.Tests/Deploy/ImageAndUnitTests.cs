using System.Diagnostics;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace ZoeDepth.Server.Tests.Deploy;

/// <summary>The container's recipe, and the unit by systemd's own check.</summary>
public sealed partial class ImageAndUnitTests
{
    private const string Analyze = "/usr/bin/systemd-analyze";

    [Fact]
    public void The_image_has_no_shell_runs_as_nobody_and_starts_the_service()
    {
        var lines = DeployFiles.Read("Dockerfile").Split('\n').Where(line => !line.StartsWith('#')).ToList();
        var last = lines[lines.FindLastIndex(line => line.StartsWith("FROM ", StringComparison.Ordinal))..];
        last[0].ShouldMatch(@"^FROM mcr\.microsoft\.com/dotnet/aspnet:\d+\.\d+-\w+-chiseled$");
        last.ShouldContain("USER 1654:1654");
        last.ShouldNotContain(line => line.StartsWith("RUN", StringComparison.Ordinal));
        string[] command = [.. Words("ENTRYPOINT"), .. Words("CMD")];
        command[..2].ShouldBe(["dotnet", "/app/ZoeDepth.Cli.dll"]);
        DeployFiles.ShouldServe(command[2..]);
        var project = Project().Match(string.Join('\n', lines)).Groups[1].Value;
        Directory.Exists(Path.Combine(Goldens.RepositoryRoot, project)).ShouldBeTrue();
        // What the build reads is not kept out of it.
        var ignored = DeployFiles.Read("Dockerfile.dockerignore").Split('\n', StringSplitOptions.RemoveEmptyEntries);
        foreach (var needed in (string[])["src/", "models/", "samples/", "Directory.Build.props", "global.json"])
            ignored.ShouldNotContain(needed);

        string[] Words(string instruction) => JsonSerializer.Deserialize<string[]>(
            last.Single(line => line.StartsWith(instruction, StringComparison.Ordinal))[instruction.Length..])!;
    }

    [Fact]
    public void The_unit_starts_the_service_and_lets_it_end()
    {
        var unit = DeployFiles.Read("zoedepth.service");
        DeployFiles.ShouldServe(Start().Match(unit).Groups[1].Value.Split(' '));
        unit.ShouldContain("DynamicUser=yes");
        unit.ShouldContain("ProtectSystem=strict");
        unit.ShouldContain("KillSignal=SIGTERM");
    }

    [Fact]
    public void Systemd_understands_the_unit()
    {
        Assert.SkipUnless(File.Exists(Analyze), "systemd-analyze is not installed");
        using var folder = new TemporaryFolder();
        var unit = folder.File("zoedepth.service");
        var text = DeployFiles.Read("zoedepth.service");
        // A program that is there, wherever .NET is on this machine.
        File.WriteAllText(unit, text.Replace("/usr/bin/dotnet", "/bin/sh", StringComparison.Ordinal));
        Verify(unit).ShouldBe("");
        File.WriteAllText(unit, text.Replace("ExecStart=/usr", "ExecStrat=/usr", StringComparison.Ordinal));
        Verify(unit).ShouldContain("ExecStrat");
    }

    private static string Verify(string unit)
    {
        using var process = Process.Start(new ProcessStartInfo(Analyze, ["verify", "--man=no", unit])
            { RedirectStandardError = true, RedirectStandardOutput = true })!;
        var said = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEnd() + said.GetAwaiter().GetResult();
        process.WaitForExit();
        return error.Trim();
    }

    [GeneratedRegex(@"dotnet publish (\S+)")]
    private static partial Regex Project();

    [GeneratedRegex(@"^ExecStart=\S+ \S+ (.*)$", RegexOptions.Multiline)]
    private static partial Regex Start();
}
