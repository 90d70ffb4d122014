using ZoeDepth.Kernels.Gemm;
using ZoeDepth.Kernels.Simd;
using ZoeDepth.Runtime.Memory;
using ZoeDepth.Runtime.Threading;

namespace ZoeDepth.Kernels.Attention;

/// <summary>The forward pass: keys and values are packed head by head, then blocks of queries pass by.</summary>
internal unsafe struct AttentionForward : IProductKernel
{
    /// <summary>
    /// Queries in a block: four tiles of 12. With 769 keys the scores are 48 × 769 floats, 148 KB; with a head's packed
    /// keys and values (200 KB each) they stay in a second cache of a megabyte.
    /// </summary>
    private const int Queries = 48;

    public Work Work;
    public AttentionShape Shape;
    public TokenRows Q, K, V, Y;
    public ScoreBias Bias;
    public float* LogSumExp;
    public float* Probabilities;
    public PanelFormat OperandFormat;

    public readonly PanelFormat Format => OperandFormat;

    public readonly void Run<S, TVector, F>()
        where S : struct, ISimd<TVector> where TVector : struct where F : struct, IOperands
    {
        var job = this;
        int heads = Shape.Heads, size = Shape.HeadSize;
        long keysSize = BlockProduct.PanelsSize<F>(Shape.Keys, size),
            valuesSize = BlockProduct.PanelsSize<F>(size, Shape.Keys);
        using var packed = Work.Scratch(heads * (keysSize + valuesSize));
        using var bias = new BiasRows(Work, Bias, Shape, byKey: false);
        float* keys = packed.Pointer, values = keys + (heads * keysSize);
        Work.For(2 * heads, piece =>
        {
            var (head, isValue) = Math.DivRem(piece, 2);
            var source = isValue == 0
                ? MatrixSource.Rows(job.K.Head(head, size), job.Shape.Keys, size, job.K.Stride)
                : MatrixSource.Columns(job.V.Head(head, size), size, job.Shape.Keys, job.V.Stride);
            BlockProduct.Pack<S, TVector, F>(source,
                isValue == 0 ? keys + (head * keysSize) : values + (head * valuesSize));
        });
        var blocks = (Shape.Queries + Queries - 1) / Queries;
        Work.For(heads * blocks, piece =>
        {
            var (head, block) = Math.DivRem(piece, blocks);
            int start = (int)((long)job.Shape.Queries * block / blocks),
                end = (int)((long)job.Shape.Queries * (block + 1) / blocks);
            job.Block<S, TVector, F>(head, start, end - start, keys + (head * keysSize), values + (head * valuesSize),
                bias);
        });
    }

    private readonly void Block<S, TVector, F>(int head, int query0, int rows, float* keys, float* values,
        BiasRows bias)
        where S : struct, ISimd<TVector> where TVector : struct where F : struct, IOperands
    {
        int size = Shape.HeadSize, count = Shape.Keys;
        long chunk = BlockProduct.Chunk(rows), narrow = BlockProduct.Size(rows, size);
        var q = Scratch.Floats((2 * narrow) + BlockProduct.Size(rows, count) + Queries);
        float* y = q + narrow, scores = y + narrow, inverse = scores + BlockProduct.Size(rows, count);

        BlockProduct.Enter<S, TVector>(Q.Head(head, size) + (query0 * Q.Stride), Q.Stride, rows, size, Shape.Scale, q);
        BlockProduct.BecomeWords<S, TVector, F>(q, rows, size);
        if (!bias.IsNone)
            for (var i = 0; i < rows; i++)
                bias.Lay<S, TVector>(head, query0 + i, scores + (i * GemmTile.RowStride), chunk);
        BlockProduct.Multiply<S, TVector, F>(q, rows, size, keys, count, scores, adds: !bias.IsNone);
        for (var i = 0; i < rows; i++)
        {
            var (largest, sum) = BlockSoftmax.Exponentials<S, TVector>(scores + (i * GemmTile.RowStride), chunk, count);
            inverse[i] = 1 / sum;
            if (LogSumExp != null) LogSumExp[((long)head * Shape.Queries) + query0 + i] = largest + MathF.Log(sum);
        }
        if (Probabilities != null)
            BlockProduct.Leave<S, TVector>(scores, rows, count, inverse, 1,
                Probabilities + ((((long)head * Shape.Queries) + query0) * count), count);
        BlockProduct.BecomeWords<S, TVector, F>(scores, rows, count);
        BlockProduct.Multiply<S, TVector, F>(scores, rows, count, values, size, y, adds: false);
        BlockProduct.Leave<S, TVector>(y, rows, size, inverse, 1, Y.Head(head, size) + (query0 * Y.Stride), Y.Stride);
    }
}
