using ZoeDepth.Kernels.Gemm;
using ZoeDepth.Kernels.Simd;
using ZoeDepth.Runtime.Memory;
using ZoeDepth.Runtime.Threading;

namespace ZoeDepth.Kernels.Attention;

/// <summary>
/// The backward pass, twice over the scores: once in rows of queries for dq and the bias, once in rows of keys for dk
/// and dv. Scores and dp are computed in both (7 products instead of 5); for that nothing is turned, nothing of size
/// queries × keys is stored, and every piece owns what it writes.
/// </summary>
internal unsafe struct AttentionBackward : IProductKernel
{
    /// <summary>Rows in a block: two blocks of 48 × 769 floats, scores and their gradient, are 295 KB.</summary>
    private const int Rows = 48;

    public Work Work;
    public AttentionShape Shape;
    public TokenRows Q, K, V, Y, DY, DQ, DK, DV;
    public ScoreBias Bias;
    public float* LogSumExp;
    public float* DBias;
    public PanelFormat OperandFormat;

    public readonly PanelFormat Format => OperandFormat;

    public readonly void Run<S, TVector, F>()
        where S : struct, ISimd<TVector> where TVector : struct where F : struct, IOperands
    {
        var job = this;
        // d[head, query] = dy·y
        using var dots = Work.Scratch((long)Shape.Heads * Shape.Queries);
        using var byQuery = new BiasRows(Work, Bias, Shape, byKey: false);
        using var byKey = new BiasRows(Work, Bias, Shape, byKey: true);
        var d = dots.Pointer;
        Work.For(Shape.Heads, head => job.Dots<S, TVector>(head, d + ((long)head * job.Shape.Queries)));
        Work.For(2 * Shape.Heads, piece =>
        {
            var (head, isKeys) = Math.DivRem(piece, 2);
            if (isKeys == 0) job.OfQueries<S, TVector, F>(head, d + ((long)head * job.Shape.Queries), byQuery);
            else job.OfKeys<S, TVector, F>(head, d + ((long)head * job.Shape.Queries), byKey);
        });
    }

    private readonly void Dots<S, TVector>(int head, float* d) where S : struct, ISimd<TVector> where TVector : struct
    {
        for (var i = 0; i < Shape.Queries; i++)
        {
            float* y = Y.Head(head, Shape.HeadSize) + (i * Y.Stride),
                dy = DY.Head(head, Shape.HeadSize) + (i * DY.Stride);
            var sum = S.Zero;
            for (var j = 0; j < Shape.HeadSize; j += S.Width)
            {
                var count = Math.Min(S.Width, Shape.HeadSize - j);
                sum = S.MultiplyAdd(S.LoadPartial(y + j, count, 0), S.LoadPartial(dy + j, count, 0), sum);
            }
            d[i] = S.Sum(sum);
        }
    }

    /// <summary>dq = scale · ds·k and the gradient of the bias, for one head.</summary>
    private readonly void OfQueries<S, TVector, F>(int head, float* d, BiasRows bias)
        where S : struct, ISimd<TVector> where TVector : struct where F : struct, IOperands
    {
        int size = Shape.HeadSize, keys = Shape.Keys, queries = Shape.Queries;
        long narrow = BlockProduct.Size(Rows, size), wide = BlockProduct.Size(Rows, keys),
            across = BlockProduct.PanelsSize<F>(keys, size);
        long table = DBias != null && Bias.IsTable ? Bias.TableRows : 0;
        using var memory =
            Work.Scratch((2 * across) + BlockProduct.PanelsSize<F>(size, keys) + (3 * narrow) + (2 * wide)
                + table);
        float* keysAcross = memory.Pointer, valuesAcross = keysAcross + across, keysDown = valuesAcross + across;
        float* q = keysDown + BlockProduct.PanelsSize<F>(size, keys), dy = q + narrow, dq = dy + narrow;
        float* s = dq + narrow, ds = s + wide, gradient = ds + wide;
        float* k = K.Head(head, size), lse = LogSumExp + ((long)head * queries);
        BlockProduct.Pack<S, TVector, F>(MatrixSource.Rows(k, keys, size, K.Stride), keysAcross);
        BlockProduct.Pack<S, TVector, F>(MatrixSource.Rows(V.Head(head, size), keys, size, V.Stride),
            valuesAcross);
        BlockProduct.Pack<S, TVector, F>(MatrixSource.Columns(k, size, keys, K.Stride), keysDown);
        new Span<float>(gradient, (int)table).Clear();
        var scale = Shape.Scale;
        for (var start = 0; start < queries; start += Rows)
        {
            var rows = Math.Min(Rows, queries - start);
            var chunk = BlockProduct.Chunk(rows);
            Scores<S, TVector, F>(head, start, rows, scale, Q, DY, keysAcross, valuesAcross, keys, bias, q, dy, s, ds);
            for (var i = 0; i < rows; i++)
            {
                float* p = s + (i * GemmTile.RowStride), dp = ds + (i * GemmTile.RowStride);
                BlockSoftmax.Backward<S, TVector>(p, dp, chunk, keys, lse + start + i, d + start + i, 0);
                if (table != 0) bias.Gather<S, TVector>(start + i, dp, chunk, gradient);
                else if (DBias != null) AddDense(head, start + i, dp, chunk);
            }
            BlockProduct.BecomeWords<S, TVector, F>(ds, rows, keys);
            BlockProduct.Multiply<S, TVector, F>(ds, rows, keys, keysDown, size, dq, adds: false);
            BlockProduct.Leave<S, TVector>(dq, rows, size, &scale, 0, DQ.Head(head, size) + (start * DQ.Stride),
                DQ.Stride);
        }
        if (table != 0) bias.Return(gradient, head, DBias);
    }

