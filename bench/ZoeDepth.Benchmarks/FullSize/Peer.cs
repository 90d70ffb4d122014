using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text.Json;
using ZoeDepth.Runtime.Random;
using ZoeDepth.Tensors;

namespace ZoeDepth.Benchmarks.FullSize;

/// <summary>
/// An engine in a process of its own, one pass at a time: it says in a line of JSON when it is ready, and answers every
/// line it is sent with the seconds of a pass and the most memory it has held; its prediction lies in a file then.
/// </summary>
internal sealed class Peer : IDisposable
{
    private readonly Process _process;
    private readonly string _output;
    private bool _ended;

    private Peer(ProcessStartInfo start, string output)
    {
        _output = output;
        start.RedirectStandardInput = start.RedirectStandardOutput = true;
        _process = Process.Start(start) ?? throw new InvalidOperationException($"{start.FileName} did not start");
        var ready = Answer();
        ReadySeconds = ready.GetProperty("ready").GetDouble();
        Engine = ready.TryGetProperty("engine", out var engine) ? engine.GetString() : null;
    }

    /// <summary>What it calls itself, with its version; null where it does not say.</summary>
    public string? Engine { get; }

    /// <summary>Seconds to open the model, or to build the session.</summary>
    public double ReadySeconds { get; }

    /// <summary>The most memory the process has held, MiB.</summary>
    public double PeakMebibytes { get; private set; }

    /// <summary>
    /// ONNX Runtime: <c>ZoeDepth.OnnxRuntimePeer</c> on a folder that holds the graph and its weights; or, where the
    /// program is a script of Node.js, onnxruntime-node beside it.
    /// </summary>
    public static Peer OnnxRuntime(string program, string folder, float[] pixels, int threads)
    {
        folder = Path.GetFullPath(folder);
        var (input, output) = (Path.Combine(folder, "input.f32"), Path.Combine(folder, "output.f32"));
        File.WriteAllBytes(input, MemoryMarshal.AsBytes(pixels.AsSpan()).ToArray());
        string[] what = [folder, input, $"{threads}", output];
        return new(program.EndsWith(".mjs", StringComparison.Ordinal)
            ? new ProcessStartInfo("node", [Path.GetFileName(program), .. what])
                { WorkingDirectory = Path.GetDirectoryName(Path.GetFullPath(program)) }
            : new ProcessStartInfo("dotnet", [program, "pass", .. what]), output);
    }

    /// <summary>This library in a precision (<see cref="PassProcess"/>).</summary>
    public static Peer Here(string folder, string picture, int threads, Precision precision) =>
        Of(typeof(Peer).Assembly.Location, folder, picture, threads, precision);

    /// <summary>Another build of it.</summary>
    /// <param name="program">its benchmarks</param>
    public static Peer Of(string program, string folder, string picture, int threads, Precision precision)
    {
        var output = Path.Combine("artifacts", $"output-{precision}-{Fnv1a.OfUtf8(program):x}.f32");
        return new(new ProcessStartInfo(Environment.ProcessPath!,
            [program, "pass", folder, picture, $"{threads}", $"{precision}", output]), output);
    }

    /// <summary>One pass; seconds.</summary>
    public double Run()
    {
        _process.StandardInput.WriteLine("run");
        var answer = Answer();
        PeakMebibytes = answer.GetProperty("peak_mib").GetDouble();
        return answer.GetProperty("seconds").GetDouble();
    }

    /// <summary>The last prediction, metres.</summary>
    public float[] Output() => MemoryMarshal.Cast<byte, float>(File.ReadAllBytes(_output)).ToArray();

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
