using ZoeDepth.Runtime.Memory;

namespace ZoeDepth.Tensors;

/// <summary>
/// The memory of passes: a pool for activations and one for what kernels need while they run. What comes back is handed
/// out again, so the second pass of a shape allocates nothing. One workspace serves one pass at a time.
/// </summary>
public sealed class Workspace : IDisposable
{
    private readonly Arena _activations;

    /// <summary>An empty workspace.</summary>
    /// <param name="poison">
    /// fill blocks with NaN when they are handed out and when they come back, so that reading what nobody wrote shows:
    /// for tests
    /// </param>
    public Workspace(bool poison = false)
    {
        _activations = new Arena(poison);
        Scratch = new Arena(poison);
    }

    /// <summary>Bytes of tensors and gradients handed out and not yet returned.</summary>
    public long BytesInUse => _activations.BytesInUse;

    /// <summary>
    /// Most bytes the workspace has held at once since it was last trimmed, activations and kernels' scratch.
    /// </summary>
    public long PeakBytes => _activations.PeakBytes + Scratch.PeakBytes;

    /// <summary>What kernels take their temporaries from.</summary>
    internal Arena Scratch { get; }

    internal NativeBuffer Rent(long length) => _activations.Rent(length);

    internal void Return(NativeBuffer buffer) => _activations.Return(buffer);

    /// <summary>Gives idle blocks back to the system.</summary>
    public void Trim()
    {
        _activations.Trim();
        Scratch.Trim();
    }

    /// <summary>Gives all idle blocks back; blocks still in use follow when they are returned.</summary>
    public void Dispose()
    {
        _activations.Dispose();
        Scratch.Dispose();
    }
}
