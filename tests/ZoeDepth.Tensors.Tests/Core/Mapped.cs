using ZoeDepth.Runtime.Memory;

namespace ZoeDepth.Tensors.Tests.Core;

/// <summary>Stands for a mapped file: counts how often it is opened and closed.</summary>
internal sealed unsafe class Mapped(float[] numbers) : IParameterValues
{
    public int Opened { get; private set; }

    public int Closed { get; private set; }

    public ParameterLease Open()
    {
        Opened++;
        var buffer = new NativeBuffer(numbers.Length);
        numbers.CopyTo(buffer.Span);
        return new ParameterLease(buffer.Pointer, new View(this, buffer));
    }

    private sealed class View(Mapped owner, NativeBuffer buffer) : IDisposable
    {
        public void Dispose()
        {
            owner.Closed++;
            buffer.Dispose();
        }
    }
}
