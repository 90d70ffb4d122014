using System.Diagnostics;
using ZoeDepth.Cli;
using ZoeDepth.Cli.Shell;
using ZoeDepth.Testing.Hub;

namespace ZoeDepth.Tests.Cli;

/// <summary>Downloads by processes of their own: two at once, one that is killed, one behind a proxy.</summary>
public sealed class DownloadProcessTests : IDisposable
{
    private const string Model = "Intel/zoedepth-nyu-kitti";

    private readonly TemporaryFolder _folder = new();
    private readonly HubServer _server = new();
    private readonly HubRepo _repo = HubRepo.OfFolder(Samples.Model("two-heads-kitti"));

    public DownloadProcessTests() => _server.Repos[Model] = _repo;

    public void Dispose()
    {
        _server.Dispose();
        _folder.Dispose();
    }

    private Process Pull(params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(CommandLine).Assembly.Location, "models", "pull", Model])
            { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var name in new[]
            { "HF_HUB_CACHE", "HF_HUB_OFFLINE", "HTTP_PROXY", "http_proxy", "NO_PROXY", "no_proxy" })
            start.Environment.Remove(name);
        start.Environment["HF_HOME"] = _folder.Path;
        start.Environment["HF_ENDPOINT"] = $"{_server.Endpoint}";
        foreach (var (name, value) in environment) start.Environment[name] = value;
        return Process.Start(start)!;
    }

    private static async Task<string> EndedAsync(Process process)
    {
        var error = process.StandardError.ReadToEndAsync();
        await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        process.ExitCode.ShouldBe(ExitCode.Done, await error);
        return await error;
    }

    private void ShouldBeWhole() => File.ReadAllBytes(_folder.File("hub", "models--Intel--zoedepth-nyu-kitti",
        "snapshots", _repo.Commit, "model.safetensors")).ShouldBe(_repo.Files["model.safetensors"]);

    [Fact]
    public async Task Two_processes_at_once_fetch_it_once()
    {
        // The one that comes first is slow, so that the other one meets its lock.
        _server.Answers = request => request is { Server: "store", Method: "GET" }
            ? _server.Usual(request) with { Delay = TimeSpan.FromSeconds(1) } : null;
        using var first = Pull();
        using var second = Pull();
        await Task.WhenAll(EndedAsync(first), EndedAsync(second));
        _server.Downloads("model.safetensors").Count().ShouldBe(1);
        ShouldBeWhole();
    }

    [Fact]
    public async Task What_a_killed_process_fetched_is_gone_on_with()
    {
        _server.Answers = request => request is { Server: "store", Method: "GET", From: 0 }
            ? _server.Usual(request) with { StallsAfter = 300_000 } : null;
        using (var killed = Pull())
        {
            var partial = Path.Combine(_folder.File("hub", "models--Intel--zoedepth-nyu-kitti", "blobs"),
                $"{_repo.HashOf("model.safetensors")}.incomplete");
            while (!File.Exists(partial) || new FileInfo(partial).Length < 300_000) await Task.Delay(20);
            killed.Kill();
            await killed.WaitForExitAsync();
        }
        using var again = Pull();
        await EndedAsync(again);
        ShouldBeWhole();
        _server.Downloads("model.safetensors").Last().From.ShouldBe(300_000);
    }

    [Fact]
    public async Task A_proxy_of_the_environment_is_asked()
    {
        // The hub's own server stands in for the proxy: it is asked for whole addresses of a hub that has no other.
        using var behind = Pull(("HF_ENDPOINT", "http://hub.invalid"), ("HTTP_PROXY", $"{_server.Endpoint}"),
            ("NO_PROXY", "127.0.0.1"));
        await EndedAsync(behind);
        ShouldBeWhole();
        _server.Requests.ShouldContain(request =>
            request.Target == $"http://hub.invalid/api/models/{Model}/revision/main");
    }
}
