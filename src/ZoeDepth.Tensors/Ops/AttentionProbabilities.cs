using ZoeDepth.Kernels.Attention;
using ZoeDepth.Kernels.Gemm;
using ZoeDepth.Kernels.Normalization;
using ZoeDepth.Kernels.Pointwise;

namespace ZoeDepth.Tensors;

public static unsafe partial class Operations
{
    /// <summary>
    /// p = softmax(scale · q · kᵀ + bias), written out: 38 MB for 769 tokens and 16 heads, so only for a caller who
    /// asks to see what attends to what.
    /// <para>Backward: ds = p · (dp − Σ dp · p); dq = scale · ds · k; dk = scale · dsᵀ · q; dbias = ds, summed where
    /// the bias is shared.</para>
    /// </summary>
    /// <param name="q"><c>[image, query, heads·size]</c></param>
    /// <param name="k"><c>[image, key, heads·size]</c></param>
    /// <param name="heads">heads</param>
    /// <param name="scale">the factor on the scores: 1/√size</param>
    /// <param name="bias">added to the scaled scores</param>
    /// <returns><c>[image, head, query, key]</c></returns>
    /// <exception cref="ArgumentException">the shapes do not fit</exception>
    public static Tensor AttentionProbabilities(Tensor q, Tensor k, int heads, float scale,
        AttentionBias bias = default)
    {
        ArgumentNullException.ThrowIfNull(q);
        ArgumentNullException.ThrowIfNull(k);
        CheckAttention("attention probabilities", q, k, heads, bias);

        // A table is written out first: with the probabilities of its size at hand that costs nothing more.
        if (bias is { IsTable: true, Values: { } table })
            bias = AttentionBias.Dense(RelativePositionBias(table, bias.Rows, bias.Columns));
        return q.Pass.Run(new AttentionProbabilitiesOperation(q, k, heads, scale, bias));
    }

    private sealed class AttentionProbabilitiesOperation(Tensor queryRows, Tensor keyRows, int heads, float scale,
        AttentionBias scoreBias) : IPrimitive
    {
        private int Images => queryRows.Shape[0];

        private int Queries => queryRows.Shape[1];

        private int Keys => keyRows.Shape[1];

        private int Width => queryRows.Shape[2];

        private int Size => Width / heads;

        private long Plane => (long)Queries * Keys;

        public string Name => "attention probabilities";

        public long Flops => 2 * queryRows.Shape.Count * Keys;

        public Shape Output => new(Images, heads, Queries, Keys);

        public Tensor[] Inputs => scoreBias.Values is { } bias ? [queryRows, keyRows, bias] : [queryRows, keyRows];

        public Tensor[] Saved(Tensor y) => [queryRows, keyRows, y];

        public void Forward(Tensor y)
        {
            using var frame = queryRows.Pass.Frame();

            // The kernel mixes values too; the keys stand in for them.
            var mixed = queryRows.Pass.New(queryRows.Shape.With(0, 1), "attention probabilities");
            for (var image = 0; image < Images; image++)
            {
                var keys = RowsOf(keyRows.Pointer, keyRows, image);
                AttentionKernel.Forward(queryRows.Pass.Work, ShapeOf(queryRows, keyRows, heads, scale),
                    RowsOf(queryRows.Pointer, queryRows, image), keys, keys, scoreBias.Of(image),
                    RowsOf(mixed.Pointer, mixed, 0), probabilities: y.Pointer + (image * heads * Plane),
                    format: queryRows.Pass.Format);
            }
        }

        public void Backward(Tensor y)
        {
            using var frame = queryRows.Pass.Frame();
            var (work, format) = (queryRows.Pass.Work, queryRows.Pass.Format);
            var ds = queryRows.Pass.New(new Shape(heads, Queries, Keys), "attention probabilities");
            for (var image = 0; image < Images; image++)
            {
                var at = image * heads * Plane;
                ds.Values.Clear();
                SoftmaxKernel.Backward(y.Pointer + at, y.GradientPointer + at, ds.Pointer, (long)heads * Queries, Keys,
                    work);
                var dbias = scoreBias.GradientOf(image);
                if (dbias is not null) Elementwise.Run(default(Sum), dbias, ds.Pointer, dbias, ds.Shape.Count, work);
                Elementwise.Run(new AffineOf(scale, 0), ds.Pointer, ds.Pointer, ds.Shape.Count, work);
                for (var head = 0; head < heads; head++)
                {
                    var plane = new MatrixView(ds.Pointer + (head * Plane), Queries, Keys);
                    long ofQ = ((long)image * Queries * Width) + (head * Size),
                        ofK = ((long)image * Keys * Width) + (head * Size);
                    MatrixView q = new(queryRows.Pointer + ofQ, Queries, Size, Width),
                        k = new(keyRows.Pointer + ofK, Keys, Size, Width);
                    if (queryRows.IsRecorded)
                        GemmDriver.Multiply(work, plane, k, queryRows.GradientPointer + ofQ, Width, accumulate: true,
                            format);
                    if (keyRows.IsRecorded)
                        GemmDriver.Multiply(work, plane.Transpose, q, keyRows.GradientPointer + ofK, Width,
                            accumulate: true, format);
                }
            }
        }
    }
}
