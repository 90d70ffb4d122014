using Microsoft.ML.OnnxRuntime;

namespace ZoeDepth.OnnxRuntimePeer;

/// <summary>ZoeD_N as an ONNX graph: <c>[1, 3, 384, 512]</c> of −1..1 in, metres <c>[1, 384, 512]</c> out.</summary>
internal sealed class Network : IDisposable
{
    public const int Rows = 384, Columns = 512;

    /// <summary>The package and its version.</summary>
    public static string Engine => $"Microsoft.ML.OnnxRuntime {OrtEnv.Instance().GetVersionString()}";

    private static readonly long[] Shape = [1, 3, Rows, Columns];

    private readonly SessionOptions _options;
    private readonly InferenceSession _session;

    /// <summary>Opens the graph of a folder, on the processor.</summary>
    public Network(string folder, int threads)
    {
        _options = new SessionOptions { IntraOpNumThreads = threads, InterOpNumThreads = 1 };
        _session = new InferenceSession(Path.Combine(folder, "zoedepth-nyu-384x512.onnx"), _options);
    }

    /// <summary>One pass.</summary>
    public float[] Run(float[] pixels)
    {
        using var input = OrtValue.CreateTensorValueFromMemory(pixels, Shape);
        using var options = new RunOptions();
        using var results = _session.Run(options, ["pixel_values"], [input], ["predicted_depth"]);
        return results[0].GetTensorDataAsSpan<float>().ToArray();
    }

    public void Dispose()
    {
        _session.Dispose();
        _options.Dispose();
    }
}
