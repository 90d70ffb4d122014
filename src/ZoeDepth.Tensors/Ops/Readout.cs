using ZoeDepth.Kernels.Gemm;

namespace ZoeDepth.Tensors;

public static unsafe partial class Operations
{
    /// <summary>
    /// y = activation(weight · [patch, class token] + bias): every patch learns of the class token of its image (DPT's "project" readout;
    /// <c>modeling_zoedepth.py</c>, <c>ZoeDepthReassembleStage</c>).
    /// <para>The kernel computes W₁ · patch + (W₂ · class token + bias): the bracket is one vector per image, and nothing twice as wide is written.</para>
    /// <para>Backward: that of the composition, with z = weight · [patch, class token] + bias and dz = activation′(z) · dy: dpatch = dz · W₁; dclass token =
    /// Σ dz · W₂ over the patches of its image; dweight = dzᵀ · [patch, class token]; dbias = Σ dz.</para>
    /// </summary>
    /// <param name="tokens"><c>[image, 1 + patch, width]</c></param>
    /// <param name="weight"><c>[out, 2·width]</c>, patch first</param>
    /// <param name="bias"><c>[out]</c></param>
    /// <param name="activation">GELU in the published networks</param>
    /// <returns><c>[image, patch, out]</c></returns>
    /// <exception cref="ArgumentException">the shapes do not fit</exception>
    public static Tensor Readout(Tensor tokens, Parameter weight, Parameter bias, Activation activation)
    {
        Check.Tokens("readout", tokens, "tokens");
        Check.That(tokens.Shape[1] > 0, "readout", $"tokens {tokens.Shape} hold no class token");
        Check.That(weight.Shape.Rank == 2 && weight.Shape[1] == 2L * tokens.Shape[2], "readout",
            $"the weight {weight.Name} {weight.Shape} does not fit tokens {tokens.Shape}: expected [out, {2L * tokens.Shape[2]}], patch and class token side by side");
        Check.Bias("readout", bias, weight.Shape[0]);
        return tokens.Pass.Run(new ReadOut(tokens, weight, bias, activation));
    }

    private sealed record ReadOut(Tensor Tokens, Parameter Weight, Parameter Bias, Activation Activation) : IFused
    {
        private int Images => Tokens.Shape[0];

        private int Patches => Tokens.Shape[1] - 1;

        private int Width => Tokens.Shape[2];

        private int Out => Weight.Shape[0];

        public string Name => "readout";

        public Shape Output => new(Images, Patches, Out);

        public Tensor[] Inputs => [Tokens];

        public Parameter[] Parameters => [Weight, Bias];

        public void Kernel(Tensor y)
        {
            using var frame = Tokens.Pass.Frame();
            var (work, width, outputs) = (Tokens.Pass.Work, Width, Out);
            var ofPatch = Tokens.Pass.Derived<PackedMatrix>(Weight, "readout of a patch", (lease, earlier) => Half(lease.Pointer, earlier));
            var ofClass = Tokens.Pass.Derived<PackedMatrix>(Weight, "readout of the class token", (lease, earlier) => Half(lease.Pointer + width, earlier));
            var step = (Patches + 1L) * width;
            var common = Tokens.Pass.New(new Shape(Images, outputs), "readout");
            GemmDriver.Run(work, Rows.Plain(Tokens.Pointer, Images, width, step), ofClass, new Epilogue { Bias = Tokens.Pass.Read(Bias) }, common.Pointer, outputs);
            for (var image = 0; image < Images; image++)
            {
                var exit = new Epilogue { Bias = common.Pointer + ((long)image * outputs), Activation = Activation.Kind() };
                var patches = Rows.Plain(Tokens.Pointer + (image * step) + width, Patches, width, width);
                GemmDriver.Run(work, patches, ofPatch, exit, y.Pointer + ((long)image * Patches * outputs), outputs);
            }

            PackedMatrix Half(float* first, PackedMatrix? earlier) => PackedMatrix.Of(work, MatrixSource.Rows(first, outputs, width, 2L * width), earlier);
        }

        public Tensor Meaning()
        {
            int[] imageOfPatch = [.. Enumerable.Range(0, Images * Patches).Select(patch => patch / Patches)];
            var classes = IndexRows(First(Tokens), imageOfPatch).Reshape(Images, Patches, Width);
            return Tail.Of(Activation).Apply(Linear(Concat(SkipFirst(Tokens), classes), Weight, Bias));
        }
    }
}
