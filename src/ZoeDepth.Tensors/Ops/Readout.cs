using ZoeDepth.Kernels.Gemm;

namespace ZoeDepth.Tensors;

public static unsafe partial class Operations
{
    /// <summary>
    /// y = activation(weight · [patch, class token] + bias): every patch learns of the class token of its image (DPT's
    /// "project" readout; <c>modeling_zoedepth.py</c>, <c>ZoeDepthReassembleStage</c>).
    /// <para>The kernel computes W₁ · patch + (W₂ · class token + bias): the bracket is one vector per image, and
    /// nothing twice as wide is written.</para>
    /// <para>Backward: that of the composition, with z = weight · [patch, class token] + bias and dz = activation′(z) ·
    /// dy: dpatch = dz · W₁; dclass token = Σ dz · W₂ over the patches of its image; dweight = dzᵀ · [patch, class
    /// token]; dbias = Σ dz.</para>
    /// </summary>
    /// <param name="tokens"><c>[image, 1 + patch, width]</c></param>
    /// <param name="weight"><c>[out, 2·width]</c>, patch first</param>
    /// <param name="bias"><c>[out]</c></param>
    /// <param name="activation">GELU in the published networks</param>
    /// <returns><c>[image, patch, out]</c></returns>
    /// <exception cref="ArgumentException">the shapes do not fit</exception>
    public static Tensor Readout(Tensor tokens, Parameter weight, Parameter bias, Activation activation)
    {
        ArgumentNullException.ThrowIfNull(tokens);
        ArgumentNullException.ThrowIfNull(weight);
        Check.Tokens("readout", tokens, "tokens");
        Check.That(tokens.Shape[1] > 0, "readout", $"tokens {tokens.Shape} hold no class token");
        Check.That(weight.Shape.Rank == 2 && weight.Shape[1] == 2L * tokens.Shape[2], "readout",
            $"the weight {weight.Name} {weight.Shape} does not fit tokens {tokens.Shape}: expected [out, " +
            $"{2L * tokens.Shape[2]}], patch and class token side by side");
        Check.Bias("readout", bias, weight.Shape[0]);
        return tokens.Pass.Run(new ReadoutOperation(tokens, weight, bias, activation));
    }

    private sealed class ReadoutOperation(Tensor tokens, Parameter weight, Parameter bias, Activation activation)
        : IFused
    {
        private int Images => tokens.Shape[0];

        private int Patches => tokens.Shape[1] - 1;

        private int Width => tokens.Shape[2];

        private int Out => weight.Shape[0];

        public string Name => "readout";

        public long Flops => IOperation.FlopsOf(Output.Rows, weight);

        public Shape Output => new(Images, Patches, Out);

        public Tensor[] Inputs => [tokens];

        public Parameter[] Parameters => [weight, bias];

        public void Kernel(Tensor y)
        {
            using var frame = tokens.Pass.Frame();
            var (work, format, width, outputs) = (tokens.Pass.Work, tokens.Pass.Format, Width, Out);
            var ofPatch = PackedLinear(tokens.Pass, weight, format, 0, width);
            var ofClass = PackedLinear(tokens.Pass, weight, format, width, width);
            var step = (Patches + 1L) * width;
            var common = tokens.Pass.New(new Shape(Images, outputs), "readout");
            GemmDriver.Run(work, GemmA.Plain(tokens.Pointer, Images, width, step), ofClass,
                new GemmEpilogue { Bias = tokens.Pass.Read(bias) }, common.Pointer, outputs);
            for (var image = 0; image < Images; image++)
            {
                var exit = new GemmEpilogue
                    { Bias = common.Pointer + ((long)image * outputs), Activation = activation.Kind() };
                var patches = GemmA.Plain(tokens.Pointer + (image * step) + width, Patches, width, width);
                GemmDriver.Run(work, patches, ofPatch, exit, y.Pointer + ((long)image * Patches * outputs), outputs);
            }
        }

        public Tensor Decompose()
        {
            int[] imageOfPatch = [.. Enumerable.Range(0, Images * Patches).Select(patch => patch / Patches)];
            var classes = IndexSelect(ClassToken(tokens), imageOfPatch).Reshape(Images, Patches, Width);
            return Epilogue.Of(activation).Apply(Linear(Concat(PatchTokens(tokens), classes), weight, bias));
        }
    }
}
