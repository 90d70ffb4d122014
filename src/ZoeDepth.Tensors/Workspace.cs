using ZoeDepth.Runtime.Memory;

namespace ZoeDepth.Tensors;

/// <summary>
/// The memory of passes: activations, and what kernels need while they run. What comes back is handed out again, so the
/// second pass of a shape allocates nothing. One workspace serves one pass at a time.
/// </summary>
public sealed class Workspace : IDisposable
{
    /// <summary>An empty workspace.</summary>
    /// <param name="poison">
    /// fill blocks with NaN when they are handed out and when they come back, so that reading what nobody wrote shows:
    /// for tests
    /// </param>
    public Workspace(bool poison = false) => Arena = new Arena(poison);

    /// <summary>Bytes of tensors, gradients and kernels' scratch handed out and not yet returned.</summary>
    public long BytesInUse => Arena.BytesInUse;

    /// <summary>
    /// Most bytes the workspace has held at once since it was last trimmed, activations and kernels' scratch.
    /// </summary>
    public long PeakBytes => Arena.PeakBytes;

    /// <summary>What tensors lie in, and where kernels take their temporaries from.</summary>
    internal Arena Arena { get; }

    internal NativeBuffer Rent(long length) => Arena.Rent(length);

    internal void Return(NativeBuffer buffer) => Arena.Return(buffer);

    /// <summary>Gives idle blocks back to the system.</summary>
    public void Trim() => Arena.Trim();

    /// <summary>Gives all idle blocks back; blocks still in use follow when they are returned.</summary>
    public void Dispose() => Arena.Dispose();
}
