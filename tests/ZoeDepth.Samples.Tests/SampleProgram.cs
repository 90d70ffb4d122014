using System.Diagnostics;
using System.Text;

namespace ZoeDepth.Samples.Tests;

/// <summary>A sample, started as a reader would start it.</summary>
internal sealed class SampleProgram : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly Process _process;
    private readonly StringBuilder _said = new();

    private SampleProgram(Process process)
    {
        _process = process;
        process.OutputDataReceived += (_, line) => Say(line.Data);
        process.ErrorDataReceived += (_, line) => Say(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>Starts the program of a folder of <c>samples</c>.</summary>
    public static SampleProgram Start(string name, params string[] words)
    {
        var program = Path.Combine(Goldens.RepositoryRoot, "samples", name, "bin", "Release", "net10.0",
            $"ZoeDepth.Samples.{name}.dll");
        File.Exists(program).ShouldBeTrue($"{program} has been built with these tests");
        var start = new ProcessStartInfo("dotnet", [program, .. words])
            { RedirectStandardOutput = true, RedirectStandardError = true };
        // What a web program serves of its packages lies beside it only where it is developed.
        start.Environment["DOTNET_ENVIRONMENT"] = start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        return new(Process.Start(start)!);
    }

    /// <summary>Everything that it has said.</summary>
    public string Said
    {
        get { lock (_said) return _said.ToString(); }
    }

    /// <summary>Waits until it ends; its exit code.</summary>
    public async Task<int> EndedAsync()
    {
        await _process.WaitForExitAsync().WaitAsync(Patience);
        return _process.ExitCode;
    }

    /// <summary>Waits until it says a text, and returns what follows it in its line.</summary>
    public async Task<string> SaysAsync(string text)
    {
        await UntilAsync(() => Said.Contains(text, StringComparison.Ordinal), $"'{text}'");
        var said = Said;
        return said[(said.IndexOf(text, StringComparison.Ordinal) + text.Length)..].Split('\n')[0].Trim();
    }

    /// <summary>Waits for something.</summary>
    public async Task UntilAsync(Func<bool> happened, string what)
    {
        for (var start = Stopwatch.GetTimestamp(); !happened(); await Task.Delay(50))
            (Stopwatch.GetElapsedTime(start) < Patience && !_process.HasExited)
                .ShouldBeTrue($"{what} did not come; the program said:\n{Said}");
    }

    public void Dispose()
    {
        if (!_process.HasExited) _process.Kill(entireProcessTree: true);
        _process.Dispose();
    }

    private void Say(string? line)
    {
        if (line is not null) lock (_said) _said.AppendLine(line);
    }
}
