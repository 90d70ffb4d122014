using ZoeDepth.Kernels.Gemm;

namespace ZoeDepth.Tensors;

public static unsafe partial class Operations
{
    /// <summary>
    /// y = a · b over the last two axes, or a · bᵀ; the axes before them are a batch, which b may lack.
    /// <para>Backward: da = dy · bᵀ, db = aᵀ · dy (with bᵀ for b: da = dy · b, db = dyᵀ · a), summed over the batch
    /// where b has none.</para>
    /// </summary>
    /// <param name="a"><c>[…, m, k]</c></param>
    /// <param name="b">
    /// <c>[…, k, n]</c> or <c>[k, n]</c>; with <paramref name="transposeB"/> <c>[…, n, k]</c> or <c>[n, k]</c>
    /// </param>
    /// <param name="transposeB">whether b is turned first</param>
    /// <returns><c>[…, m, n]</c></returns>
    /// <exception cref="ArgumentException">the shapes do not fit</exception>
    public static Tensor MatMul(Tensor a, Tensor b, bool transposeB = false)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        Check.SamePass("matmul", a, b);
        Check.That(a.Shape.Rank >= 2 && b.Shape.Rank >= 2, "matmul",
            $"a {a.Shape} and b {b.Shape} must have at least two axes each");
        Check.That(a.Shape.Last == b.Shape[transposeB ? ^1 : ^2], "matmul",
            $"a {a.Shape} does not fit b {b.Shape}{(transposeB ? " transposed" : "")}: a's last axis and b's " +
            $"{(transposeB ? "last" : "last but one")} must agree");
        Check.That(a.Shape.Last > 0, "matmul", $"the last axis of a {a.Shape} is empty");
        Check.That(b.Shape.Rank == 2 || (b.Shape.Rank == a.Shape.Rank && a.Shape.With(^1, 1)
            .With(^2, 1) == b.Shape.With(^1, 1).With(^2, 1)), "matmul",
            $"the batch axes of a {a.Shape} and b {b.Shape} must agree, or b must have none");
        return a.Pass.Run(new MatMulOperation(a, b, transposeB));
    }

    private sealed class MatMulOperation(Tensor left, Tensor right, bool transposeB) : IPrimitive
    {
        private bool SharesB => right.Shape.Rank == 2;

        private int K => left.Shape.Last;

        private int N => right.Shape[transposeB ? ^2 : ^1];

        // One b for the whole batch makes the batch one tall matrix.
        private int M => SharesB ? checked((int)left.Shape.Rows) : left.Shape[^2];

        private int Batch => SharesB ? 1 : checked((int)(left.Shape.Count / Math.Max(1, (long)M * K)));

        private long AStep => (long)M * K;

        private long BStep => (long)K * N;

        private long YStep => (long)M * N;

        public string Name => "matmul";

        public long Flops => 2 * left.Shape.Count * N;

        public Shape Output => left.Shape.WithLast(N);

        public Tensor[] Inputs => [left, right];

        public void Forward(Tensor y) =>
            Multiply(View(left.Pointer, M, K), AStep, ViewOfB(right.Pointer), BStep, y.Pointer, YStep, N, adds: false);

        public void Backward(Tensor y)
        {
            var dy = View(y.GradientPointer, M, N);
            if (left.IsRecorded)
                Multiply(dy, YStep, ViewOfB(right.Pointer).Transpose, BStep, left.GradientPointer, AStep, K,
                    adds: true);
            if (!right.IsRecorded) return;
            var a = View(left.Pointer, M, K);
            if (transposeB)
                Multiply(dy.Transpose, YStep, a, AStep, right.GradientPointer, BStep, K, adds: true);
            else Multiply(a.Transpose, AStep, dy, YStep, right.GradientPointer, BStep, N, adds: true);
        }

        private void Multiply(MatrixView a, long aStep, MatrixView b, long bStep, float* to, long step, int stride,
            bool adds) =>
            GemmDriver.Multiply(left.Pass.Work, Batch, a, aStep, b, bStep, to, step, stride, adds, left.Pass.Format);

        private static MatrixView View(float* p, int rows, int columns) => new(p, rows, columns);

        /// <summary>b as the product sees it: <c>[k, n]</c>.</summary>
        private MatrixView ViewOfB(float* p) => transposeB ? View(p, N, K).Transpose : View(p, K, N);
    }
}
