using BenchmarkDotNet.Attributes;
using ZoeDepth.Runtime.Memory;
using ZoeDepth.Runtime.Threading;
using ZoeDepth.Tensors;

namespace ZoeDepth.Benchmarks.Operations;

/// <summary>One operation in an inference pass of its own, on the sizes of ZoeD_N at 384x512.</summary>
[MemoryDiagnoser]
public abstract class OperationBenchmark
{
    private readonly List<Parameter> _parameters = [];
    private Workspace _workspace = null!;

    /// <summary>The pass; tensors made in <see cref="Prepare"/> live as long.</summary>
    protected Pass Pass { get; private set; } = null!;

    /// <summary>Makes what the operation reads.</summary>
    protected abstract void Prepare();

    /// <summary>Runs the operation once.</summary>
    protected abstract Tensor Operate();

    /// <summary>Opens the pass.</summary>
    [GlobalSetup]
    public void Open()
    {
        _workspace = new Workspace();
        Pass = Pass.Inference(_workspace, Work.Default);
        Prepare();
    }

    /// <summary>The measured call: the result goes back to the pool as in the model.</summary>
    [Benchmark]
    public void Run()
    {
        using var frame = Pass.Frame();
        Operate();
    }

    /// <summary>Gives everything back.</summary>
    [GlobalCleanup]
    public void Close()
    {
        Pass.Dispose();
        _workspace.Dispose();
        foreach (var parameter in _parameters) parameter.Dispose();
    }

    /// <summary>A tensor of harmless numbers.</summary>
    protected Tensor Input(params ReadOnlySpan<int> extents)
    {
        var tensor = Pass.New(new Shape(extents));
        Fill(tensor.Values);
        return tensor;
    }

    /// <summary>A parameter of harmless numbers.</summary>
    protected Parameter Weight(params ReadOnlySpan<int> extents)
    {
        var shape = new Shape(extents);
        var values = new MemoryValues(new NativeBuffer(shape.Count));
        Fill(values.Buffer.Span[..(int)shape.Count]);
        var parameter = new Parameter("benchmark", shape, values);
        _parameters.Add(parameter);
        return parameter;
    }

    private static void Fill(Span<float> values)
    {
        for (var i = 0; i < values.Length; i++) values[i] = ((i * 2654435761L % 1000) - 500) * 1e-3f;
    }
}
