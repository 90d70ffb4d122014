using System.Diagnostics;
using ZoeDepth.Docs.Tests;
using ZoeDepth.Imaging;

namespace ZoeDepth.Server.Tests;

/// <summary>What README.md and docs/service.md send with curl is sent.</summary>
public sealed class CurlTests
{
    /// <summary>The lines that can be run as they stand; one in which something is left out cannot.</summary>
    public static TheoryData<string> Lines() =>
    [
        .. Markdown.Blocks("bash").Where(block => block.File is "README.md" or "docs/service.md")
            .SelectMany(block => block.Text.Split('\n'))
            .Where(line => line.StartsWith("curl ", StringComparison.Ordinal) && !line.Contains('…')).Distinct(),
    ];

    [Fact]
    public void The_README_says_how_another_program_asks() =>
        Markdown.Blocks("bash").ShouldContain(block => block.File == "README.md"
            && block.Text.StartsWith("curl ", StringComparison.Ordinal));

    [Theory]
    [MemberData(nameof(Lines))]
    public async Task A_line_that_is_written_down_gets_depth(string line)
    {
        Assert.SkipUnless(File.Exists("/usr/bin/curl") && File.Exists("/bin/bash"), "there is no curl here");
        await using var service = await RunningService.StartAsync(
            more: [("outdoor", () => DepthEstimator.FromPretrained(RunningService.Model))]);
        using var folder = new TemporaryFolder();
        foreach (var (name, sample) in new[] { ("room.jpg", "room_desk.jpg"), ("yard.jpg", "courtyard.jpg") })
            File.Copy(Path.Combine(Goldens.RepositoryRoot, "samples", "photos", sample), folder.File(name));
        line.ShouldContain("http://127.0.0.1:8750/");
        var sent = line.Replace("http://127.0.0.1:8750", $"http://127.0.0.1:{service.Address.Port}",
            StringComparison.Ordinal).Replace("curl ", "curl --fail --silent --show-error ", StringComparison.Ordinal);
        using var shell = Process.Start(new ProcessStartInfo("/bin/bash", ["-c", sent])
        {
            WorkingDirectory = folder.Path, RedirectStandardOutput = true, RedirectStandardError = true,
        })!;
        var printed = shell.StandardOutput.ReadToEndAsync();
        var complained = await shell.StandardError.ReadToEndAsync();
        await shell.WaitForExitAsync();
        shell.ExitCode.ShouldBe(0, complained);
        if (line.EndsWith(" -o room.depth.png", StringComparison.Ordinal))
            DepthPng.Read(folder.File("room.depth.png")).Values.Max().ShouldBeGreaterThan(0);
        else
            (await printed).ShouldContain("\"median\"");
    }
}
