using ZoeDepth.Kernels.Attention;
using ZoeDepth.Kernels.Pointwise;

namespace ZoeDepth.Tensors;

public static unsafe partial class Operations
{
    /// <summary>
    /// y = softmax(scale · q · kᵀ + bias) · v, head by head. Head h owns the channels h · size … of every token, so
    /// nothing is transposed; of the scores only blocks of a few queries exist at a time.
    /// <para>Backward, with p rebuilt from the scores and the ln Σ eˢ of each row: dv = pᵀ · dy; dp = dy · vᵀ; ds = p ·
    /// (dp − Σ dy · y); dq = scale · ds · k; dk = scale · dsᵀ · q; dbias = ds, summed where the bias is shared.</para>
    /// </summary>
    /// <param name="q"><c>[image, query, heads·size]</c></param>
    /// <param name="k"><c>[image, key, heads·size]</c></param>
    /// <param name="v"><c>[image, key, heads·size]</c></param>
    /// <param name="heads">heads</param>
    /// <param name="scale">the factor on the scores: 1/√size</param>
    /// <param name="bias">added to the scaled scores</param>
    /// <param name="dropout">
    /// the share of probabilities that a training pass drops, 0..1; the probabilities are then written out
    /// </param>
    /// <returns><c>[image, query, heads·size]</c></returns>
    /// <exception cref="ArgumentException">the shapes do not fit</exception>
    public static Tensor Attention(
        Tensor q, Tensor k, Tensor v, int heads, float scale, AttentionBias bias = default, double dropout = 0)
    {
        ArgumentNullException.ThrowIfNull(q);
        ArgumentNullException.ThrowIfNull(k);
        ArgumentNullException.ThrowIfNull(v);
        CheckAttention("attention", q, k, heads, bias);
        Check.SamePass("attention", q, v);
        Check.That(v.Shape == k.Shape, "attention", $"k {k.Shape} and v {v.Shape} must have one shape");
        if (dropout <= 0 || !q.Pass.Drops) return q.Pass.Run(new AttentionOperation(q, k, v, heads, scale, bias));
        using var frame = q.Pass.Frame();
        return frame.Keep(WeightedValues(Dropout(AttentionProbabilities(q, k, heads, scale, bias), dropout), v));
    }

    private static void CheckAttention(string operation, Tensor q, Tensor k, int heads, AttentionBias bias)
    {
        Check.SamePass(operation, q, k);
        Check.Tokens(operation, q, "q");
        Check.Tokens(operation, k, "k");
        Check.That(q.Shape == k.Shape.With(1, q.Shape[1]), operation,
            $"q {q.Shape} and k {k.Shape} must agree in images and width");
        Check.That(heads > 0 && q.Shape[2] % heads == 0, operation,
            $"the width of q {q.Shape} is not a multiple of {heads} heads");
        Check.That(k.Shape[1] > 0, operation, $"k {k.Shape} holds no keys");
        bias.Check(operation, q, k, heads);
    }

    private static AttentionShape ShapeOf(Tensor q, Tensor k, int heads, float scale) =>
        new(heads, q.Shape[1], k.Shape[1], q.Shape[2] / heads, scale);

    /// <summary>The rows of one image.</summary>
    private static TokenRows RowsOf(float* p, Tensor tensor, int image) =>
        new(p + ((long)image * tensor.Shape[1] * tensor.Shape[2]), tensor.Shape[2]);

    private sealed class AttentionOperation(Tensor q, Tensor k, Tensor v, int heads, float scale,
        AttentionBias scoreBias) : IPrimitive
    {
        // [image, head, query]: ln Σ eˢ; only where the operation is recorded.
        private Tensor? _logSums;

        private int Images => q.Shape[0];

        private long LogSums => (long)heads * q.Shape[1];

        public string Name => "attention";

        // Every query meets every key twice: for its score, and for its share of the value.
        public long Flops => 4 * q.Shape.Count * k.Shape[1];

        public Shape Output => q.Shape;

        public Tensor[] Inputs => scoreBias.Values is { } bias ? [q, k, v, bias] : [q, k, v];

        public Tensor[] Saved(Tensor y) => [.. Inputs, y, _logSums!];

        public void Forward(Tensor y)
        {
            if (y.IsRecorded) _logSums = q.Pass.New(new Shape(Images, heads, q.Shape[1]), "attention");
            for (var image = 0; image < Images; image++)
                AttentionKernel.Forward(q.Pass.Work, ShapeOf(q, k, heads, scale), RowsOf(q.Pointer, q, image),
                    RowsOf(k.Pointer, k, image),
                    RowsOf(v.Pointer, v, image), scoreBias.Of(image), RowsOf(y.Pointer, y, image),
                    _logSums is null ? null : _logSums.Pointer + (image * LogSums), format: q.Pass.Format);
        }

        public void Backward(Tensor y)
        {
            using var frame = q.Pass.Frame();
            Tensor dq = OneImage(q), dk = OneImage(k), dv = OneImage(v);
            for (var image = 0; image < Images; image++)
            {
                AttentionKernel.Backward(q.Pass.Work, ShapeOf(q, k, heads, scale), RowsOf(q.Pointer, q, image),
                    RowsOf(k.Pointer, k, image),
                    RowsOf(v.Pointer, v, image), scoreBias.Of(image), RowsOf(y.Pointer, y, image),
                    RowsOf(y.GradientPointer, y, image),
                    _logSums!.Pointer + (image * LogSums), RowsOf(dq.Pointer, dq, 0), RowsOf(dk.Pointer, dk, 0),
                    RowsOf(dv.Pointer, dv, 0), scoreBias.GradientOf(image), q.Pass.Format);
                AddTo(q, image, dq);
                AddTo(k, image, dk);
                AddTo(v, image, dv);
            }
        }

        private static Tensor OneImage(Tensor x) => x.Pass.New(x.Shape.With(0, 1), "attention backward");

        // Added, not written: q, k and v may be one tensor, or have other readers.
        private static void AddTo(Tensor x, int image, Tensor gradient)
        {
            if (!x.IsRecorded) return;
            var to = x.GradientPointer + (image * gradient.Shape.Count);
            Elementwise.Run(default(Sum), to, gradient.Pointer, to, gradient.Shape.Count, x.Pass.Work);
        }
    }
}
