using ZoeDepth.Kernels.Pointwise;
using ZoeDepth.Runtime.Threading;

namespace ZoeDepth.Tensors;

/// <summary>
/// Gradients of many parameters beside the parameters' own: those of a part of a batch. Passes that run side by side
/// each fill one, and what they found is added to the parameters in an order that does not depend on which was first.
/// </summary>
internal sealed unsafe class GradientSet : IDisposable
{
    private readonly Dictionary<Parameter, GradientBuffer> _buffers = [];

    /// <summary>The memory for one parameter.</summary>
    public GradientBuffer Of(Parameter parameter)
    {
        if (!_buffers.TryGetValue(parameter, out var buffer))
            _buffers.Add(parameter, buffer = new GradientBuffer(parameter.Shape.Count));
        return buffer;
    }

    /// <summary>Adds everything to the parameters' own gradients and is empty afterwards.</summary>
    /// <param name="work">the threads</param>
    public void MoveToParameters(Work work)
    {
        foreach (var (parameter, buffer) in _buffers)
        {
            if (!buffer.HasGradient) continue;
            float* from = buffer.Pointer, to = parameter.OwnGradient.Target(out var adds);
            var count = parameter.Shape.Count;
            if (adds) Elementwise.Run(default(Sum), to, from, to, count, work);
            else Blocks.Copy(from, 0, to, 0, count, 1, work);
            buffer.Clear();
        }
    }

    /// <summary>Forgets every gradient and keeps the memory.</summary>
    public void Clear()
    {
        foreach (var buffer in _buffers.Values) buffer.Clear();
    }

    /// <summary>Gives the memory back.</summary>
    public void Dispose()
    {
        foreach (var buffer in _buffers.Values) buffer.Dispose();
        _buffers.Clear();
    }
}
