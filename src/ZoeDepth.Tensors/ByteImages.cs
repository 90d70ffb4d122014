using ZoeDepth.Kernels.Resampling;
using ZoeDepth.Runtime.Threading;

namespace ZoeDepth.Tensors;

/// <summary>
/// Pictures of bytes on another grid, in the fixed point of the programs whose bytes they must equal.
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
        Interpolation interpolation, Work work)
    {
        var filter = interpolation == Interpolation.Bicubic ? ResampleFilter.Cubic : ResampleFilter.Triangle;
        return ByteResize.Interpolated(x, from.Rows, from.Columns, channels, to.Rows, to.Columns, filter, work);
    }

    /// <summary>Antialiased, half-pixel centres; bilinear unless told otherwise.</summary>
    /// <param name="x"><c>[row, column, channel]</c>, 0..255</param>
    /// <param name="from">rows and columns of x</param>
    /// <param name="channels">bytes in a pixel</param>
    /// <param name="to">rows and columns of the result</param>
    /// <param name="work">the threads</param>
    /// <param name="interpolation">bilinear or bicubic</param>
    /// <param name="library">whose bytes</param>
    /// <returns><c>[new row, new column, channel]</c></returns>
    public static byte[] ResizeAntialiased(
        ReadOnlyMemory<byte> x, (int Rows, int Columns) from, int channels, (int Rows, int Columns) to, Work work,
        Interpolation interpolation = Interpolation.Bilinear, ResizeLibrary library = ResizeLibrary.Pillow) =>
        ByteResize.Antialiased(
            x, from.Rows, from.Columns, channels, to.Rows, to.Columns,
            interpolation == Interpolation.Bicubic ? ResampleFilter.Cubic : ResampleFilter.Triangle,
            library == ResizeLibrary.Torchvision ? ByteArithmetic.Torch : ByteArithmetic.Pillow, work,
            library == ResizeLibrary.PillowColumnsFirst ? ResizeOrder.ColumnsFirst : ResizeOrder.RowsFirst);
}
