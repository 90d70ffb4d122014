using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace ZoeDepth.Benchmarks.Trials;

/// <summary><c>zoedepth serve</c> as a process of its own, what it says and what memory it holds.</summary>
internal sealed partial class ServedProcess : IAsyncDisposable
{
    private static readonly TimeSpan Start = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly List<string> _errors = [];
    private readonly TaskCompletionSource<Uri> _address = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private ServedProcess(Process process)
    {
        _process = process;
        process.OutputDataReceived += (_, line) =>
        {
            if (Address().Match(line.Data ?? "") is { Success: true } found)
                _address.TrySetResult(new Uri(found.Groups[1].Value));
        };
        process.ErrorDataReceived += (_, line) =>
        {
            if (line.Data is null) return;
            lock (_errors) _errors.Add(line.Data);
        };
    }

    /// <summary>A client of it, with no limit of its own.</summary>
    public HttpClient Client { get; private set; } = null!;

    /// <summary>Megabytes (2²⁰ bytes) that it holds now.</summary>
    public double Megabytes
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64 / (double)(1 << 20);
        }
    }

    /// <summary>Megabytes (2²⁰ bytes) that it held at most so far.</summary>
    public double MostMegabytes
    {
        get
        {
            _process.Refresh();
            return _process.PeakWorkingSet64 / (double)(1 << 20);
        }
    }

    /// <summary>What it wrote to standard error.</summary>
    public IReadOnlyList<string> Errors
    {
        get
        {
            lock (_errors) return [.. _errors];
        }
    }

    /// <summary>Starts it at a free port and waits until it listens.</summary>
    /// <param name="tool">the command line's assembly</param>
    /// <param name="adminKey">opens what changes models; null: nobody can</param>
    /// <param name="isReady">whether to wait until its model is ready, too</param>
    /// <param name="objects">bytes that .NET's objects may take, as in a container; null: the machine's</param>
    public static async Task<ServedProcess> StartAsync(string tool, string? adminKey = null, bool isReady = true,
        long? objects = null)
    {
        var start = new ProcessStartInfo("dotnet", [tool, "serve", "--port", "0"])
            { RedirectStandardOutput = true, RedirectStandardError = true };
        if (adminKey is not null) start.Environment["ZOEDEPTH_ADMIN_KEY"] = adminKey;
        if (objects is { } limit)
            start.Environment["DOTNET_GCHeapHardLimit"] = limit.ToString("x", CultureInfo.InvariantCulture);
        var served = new ServedProcess(Process.Start(start)!);
        served._process.BeginOutputReadLine();
        served._process.BeginErrorReadLine();
        served.Client = new HttpClient(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromMinutes(1) })
            { BaseAddress = await served._address.Task.WaitAsync(Start), Timeout = TimeSpan.FromMinutes(5) };
        if (!isReady) return served;
        for (var began = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(began) < Start; await Task.Delay(50))
        {
            using var ready = await served.Client.GetAsync("/readyz");
            if (ready.IsSuccessStatusCode) return served;
        }
        throw new TimeoutException("the model was not ready after a minute");
    }

    /// <summary>Asks it to stop, as an orchestrator does, and waits for its end.</summary>
    /// <returns>its exit code</returns>
    public async Task<int> StopAsync()
    {
        using (var kill = Process.Start("kill", ["-TERM", $"{_process.Id}"])) await kill.WaitForExitAsync();
        await _process.WaitForExitAsync().WaitAsync(TimeSpan.FromMinutes(4));
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        Client?.Dispose();
        if (!_process.HasExited) await StopAsync();
        _process.Dispose();
    }

    [GeneratedRegex(@" at (http://[^;\s]+);")]
    private static partial Regex Address();
}
