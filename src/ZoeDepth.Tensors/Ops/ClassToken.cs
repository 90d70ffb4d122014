namespace ZoeDepth.Tensors;

public static unsafe partial class Operations
{
    /// <summary>
    /// The class token of every image.
    /// <para>Backward: dtokens = dy in the first token, the others untouched.</para>
    /// </summary>
    /// <param name="tokens"><c>[image, 1 + patch, width]</c></param>
    /// <returns><c>[image, width]</c></returns>
    /// <exception cref="ArgumentException">tokens have not three axes, or there is no token</exception>
    public static Tensor ClassToken(Tensor tokens)
    {
        ArgumentNullException.ThrowIfNull(tokens);
        Check.Tokens("class token", tokens, "tokens");
        Check.That(tokens.Shape[1] > 0, "class token", $"tokens {tokens.Shape} hold no first token");
        return tokens.Pass.Run(new PatchTokensOperation(tokens, new Shape(tokens.Shape[0], tokens.Shape[2]), first: 0));
    }
}
