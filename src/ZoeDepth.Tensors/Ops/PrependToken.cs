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
        ArgumentNullException.ThrowIfNull(patches);
        ArgumentNullException.ThrowIfNull(token);
        Check.Tokens("prepend token", patches, "patches");
        Check.Vector("prepend token", token, "token", patches.Shape, "patches");
        return patches.Pass.Run(new PrependTokenOperation(patches, token));
    }

    private sealed class PrependTokenOperation(Tensor patches, Parameter? token) : IPrimitive
    {
        private int Width => patches.Shape[2];

        private long PatchFloats => (long)patches.Shape[1] * Width;

        public string Name => token is null ? "prepend zero" : "prepend token";

        public Shape Output => patches.Shape.With(1, patches.Shape[1] + 1);

        public Tensor[] Inputs => [patches];

        public Parameter[] Parameters => token is null ? [] : [token];

        public Tensor[] Saved(Tensor y) => [];

        public void Forward(Tensor y)
        {
            var (images, step, work) = (patches.Shape[0], PatchFloats + Width, patches.Pass.Work);
            Blocks.Copy(patches.Pointer, PatchFloats, y.Pointer + Width, step, PatchFloats, images, work);
            if (token is not null) Blocks.Copy(patches.Pass.Read(token), 0, y.Pointer, step, Width, images, work);
            else for (var image = 0; image < images; image++)
                new Span<float>(y.Pointer + (image * step), Width).Clear();
        }

        public void Backward(Tensor y)
        {
            var (images, step, work) = (patches.Shape[0], PatchFloats + Width, patches.Pass.Work);
            if (patches.IsRecorded)
                Blocks.Add(y.GradientPointer + Width, step, patches.GradientPointer, PatchFloats, PatchFloats, images,
                    work);
            if (token is { Trainable: true })
                Blocks.Add(y.GradientPointer, step, patches.Pass.GradientOf(token).Pointer, 0, Width, images, work);
        }
    }
}
