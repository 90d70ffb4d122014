using ZoeDepth.Kernels.Gemm;
using ZoeDepth.Kernels.Simd;
using ZoeDepth.Runtime.Threading;

namespace ZoeDepth.Kernels.Attention;

/// <summary>
/// Attention of all heads of one image, forward and backward. Scores live in blocks of a few queries that stay in the
/// second cache; a whole row of keys fits, so the softmax needs no running maximum. Nothing of size queries × keys is
/// stored unless it is asked for.
/// </summary>
internal static unsafe class AttentionKernel
{
    /// <summary>y = softmax(scale · q·kᵀ + bias) · v</summary>
    /// <param name="work">threads</param>
    /// <param name="shape">extents</param>
    /// <param name="q">queries <c>[query, heads · headSize]</c></param>
    /// <param name="k">keys <c>[key, heads · headSize]</c></param>
    /// <param name="v">values <c>[key, heads · headSize]</c></param>
    /// <param name="bias">added to the scores</param>
    /// <param name="y">result <c>[query, heads · headSize]</c></param>
    /// <param name="logSumExp">if not null, receives ln Σ eˢ of each row of scores, <c>[heads, queries]</c>: what
    /// <see cref="Backward"/> needs</param>
    /// <param name="probabilities">if not null, receives the softmax, <c>[heads, queries, keys]</c></param>
    /// <param name="format">
    /// what the operands of both products are rounded to; scores, softmax and sums are floats in any case
    /// </param>
    /// <exception cref="ArgumentException">
    /// an extent is not positive, or a table is for another number of tokens
    /// </exception>
    public static void Forward(
        Work work, in AttentionShape shape, TokenRows q, TokenRows k, TokenRows v, in ScoreBias bias, TokenRows y,
        float* logSumExp = null,
        float* probabilities = null, PanelFormat format = PanelFormat.Float32)
    {
        Check(work, shape, bias);
        var kernel = new AttentionForward
        {
            Work = work, Shape = shape, Q = q, K = k, V = v, Bias = bias, Y = y, LogSumExp = logSumExp,
                Probabilities = probabilities, OperandFormat = format,
        };
        ProductDispatch.Run(ref kernel);
    }

    /// <summary>
    /// The gradients of <see cref="Forward"/>: with p rebuilt from scores and logSumExp, dv = pᵀ·dy, dp = dy·vᵀ, ds = p
    /// ⊙ (dp − rowsum(dy ⊙ y)), dq = scale · ds·k, dk = scale · dsᵀ·q, and ds itself for the bias.
    /// </summary>
    /// <param name="work">threads</param>
    /// <param name="shape">extents</param>
    /// <param name="q">queries</param>
    /// <param name="k">keys</param>
    /// <param name="v">values</param>
    /// <param name="bias">as in the forward pass</param>
    /// <param name="y">the result of the forward pass</param>
    /// <param name="dy">its gradient</param>
    /// <param name="logSumExp">from the forward pass, <c>[heads, queries]</c></param>
    /// <param name="dq">receives the gradient of q</param>
    /// <param name="dk">receives the gradient of k</param>
    /// <param name="dv">receives the gradient of v</param>
    /// <param name="dbias">
    /// if not null, the gradient of the bias is added here: as dense or as a table, like <paramref name="bias"/>
    /// </param>
    /// <param name="format">what the operands of all products are rounded to, as in the forward pass</param>
    /// <exception cref="ArgumentException">
    /// an extent is not positive, or a table is for another number of tokens
    /// </exception>
    public static void Backward(
        Work work, in AttentionShape shape, TokenRows q, TokenRows k, TokenRows v, in ScoreBias bias, TokenRows y,
        TokenRows dy, float* logSumExp,
        TokenRows dq, TokenRows dk, TokenRows dv, float* dbias = null, PanelFormat format = PanelFormat.Float32)
    {
        Check(work, shape, bias);
        if (dbias != null && bias.Values == null)
            throw new ArgumentException("attention: a gradient of the bias is asked for, but there was no bias");
        var kernel = new AttentionBackward
        {
            Work = work, Shape = shape, Q = q, K = k, V = v, Bias = bias, Y = y, DY = dy, LogSumExp = logSumExp,
            DQ = dq, DK = dk, DV = dv, DBias = dbias, OperandFormat = format,
        };
        ProductDispatch.Run(ref kernel);
    }

    private static void Check(Work work, in AttentionShape shape, in ScoreBias bias)
    {
        ArgumentNullException.ThrowIfNull(work);
        if (shape.Heads < 1 || shape.Queries < 1 || shape.Keys < 1 || shape.HeadSize < 1)
            throw new ArgumentException(
                $"attention: {shape.Heads} heads of {shape.HeadSize}, {shape.Queries} queries, {shape.Keys} keys; " +
                "expected at least 1 of each");
        if (bias.IsTable && (bias.Tokens != shape.Queries || bias.Tokens != shape.Keys))
            throw new ArgumentException(
                $"attention: the position table is for 1 + {bias.Height}x{bias.Width} tokens, " +
                $"but there are {shape.Queries} queries and {shape.Keys} keys");
    }
}
