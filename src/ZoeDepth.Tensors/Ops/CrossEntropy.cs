using ZoeDepth.Kernels.Reduction;

namespace ZoeDepth.Tensors;

public static unsafe partial class Operations
{
    /// <summary>
    /// y = mean over the rows that count of ln Σ exp(x) − x[target]: PyTorch's <c>cross_entropy</c>. NaN when no row
    /// counts.
    /// <para>Backward: dx = (softmax(x) − [class = target]) / rows that count · dy.</para>
    /// </summary>
    /// <param name="logits">x, <c>[…, class]</c></param>
    /// <param name="target">the class of each row, in the order of the rows</param>
    /// <param name="ignoreIndex">a target that says the row does not count</param>
    /// <returns>one number, <c>[]</c></returns>
    /// <exception cref="ArgumentException">
    /// the count of targets is not that of the rows, or a target is no class
    /// </exception>
    public static Tensor CrossEntropy(Tensor logits, int[] target, int? ignoreIndex = null)
    {
        ArgumentNullException.ThrowIfNull(logits);
        ArgumentNullException.ThrowIfNull(target);
        // Read again on the way back: what the caller writes into it meanwhile must not matter.
        target = [.. target];
        Check.That(logits.Shape.Rank > 0 && logits.Shape.Last > 0 && target.Length == logits.Shape.Rows,
            "cross entropy",
            $"{target.Length} targets do not fit the logits {logits.Shape}: expected one for each row of classes, " +
            $"{logits.Shape.Rows}");
        for (var row = 0; row < target.Length; row++)
            Check.That(target[row] == ignoreIndex || (target[row] >= 0 && target[row] < logits.Shape.Last),
                "cross entropy",
                $"target {target[row]} of row {row} is no class; expected 0 to {logits.Shape.Last - 1}");
        return logits.Pass.Run(new CrossEntropyOperation(logits, target, ignoreIndex));
    }

    private sealed class CrossEntropyOperation(Tensor logits, int[] target, int? ignoreIndex) : IPrimitive
    {
        public string Name => "cross entropy";

        public Shape Output => new();

        public Tensor[] Inputs => [logits];

        public void Forward(Tensor y) =>
            y.Pointer[0] = CrossEntropyKernel.Forward(logits.Pointer, target, logits.Shape.Last, ignoreIndex);

        public void Backward(Tensor y)
        {
            if (logits.IsRecorded)
                CrossEntropyKernel.Backward(logits.Pointer, target, logits.Shape.Last, ignoreIndex,
                    y.GradientPointer[0], logits.GradientPointer);
        }
    }
}
