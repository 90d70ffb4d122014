using ZoeDepth.Kernels.Pointwise;

namespace ZoeDepth.Tensors;

public static unsafe partial class Operations
{
    /// <summary>
    /// The patches without the class token.
    /// <para>Backward: dtokens = dy behind an untouched first token.</para>
    /// </summary>
    /// <param name="tokens"><c>[image, 1 + patch, width]</c></param>
    /// <returns><c>[image, patch, width]</c></returns>
    /// <exception cref="ArgumentException">tokens have not three axes, or there is no token</exception>
    public static Tensor PatchTokens(Tensor tokens)
    {
        ArgumentNullException.ThrowIfNull(tokens);
        Check.Tokens("patch tokens", tokens, "tokens");
        Check.That(tokens.Shape[1] > 0, "patch tokens", $"tokens {tokens.Shape} hold no first token");
        return tokens.Pass.Run(new PatchTokensOperation(tokens, tokens.Shape.With(1, tokens.Shape[1] - 1), first: 1));
    }

    private sealed class PatchTokensOperation(Tensor tokens, Shape output, int first) : IPrimitive
    {
        public Shape Output { get; } = output;

        public string Name => first == 0 ? "class token" : "patch tokens";

        private int Images => tokens.Shape[0];

        private long Step => (long)tokens.Shape[1] * tokens.Shape[2];

        private long Skipped => (long)first * tokens.Shape[2];

        private long Length => Images == 0 ? 0 : Output.Count / Images;

        public Tensor[] Inputs => [tokens];

        public Tensor[] Saved(Tensor y) => [];

        public void Forward(Tensor y) =>
            Blocks.Copy(tokens.Pointer + Skipped, Step, y.Pointer, Length, Length, Images, tokens.Pass.Work);

        public void Backward(Tensor y)
        {
            if (tokens.IsRecorded)
                Blocks.Add(y.GradientPointer, Length, tokens.GradientPointer + Skipped, Step, Length, Images,
                    tokens.Pass.Work);
        }
    }
}
