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
    public static Tensor SkipFirst(Tensor tokens)
    {
        Check.Tokens("skip first", tokens, "tokens");
        Check.That(tokens.Shape[1] > 0, "skip first", $"tokens {tokens.Shape} hold no first token");
        return tokens.Pass.Run(new TokensTaken(tokens, tokens.Shape.With(1, tokens.Shape[1] - 1), First: 1));
    }

    private sealed record TokensTaken(Tensor Tokens, Shape Output, int First) : IPrimitive
    {
        public string Name => First == 0 ? "first" : "skip first";

        private int Images => Tokens.Shape[0];

        private long Step => (long)Tokens.Shape[1] * Tokens.Shape[2];

        private long Skipped => (long)First * Tokens.Shape[2];

        private long Length => Images == 0 ? 0 : Output.Count / Images;

        public Tensor[] Inputs => [Tokens];

        public Tensor[] Saved(Tensor y) => [];

        public void Forward(Tensor y) => Blocks.Copy(Tokens.Pointer + Skipped, Step, y.Pointer, Length, Length, Images, Tokens.Pass.Work);

        public void Backward(Tensor y)
        {
            if (Tokens.IsRecorded) Blocks.Add(y.GradientPointer, Length, Tokens.GradientPointer + Skipped, Step, Length, Images, Tokens.Pass.Work);
        }
    }
}
