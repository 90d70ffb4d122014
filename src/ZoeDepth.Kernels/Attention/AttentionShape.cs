namespace ZoeDepth.Kernels.Attention;

/// <summary>The extents of one attention: y = softmax(scale · q·kᵀ + bias) · v, head by head.</summary>
/// <param name="Heads">heads; head h owns channels h · HeadSize … of every row</param>
/// <param name="Queries">rows of q and y</param>
/// <param name="Keys">rows of k and v</param>
/// <param name="HeadSize">channels of a head</param>
/// <param name="Scale">the factor on the scores, 1/√HeadSize as a rule</param>
internal readonly record struct AttentionShape(int Heads, int Queries, int Keys, int HeadSize, float Scale);

/// <summary>
/// Rows <c>[token, heads · headSize]</c>, which may be a slice of wider rows such as q, k and v side by side.
/// </summary>
/// <param name="Pointer">the first float of token 0</param>
/// <param name="Stride">floats from one token to the next</param>
internal readonly unsafe record struct TokenRows(nint Pointer, long Stride)
{
    /// <summary>Rows at an address.</summary>
    public TokenRows(float* pointer, long stride) : this((nint)pointer, stride)
    {
    }

    /// <summary>The channels of one head.</summary>
    internal float* Head(int head, int headSize) => (float*)Pointer + ((long)head * headSize);
}
