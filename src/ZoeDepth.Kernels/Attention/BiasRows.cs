using System.Runtime.CompilerServices;
using ZoeDepth.Kernels.Gemm;
using ZoeDepth.Kernels.Simd;
using ZoeDepth.Runtime.Memory;
using ZoeDepth.Runtime.Threading;

namespace ZoeDepth.Kernels.Attention;

/// <summary>
/// A bias as rows of scores. For a table, each head gets its elements side by side and mirrored, so that the biases of
/// one row of patches are one contiguous segment: from left to right kx grows, and qx − kx + w − 1 becomes w − 1 − qx +
/// kx. Seen from the keys (rows are keys, columns queries) the same formula holds for the elements mirrored from top to
/// bottom, with the first two of the last three exchanged.
/// </summary>
internal sealed unsafe class BiasRows : IDisposable
{
    private readonly ScoreBias _bias;
    private readonly AttentionShape _shape;
    private readonly bool _byKey;
    private readonly ScratchBlock? _mirrored;

    public BiasRows(Work work, ScoreBias bias, AttentionShape shape, bool byKey)
    {
        (_bias, _shape, _byKey) = (bias, shape, byKey);
        if (!bias.IsTable) return;
        _mirrored = work.Scratch((long)shape.Heads * bias.TableRows);
        try
        {
            work.For(shape.Heads, head =>
            {
                var to = Head(head);
                for (var i = 0; i < _bias.TableRows; i++) to[Mirror(i)] = _bias.Values[((long)i * _shape.Heads) + head];
            });
        }
        catch
        {
            // Cancelled: nobody gets these rows who could dispose them.
            Dispose();
            throw;
        }
    }

    public bool IsNone => _bias.Values == null;

    /// <summary>The elements of a head, mirrored.</summary>
    private float* Head(int head) => _mirrored!.Pointer + ((long)head * _bias.TableRows);

    /// <summary>Lays the bias of one row of scores into a block.</summary>
    /// <param name="head">head</param>
    /// <param name="token">query, or key if rows are keys</param>
    /// <param name="row">the row's first float in the block</param>
    /// <param name="chunk">floats from one chunk of the row to the next</param>
    public void Lay<S, V>(int head, int token, float* row, long chunk) where S : struct, ISimd<V> where V : struct
    {
        if (!_bias.IsTable)
        {
            LayDense<S, V>(head, token, row, chunk);
            return;
        }
        float* numbers = Head(head), last = numbers + _bias.TableRows - 3;
        if (token == 0)
        {
            *row = last[2];
            Fill(last[0], row, chunk);
            return;
        }
        *row = last[1];
        Patches<S, V>(numbers + Start(token, 0), row, chunk, _bias.Height, _bias.Width);
    }

    /// <summary>
    /// Row after row of patches; the elements for the next row of patches lie one table row (2w − 1) earlier.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Patches<S, V>(float* numbers, float* row, long chunk, int height, int width)
        where S : struct, ISimd<V> where V : struct
    {
        for (int y = 0, place = 1; y < height; y++, numbers -= (2 * width) - 1)
        {
            if (place + width <= GemmTile.KC)
            {
                var to = row + place;
                var i = 0;
                for (; i + S.Width <= width; i += S.Width) S.Store(to + i, S.Load(numbers + i));
                if (i < width) S.StorePartial(to + i, S.LoadPartial(numbers + i, width - i, 0), width - i);
            }
            else
            {
                Segment<S, V>(numbers, row, chunk, place, width, adds: false);
            }
            for (place += width; place >= GemmTile.KC; place -= GemmTile.KC) row += chunk;
        }
    }

    /// <summary>
    /// Adds one row of the scores' gradient to a head's mirrored gradient: the adjoint of <see cref="Lay"/>.
    /// </summary>
    public void Gather<S, V>(int token, float* row, long chunk, float* gradient)
        where S : struct, ISimd<V> where V : struct
    {
        var last = gradient + _bias.TableRows - 3;
        if (token == 0)
        {
            last[2] += *row;
            for (var i = 1; i < _bias.Tokens; i++) last[0] += row[Place(i, chunk)];
            return;
        }
        last[1] += *row;
        for (var y = 0; y < _bias.Height; y++)
            Segment<S, V>(gradient + Start(token, y), row, chunk, 1 + (y * _bias.Width), _bias.Width, adds: true);
    }

    /// <summary>Adds a head's mirrored gradient to a table <c>[rows, heads]</c>.</summary>
    public void Return(float* gradient, int head, float* table)
    {
        for (var i = 0; i < _bias.TableRows; i++) table[((long)i * _shape.Heads) + head] += gradient[Mirror(i)];
    }

    public void Dispose() => _mirrored?.Dispose();

    /// <summary>Where a table's row goes.</summary>
    private int Mirror(int i)
    {
        int across = (2 * _bias.Width) - 1, down = (2 * _bias.Height) - 1;
        if (i >= down * across) return !_byKey || i == _bias.TableRows - 1 ? i : (2 * down * across) + 1 - i;
        var (y, x) = Math.DivRem(i, across);
        return _byKey ? ((down - 1 - y) * across) + x : (y * across) + across - 1 - x;
    }

    /// <summary>The first number for a patch token and one row of patches.</summary>
    private int Start(int token, int y)
    {
        var (rowY, rowX) = Math.DivRem(token - 1, _bias.Width);
        return ((rowY - y + _bias.Height - 1) * ((2 * _bias.Width) - 1)) + _bias.Width - 1 - rowX;
    }

    /// <summary>Where a column lies in a chunked row.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static long Place(int column, long chunk) => (column / GemmTile.KC * chunk) + (column % GemmTile.KC);

    /// <summary>
    /// Copies a segment of elements into a chunked row, or adds it back; a segment may cross into the next chunk.
    /// </summary>
    private static void Segment<S, V>(float* numbers, float* row, long chunk, int column, int length, bool adds)
        where S : struct, ISimd<V> where V : struct
    {
        while (length > 0)
        {
            var count = Math.Min(length, GemmTile.KC - (column % GemmTile.KC));
            var at = row + Place(column, chunk);
            if (adds) Add<S, V>(at, numbers, count);
            else RowCopy.Segment<S, V>(numbers, at, count, S.Broadcast(float.NegativeInfinity));
            numbers += count;
            column += count;
            length -= count;
        }
    }

    private static void Add<S, V>(float* from, float* to, int count) where S : struct, ISimd<V> where V : struct
    {
        var i = 0;
        for (; i + S.Width <= count; i += S.Width) S.Store(to + i, S.Add(S.Load(to + i), S.Load(from + i)));
        if (i < count)
            S.StorePartial(to + i, S.Add(S.LoadPartial(to + i, count - i, 0), S.LoadPartial(from + i, count - i, 0)),
                count - i);
    }

    private void Fill(float value, float* row, long chunk)
    {
        for (var column = 1; column < _bias.Tokens; column++) row[Place(column, chunk)] = value;
    }

    private void LayDense<S, V>(int head, int token, float* row, long chunk) where S : struct, ISimd<V> where V : struct
    {
        var values = _bias.Values + ((long)head * _shape.Queries * _shape.Keys);
        if (!_byKey)
            Segment<S, V>(values + ((long)token * _shape.Keys), row, chunk, 0, _shape.Keys, adds: false);
        else
            for (var query = 0; query < _shape.Queries; query++)
                row[Place(query, chunk)] = values[((long)query * _shape.Keys) + token];
    }
}
