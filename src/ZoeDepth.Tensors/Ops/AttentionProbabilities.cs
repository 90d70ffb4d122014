using ZoeDepth.Kernels.Attention;
using ZoeDepth.Kernels.Gemm;
using ZoeDepth.Kernels.Normalization;
using ZoeDepth.Kernels.Pointwise;

namespace ZoeDepth.Tensors;

public static unsafe partial class Operations
{
    /// <summary>
    /// p = softmax(scale · q · kᵀ + bias), written out: 38 MB for 769 tokens and 16 heads, so only for a caller who asks to see what attends to what.
    /// <para>Backward: ds = p · (dp − Σ dp · p); dq = scale · ds · k; dk = scale · dsᵀ · q; dbias = ds, summed where the bias is shared.</para>
    /// </summary>
    /// <param name="q"><c>[image, query, heads·size]</c></param>
    /// <param name="k"><c>[image, key, heads·size]</c></param>
    /// <param name="heads">heads</param>
    /// <param name="scale">the factor on the scores: 1/√size</param>
    /// <param name="bias">added to the scaled scores</param>
    /// <returns><c>[image, head, query, key]</c></returns>
    /// <exception cref="ArgumentException">the shapes do not fit</exception>
    public static Tensor AttentionProbabilities(Tensor q, Tensor k, int heads, float scale, AttentionBias bias = default)
    {
        CheckAttention("attention probabilities", q, k, heads, bias);

        // A table is written out first: with the probabilities of its size at hand that costs nothing more.
        if (bias is { IsTable: true, Values: { } table }) bias = AttentionBias.Dense(RelativePositionBias(table, bias.Rows, bias.Columns));
        return q.Pass.Run(new Probabilities(q, k, heads, scale, bias));
    }

    private sealed record Probabilities(Tensor Q, Tensor K, int Heads, float Scale, AttentionBias Bias) : IPrimitive
    {
        private int Images => Q.Shape[0];

        private int Queries => Q.Shape[1];

        private int Keys => K.Shape[1];

        private int Width => Q.Shape[2];

        private int Size => Width / Heads;

        private long Plane => (long)Queries * Keys;

        public string Name => "attention probabilities";

        public Shape Output => new(Images, Heads, Queries, Keys);

        public Tensor[] Inputs => Bias.Values is { } bias ? [Q, K, bias] : [Q, K];

        public Tensor[] Saved(Tensor y) => [Q, K, y];

        public void Forward(Tensor y)
        {
            using var frame = Q.Pass.Frame();

            // The kernel mixes values too; the keys stand in for them.
            var mixed = Q.Pass.New(Q.Shape.With(0, 1), "attention probabilities");
            for (var image = 0; image < Images; image++)
            {
                var keys = RowsOf(K.Pointer, K, image);
                AttentionKernel.Forward(Q.Pass.Work, ShapeOf(Q, K, Heads, Scale), RowsOf(Q.Pointer, Q, image), keys, keys, Bias.Of(image),
                    RowsOf(mixed.Pointer, mixed, 0), probabilities: y.Pointer + (image * Heads * Plane));
            }
        }

        public void Backward(Tensor y)
        {
            using var frame = Q.Pass.Frame();
            var work = Q.Pass.Work;
            var ds = Q.Pass.New(new Shape(Heads, Queries, Keys), "attention probabilities");
            for (var image = 0; image < Images; image++)
            {
                var at = image * Heads * Plane;
                ds.Values.Clear();
                SoftmaxKernel.Backward(y.Pointer + at, y.GradientPointer + at, ds.Pointer, (long)Heads * Queries, Keys, work);
                var dbias = Bias.GradientOf(image);
                if (dbias is not null) Elementwise.Run(default(Sum), dbias, ds.Pointer, dbias, ds.Shape.Count, work);
                Elementwise.Run(new AffineOf(Scale, 0), ds.Pointer, ds.Pointer, ds.Shape.Count, work);
                for (var head = 0; head < Heads; head++)
                {
                    var plane = new MatrixView(ds.Pointer + (head * Plane), Queries, Keys);
                    long ofQ = ((long)image * Queries * Width) + (head * Size), ofK = ((long)image * Keys * Width) + (head * Size);
                    MatrixView q = new(Q.Pointer + ofQ, Queries, Size, Width), k = new(K.Pointer + ofK, Keys, Size, Width);
                    if (Q.IsRecorded) GemmDriver.Multiply(work, plane, k, Q.GradientPointer + ofQ, Width, accumulate: true);
                    if (K.IsRecorded) GemmDriver.Multiply(work, plane.Transpose, q, K.GradientPointer + ofK, Width, accumulate: true);
                }
            }
        }
    }
}
