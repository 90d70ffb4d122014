using ZoeDepth.Kernels.Resampling;
using ZoeDepth.Runtime.Threading;

namespace ZoeDepth.Tensors;

/// <summary>
/// Images of bytes on another grid, in the fixed point of the programs whose bytes they must equal.
/// </summary>
internal static class ByteImages
{
    /// <summary>
    /// Without antialiasing, corners aligned: <c>torch.nn.functional.interpolate</c> on a tensor of bytes.
    /// </summary>
    /// <param name="x"><c>[row, column, channel]</c>, 0..255</param>
    /// <param name="from">rows and columns of x</param>
    /// <param name="channels">bytes in a pixel</param>
    /// <param name="to">rows and columns of the result</param>
    /// <param name="interpolation">bilinear or bicubic</param>
    /// <param name="work">the threads</param>
    /// <returns><c>[new row, new column, channel]</c></returns>
    public static byte[] Resize(
        ReadOnlyMemory<byte> x, (int Rows, int Columns) from, int channels, (int Rows, int Columns) to,
        Interpolation interpolation, Work work) =>
        ByteResize.Interpolated(
            x, from.Rows, from.Columns, channels, to.Rows, to.Columns, FilterOf(interpolation), work);

    /// <summary>Antialiased, half-pixel centres.</summary>
    /// <param name="x"><c>[row, column, channel]</c>, 0..255</param>
    /// <param name="from">rows and columns of x</param>
    /// <param name="channels">bytes in a pixel</param>
    /// <param name="to">rows and columns of the result</param>
    /// <param name="interpolation">bilinear or bicubic</param>
    /// <param name="library">whose bytes</param>
    /// <param name="work">the threads</param>
    /// <returns><c>[new row, new column, channel]</c></returns>
    public static byte[] ResizeAntialiased(
        ReadOnlyMemory<byte> x, (int Rows, int Columns) from, int channels, (int Rows, int Columns) to,
        Interpolation interpolation, ResizeLibrary library, Work work) =>
        ByteResize.Antialiased(
            x, from.Rows, from.Columns, channels, to.Rows, to.Columns, FilterOf(interpolation), library.Arithmetic,
            work, library.Order);

    private static ResampleFilter FilterOf(Interpolation interpolation) =>
        interpolation == Interpolation.Bicubic ? ResampleFilter.Cubic : ResampleFilter.Triangle;
}
