using System.Runtime.InteropServices;
using ZoeDepth.Runtime.Memory;

namespace ZoeDepth.Tensors;

/// <summary>Memory for the gradient of a parameter, which is kept when the gradient is cleared.</summary>
/// <param name="length">as many elements as the parameter</param>
internal sealed unsafe class GradientBuffer(long length) : IDisposable
{
    private NativeBuffer? _numbers;

    /// <summary>Whether a gradient has arrived since it was last cleared.</summary>
    public bool HasGradient { get; private set; }

    /// <summary>The gradient, to be added to; all zero when first asked for.</summary>
    public float* Pointer
    {
        get
        {
            if (!HasGradient) Zero();
            return _numbers!.Pointer;
        }
    }

    /// <summary>
    /// The same for an operation that reaches every number of it: of undefined contents, which are to be written, where
    /// it is the first, and to be added to otherwise.
    /// </summary>
    public float* Target(out bool adds)
    {
        (adds, HasGradient) = (HasGradient, true);
        _numbers ??= new NativeBuffer(length);
        return _numbers.Pointer;
    }

    /// <summary>Sets the gradient to zeros, which is another thing than none.</summary>
    public void Zero() => NativeMemory.Clear(Target(out _), (nuint)(length * sizeof(float)));

    /// <summary>Forgets the gradient and keeps its memory.</summary>
    public void Clear() => HasGradient = false;

    /// <summary>Forgets the gradient and gives its memory back; another one may follow.</summary>
    public void Dispose()
    {
        Clear();
        _numbers?.Dispose();
        _numbers = null;
    }
}
