using System.Diagnostics;
using ZoeDepth.Cache;

namespace ZoeDepth.Hub.Tests;

/// <summary>
/// The same cache as huggingface_hub itself sees it, where python3 has it (<c>pip install huggingface_hub</c>); the
/// tests are skipped where it has not.
/// </summary>
public sealed class PythonTests : HubTest
{
    private const string Fetch =
        "from huggingface_hub import snapshot_download; " +
        "print(snapshot_download('Intel/zoedepth-tiny', allow_patterns=['*.json', '*.safetensors']))";

    private const string Look =
        "from huggingface_hub import scan_cache_dir, snapshot_download\n" +
        "print(snapshot_download('Intel/zoedepth-tiny', local_files_only=True))\n" +
        "info = scan_cache_dir()\n" +
        "repo, = info.repos\n" +
        "revision, = repo.revisions\n" +
        "print(len(info.warnings), repo.repo_id, repo.size_on_disk, revision.commit_hash, *revision.refs, " +
        "*sorted(file.file_name for file in revision.files))";

    [Fact]
    public async Task What_we_fetched_python_finds()
    {
        await PullAsync();
        var lines = (await PythonAsync(Look)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        lines[0].ShouldBe(Snapshot);
        lines[1].ShouldBe($"0 {Model} {Repo.Files.Values.Sum(bytes => bytes.LongLength)} {Repo.Commit} main " +
            $"config.json {Weights} preprocessor_config.json");
        await PythonAsync(Fetch);
        Server.Downloads(Weights).Count().ShouldBe(1);
    }

    [Fact]
    public async Task What_python_fetched_we_find()
    {
        (await PythonAsync(Fetch)).Trim().ShouldBe(Snapshot);
        ModelLocation.Of(Model, Folders).Path.ShouldBe(Snapshot);
        var before = Server.Downloads(Weights).Count();
        await PullAsync();
        Server.Downloads(Weights).Count().ShouldBe(before);
        File.ReadAllBytes(Path.Combine(Snapshot, Weights)).ShouldBe(Repo.Files[Weights]);
    }

    [Fact]
    public async Task Both_at_once_fetch_it_once()
    {
        Server.Answers = request => request is { Server: "store", Method: "GET" }
            ? Server.Usual(request) with { Delay = TimeSpan.FromSeconds(2) } : null;
        var python = PythonAsync(Fetch);
        while (!Server.Downloads(Weights).Any())
        {
            if (python.IsCompleted) await python;
            await Task.Delay(5);
        }
        await PullAsync();
        await python;
        Notes.ShouldContain($"another program is downloading {Weights}; waiting for it");
        Server.Downloads(Weights).Count().ShouldBe(1);
    }

    private async Task<string> PythonAsync(string program)
    {
        if (OperatingSystem.IsWindows()) Assert.Skip("run where python3 is called so");
        var start = new ProcessStartInfo("python3", ["-c", program])
            { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in Environment) start.Environment[name] = value;
        start.Environment["HF_HUB_DISABLE_PROGRESS_BARS"] = "1";
        try
        {
            using var process = Process.Start(start)!;
            var errors = process.StandardError.ReadToEndAsync();
            var output = await process.StandardOutput.ReadToEndAsync();
            await process.WaitForExitAsync();
            if ((await errors).Contains("No module named 'huggingface_hub'", StringComparison.Ordinal))
                Assert.Skip("python3 has no huggingface_hub here");
            process.ExitCode.ShouldBe(0, await errors);
            return output;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Skip("there is no python3 here");
            throw;
        }
    }
}
