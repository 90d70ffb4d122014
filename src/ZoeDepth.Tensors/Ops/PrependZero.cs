namespace ZoeDepth.Tensors;

public static unsafe partial class Operations
{
    /// <summary>
    /// Puts a token of zeros in front of the patches of every image: what the domain router begins with, where it has
    /// no class token.
    /// <para>Backward: dpatches = dy without its first token.</para>
    /// </summary>
    /// <param name="patches"><c>[image, patch, width]</c></param>
    /// <returns><c>[image, 1 + patch, width]</c></returns>
    /// <exception cref="ArgumentException">patches have not three axes</exception>
    public static Tensor PrependZero(Tensor patches)
    {
        ArgumentNullException.ThrowIfNull(patches);
        Check.Tokens("prepend zero", patches, "patches");
        return patches.Pass.Run(new PrependTokenOperation(patches, token: null));
    }
}
