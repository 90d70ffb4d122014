using ZoeDepth.Kernels.Pointwise;
using ZoeDepth.Runtime.Random;

namespace ZoeDepth.Tensors;

public static unsafe partial class Operations
{
    /// <summary>
    /// In a training pass: y = x / (1 − p) for the elements kept, 0 for those dropped, each with probability p on its
    /// own (Srivastava et al. 2014; PyTorch's <c>dropout</c>). In an inference pass: x itself.
    /// <para>
    /// Backward: dx = dy / (1 − p) for the elements kept. Who is kept is drawn again from the pass's random stream: no
    /// mask is stored.
    /// </para>
    /// </summary>
    /// <param name="x"><c>[…]</c></param>
    /// <param name="probability">p, 0..1</param>
    /// <exception cref="ArgumentException">the probability is not in 0..1</exception>
    /// <exception cref="InvalidOperationException">the training pass was given no random numbers</exception>
    public static Tensor Dropout(Tensor x, double probability)
    {
        ArgumentNullException.ThrowIfNull(x);
        CheckDropped("dropout", probability);
        if (probability == 0 || !x.Pass.Drops) return x;
        return x.Pass.Run(new DropoutOperation(x, probability, x.Pass.Random.Next()));
    }

    private static void CheckDropped(string operation, double probability) =>
        Check.That(probability is >= 0 and <= 1, operation,
            $"the probability of dropping is {probability}; expected 0 to 1");

    private sealed class DropoutOperation(Tensor x, double probability, RandomStream stream) : IPrimitive
    {
        public string Name => "dropout";

        public Shape Output => x.Shape;

        public Tensor[] Inputs => [x];

        public Tensor[] Saved(Tensor y) => [];

        public void Forward(Tensor y) =>
            DropoutKernel.Forward(x.Pointer, y.Pointer, x.Shape.Count, stream, probability, x.Pass.Work);

        public void Backward(Tensor y)
        {
            if (!x.IsRecorded) return;
            float* dy = y.GradientPointer, dx = x.GradientPointer;
            DropoutKernel.Backward(dy, dx, x.Shape.Count, stream, probability, x.Pass.Work);
        }
    }
}
