using ZoeDepth.Kernels.Pointwise;

namespace ZoeDepth.Tensors;

public static unsafe partial class Operations
{
    /// <summary>
    /// Puts the learnt class token in front of the patches of every image.
    /// <para>Backward: dpatches = dy without its first token; dtoken = Σ over images of dy's first token.</para>
    /// </summary>
    /// <param name="patches"><c>[image, patch, width]</c></param>
    /// <param name="token"><c>[1, 1, width]</c></param>
    /// <returns><c>[image, 1 + patch, width]</c></returns>
    /// <exception cref="ArgumentException">the shapes do not fit</exception>
    public static Tensor PrependToken(Tensor patches, Parameter token)
    {
        Check.Tokens("prepend token", patches, "patches");
        Check.Vector("prepend token", token, "token", patches.Shape, "patches");
        return patches.Pass.Run(new TokenPrepended(patches, token));
    }

    private sealed record TokenPrepended(Tensor Patches, Parameter? Token) : IPrimitive
    {
        private int Width => Patches.Shape[2];

        private long PatchFloats => (long)Patches.Shape[1] * Width;

        public string Name => Token is null ? "prepend zero" : "prepend token";

        public Shape Output => Patches.Shape.With(1, Patches.Shape[1] + 1);

        public Tensor[] Inputs => [Patches];

        public Parameter[] Parameters => Token is null ? [] : [Token];

        public Tensor[] Saved(Tensor y) => [];

        public void Forward(Tensor y)
        {
            var (images, step, work) = (Patches.Shape[0], PatchFloats + Width, Patches.Pass.Work);
            Blocks.Copy(Patches.Pointer, PatchFloats, y.Pointer + Width, step, PatchFloats, images, work);
            if (Token is not null) Blocks.Copy(Patches.Pass.Read(Token), 0, y.Pointer, step, Width, images, work);
            else for (var image = 0; image < images; image++) new Span<float>(y.Pointer + (image * step), Width).Clear();
        }

        public void Backward(Tensor y)
        {
            var (images, step, work) = (Patches.Shape[0], PatchFloats + Width, Patches.Pass.Work);
            if (Patches.IsRecorded) Blocks.Add(y.GradientPointer + Width, step, Patches.GradientPointer, PatchFloats, PatchFloats, images, work);
            if (Token is { Trainable: true }) Blocks.Add(y.GradientPointer, step, Token.GradientPointer, 0, Width, images, work);
        }
    }
}
