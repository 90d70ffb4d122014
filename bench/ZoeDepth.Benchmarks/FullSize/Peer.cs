using System.Diagnostics;
using System.Text.Json;

namespace ZoeDepth.Benchmarks.FullSize;

/// <summary>ONNX Runtime in a process of its own, one pass at a time.</summary>
internal sealed class Peer : IDisposable
{
    private readonly Process _process;
    private readonly string _output;
    private bool _ended;

    /// <summary>
    /// Starts <c>node peer.mjs</c> in a folder that holds it, the graph, its weights and node_modules.
    /// </summary>
    public Peer(string folder, float[] pixels, int threads)
    {
        var input = Path.Combine(folder, "input.f32");
        _output = Path.Combine(folder, "output.f32");
        File.WriteAllBytes(input, System.Runtime.InteropServices.MemoryMarshal.AsBytes(pixels.AsSpan()).ToArray());
        _process = Process.Start(new ProcessStartInfo("node",
            ["peer.mjs", ".", "input.f32", $"{threads}", "output.f32"])
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        }) ?? throw new InvalidOperationException("node did not start; install Node.js");
        ReadySeconds = Answer().GetProperty("ready").GetDouble();
    }

    /// <summary>Seconds to build the session.</summary>
    public double ReadySeconds { get; }

    /// <summary>The most memory the process has held, MiB.</summary>
    public double PeakMebibytes { get; private set; }

    /// <summary>One pass; seconds.</summary>
    public double Run()
    {
        _process.StandardInput.WriteLine("run");
        var answer = Answer();
        PeakMebibytes = answer.GetProperty("peak_mib").GetDouble();
        return answer.GetProperty("seconds").GetDouble();
    }

    /// <summary>The last prediction, metres.</summary>
    public float[] Output() =>
        System.Runtime.InteropServices.MemoryMarshal.Cast<byte, float>(File.ReadAllBytes(_output)).ToArray();

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_ended) return;
        _ended = true;
        _process.StandardInput.Close();
        if (!_process.WaitForExit(5000)) _process.Kill();
        _process.Dispose();
    }

    private JsonElement Answer()
    {
        var line = _process.StandardOutput.ReadLine()
            ?? throw new InvalidOperationException("the peer ended; its message is above");
        using var document = JsonDocument.Parse(line);
        return document.RootElement.Clone();
    }
}
