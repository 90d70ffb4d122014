using ZoeDepth.Runtime.Threading;

namespace ZoeDepth.Kernels.Pointwise;

/// <summary>Equal segments of floats at fixed distances: the patches of each image beside its class token.</summary>
internal static unsafe class Blocks
{
    // 64 KB: a piece that is worth a thread.
    private const long Piece = 16384;

    /// <summary>
    /// Copies <paramref name="count"/> segments of <paramref name="length"/> floats; the two sides do not overlap.
    /// </summary>
    /// <param name="from">the first segment</param>
    /// <param name="fromStep">floats from one segment to the next</param>
    /// <param name="to">where the first goes</param>
    /// <param name="toStep">floats from one place to the next</param>
    /// <param name="length">floats in a segment</param>
    /// <param name="count">segments</param>
    /// <param name="work">threads</param>
    public static void Copy(float* from, long fromStep, float* to, long toStep, long length, int count, Work work)
    {
        var pieces = (int)((length + Piece - 1) / Piece);
        work.For(checked(count * pieces), i =>
        {
            var (block, piece) = Math.DivRem(i, pieces);
            var start = piece * Piece;
            var bytes = Math.Min(Piece, length - start) * sizeof(float);
            Buffer.MemoryCopy(from + (block * fromStep) + start, to + (block * toStep) + start, bytes, bytes);
        });
    }

    /// <summary>
    /// Adds <paramref name="count"/> segments to others, one after the other, so that they may all go to one place (a
    /// step of 0).
    /// </summary>
    /// <inheritdoc cref="Copy"/>
    public static void Add(float* from, long fromStep, float* to, long toStep, long length, int count, Work work)
    {
        for (var block = 0; block < count; block++, from += fromStep, to += toStep)
            Elementwise.Run(default(Sum), to, from, to, length, work);
    }
}
