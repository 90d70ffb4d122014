using ZoeDepth.Kernels.Pointwise;
using ZoeDepth.Runtime.Random;

namespace ZoeDepth.Tensors;

public static unsafe partial class Operations
{
    /// <summary>
    /// Stochastic depth (Huang et al. 2016; <c>DropPath</c> of timm, <c>BeitDropPath</c> of transformers). In a
    /// training pass: every image of the batch is dropped as a whole with probability p, y = 0, or kept, y = x /
    /// (1 − p). In an inference pass: x itself.
    /// <para>Backward: dx = dy / (1 − p) for the images kept, drawn again from the pass's random stream.</para>
    /// </summary>
    /// <param name="x"><c>[image, …]</c>: the branch, before it is added to its residual</param>
    /// <param name="probability">p, 0..1</param>
    /// <exception cref="ArgumentException">the probability is not in 0..1, or x has no axis of images</exception>
    /// <exception cref="InvalidOperationException">the training pass was given no random numbers</exception>
    public static Tensor DropPath(Tensor x, double probability)
    {
        ArgumentNullException.ThrowIfNull(x);
        CheckDropped("drop path", probability);
        Check.That(x.Shape.Rank > 0, "drop path", $"x {x.Shape} has no axis of images; expected [image, …]");
        if (probability == 0 || !x.Pass.Drops) return x;
        return x.Pass.Run(new DropPathOperation(x, probability, x.Pass.Random.Next()));
    }

    private sealed class DropPathOperation(Tensor x, double probability, RandomStream stream) : IPrimitive
    {
        private long ImageCount => x.Shape.Count / Math.Max(1, x.Shape[0]);

        public string Name => "drop path";

        public Shape Output => x.Shape;

        public Tensor[] Inputs => [x];

        public Tensor[] Saved(Tensor y) => [];

        public void Forward(Tensor y)
        {
            for (var image = 0; image < x.Shape[0]; image++)
            {
                var (at, formula) = (image * ImageCount, new AffineOf(Factor(image), 0));
                Elementwise.Run(formula, x.Pointer + at, y.Pointer + at, ImageCount, x.Pass.Work);
            }
        }

        public void Backward(Tensor y)
        {
            if (!x.IsRecorded) return;
            for (var image = 0; image < x.Shape[0]; image++)
            {
                var (at, factor) = (image * ImageCount, Factor(image));
                if (factor == 0) continue;
                var dx = x.GradientPointer + at;
                Elementwise.Run(new SumOfScaled(factor), dx, y.GradientPointer + at, dx, ImageCount, x.Pass.Work);
            }
        }

        private float Factor(int image) => DropoutKernel.Factor(stream, image, probability);
    }
}
