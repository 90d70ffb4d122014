using ZoeDepth.Kernels.Resampling;

namespace ZoeDepth.Tensors;

/// <summary>
/// Whose bytes an antialiased resizing of bytes gives. They differ by one step of a byte here and there.
/// </summary>
internal sealed class ResizeLibrary
{
    /// <summary>Pillow to 12, and from 13 on where the height does not shrink much more than the width.</summary>
    public static readonly ResizeLibrary Pillow = new(ByteArithmetic.Pillow, ResizeOrder.RowsFirst);

    /// <summary>Pillow from 13 on, where the height shrinks much more than the width.</summary>
    public static readonly ResizeLibrary PillowColumnsFirst = new(ByteArithmetic.Pillow, ResizeOrder.ColumnsFirst);

    /// <summary>torchvision's <c>resize(antialias=True)</c> of a tensor of bytes, on CPUs with AVX2.</summary>
    public static readonly ResizeLibrary Torchvision = new(ByteArithmetic.Torch, ResizeOrder.RowsFirst);

    private ResizeLibrary(ByteArithmetic arithmetic, ResizeOrder order) => (Arithmetic, Order) = (arithmetic, order);

    internal ByteArithmetic Arithmetic { get; }

    internal ResizeOrder Order { get; }
}