    /// <summary>dk = scale · dsᵀ·q and dv = pᵀ·dy, for one head.</summary>
    private readonly void OfKeys<S, TVector, F>(int head, float* d, BiasRows bias)
        where S : struct, ISimd<TVector> where TVector : struct where F : struct, IOperands
    {
        int size = Shape.HeadSize, keys = Shape.Keys, queries = Shape.Queries;
        long narrow = BlockProduct.Size(Rows, size), wide = BlockProduct.Size(Rows, queries);
        long across = BlockProduct.PanelsSize<F>(queries, size),
            down = BlockProduct.PanelsSize<F>(size, queries);
        // Rounded scores must be those of the forward pass, which rounds scaled queries: an exponent a little larger
        // than the largest is no probability any more.
        var isRounded = F.PerWord > 1;
        var scaled = isRounded ? (long)queries * size : 0;
        using var memory = Work.Scratch((2 * across) + (2 * down) + (3 * narrow) + (2 * wide) + scaled);
        float* queriesAcross = memory.Pointer, gradientsAcross = queriesAcross + across;
        float* queriesDown = gradientsAcross + across, gradientsDown = queriesDown + down;
        float* k = gradientsDown + down, v = k + narrow, result = v + narrow, s = result + narrow, ds = s + wide;
        var scaledQueries = ds + wide;
        float* q = Q.Head(head, size), dy = DY.Head(head, size), lse = LogSumExp + ((long)head * queries);
        if (isRounded) ScaleQueries(q, scaledQueries);
        BlockProduct.Pack<S, TVector, F>(isRounded ? MatrixSource.Rows(scaledQueries, queries, size)
            : MatrixSource.Rows(q, queries, size, Q.Stride), queriesAcross);
        BlockProduct.Pack<S, TVector, F>(MatrixSource.Rows(dy, queries, size, DY.Stride), gradientsAcross);
        BlockProduct.Pack<S, TVector, F>(MatrixSource.Columns(q, size, queries, Q.Stride), queriesDown);
        BlockProduct.Pack<S, TVector, F>(MatrixSource.Columns(dy, size, queries, DY.Stride), gradientsDown);
        float scale = Shape.Scale, one = 1;
        for (var start = 0; start < keys; start += Rows)
        {
            var rows = Math.Min(Rows, keys - start);
            var chunk = BlockProduct.Chunk(rows);
            Scores<S, TVector, F>(head, start, rows, isRounded ? 1 : scale, K, V, queriesAcross, gradientsAcross,
                queries, bias, k, v, s, ds);
            for (var i = 0; i < rows; i++)
                BlockSoftmax.Backward<S, TVector>(s + (i * GemmTile.RowStride), ds + (i * GemmTile.RowStride), chunk,
                    queries, lse, d, 1);
            BlockProduct.BecomeWords<S, TVector, F>(s, rows, queries);
            BlockProduct.BecomeWords<S, TVector, F>(ds, rows, queries);
            BlockProduct.Multiply<S, TVector, F>(ds, rows, queries, queriesDown, size, result, adds: false);
            BlockProduct.Leave<S, TVector>(result, rows, size, &scale, 0, DK.Head(head, size) + (start * DK.Stride),
                DK.Stride);
            BlockProduct.Multiply<S, TVector, F>(s, rows, queries, gradientsDown, size, result, adds: false);
            BlockProduct.Leave<S, TVector>(result, rows, size, &one, 0, DV.Head(head, size) + (start * DV.Stride),
                DV.Stride);
        }
    }

    /// <summary>A block of scores and of dp: rows of one side against all of the other.</summary>
    private readonly void Scores<S, TVector, F>(
        int head, int start, int rows, float factor, TokenRows left, TokenRows leftGradient, float* across,
        float* gradientAcross, int columns, BiasRows bias,
        float* a, float* da, float* s, float* ds)
        where S : struct, ISimd<TVector> where TVector : struct where F : struct, IOperands
    {
        var size = Shape.HeadSize;
        BlockProduct.Enter<S, TVector>(left.Head(head, size) + (start * left.Stride), left.Stride, rows, size,
            factor, a);
        BlockProduct.Enter<S, TVector>(leftGradient.Head(head, size) + (start * leftGradient.Stride),
            leftGradient.Stride, rows, size, 1, da);
        BlockProduct.BecomeWords<S, TVector, F>(a, rows, size);
        BlockProduct.BecomeWords<S, TVector, F>(da, rows, size);
        if (!bias.IsNone)
            for (var i = 0; i < rows; i++)
                bias.Lay<S, TVector>(head, start + i, s + (i * GemmTile.RowStride), BlockProduct.Chunk(rows));
        BlockProduct.Multiply<S, TVector, F>(a, rows, size, across, columns, s, adds: !bias.IsNone);
        BlockProduct.Multiply<S, TVector, F>(da, rows, size, gradientAcross, columns, ds, adds: false);
    }

    private readonly void ScaleQueries(float* q, float* to)
    {
        for (var i = 0; i < Shape.Queries; i++, q += Q.Stride, to += Shape.HeadSize)
            for (var j = 0; j < Shape.HeadSize; j++) to[j] = q[j] * Shape.Scale;
    }

    private readonly void AddDense(int head, int query, float* ds, long chunk)
    {
        var to = DBias + ((((long)head * Shape.Queries) + query) * Shape.Keys);
        for (var key = 0; key < Shape.Keys; key++) to[key] += ds[(key / GemmTile.KC * chunk) + (key % GemmTile.KC)];
    }
}
