namespace ZoeDepth.Kernels;

/// <summary>Carries a tile between its 12 × 32 scratch block and a place that a tile cannot write to directly.</summary>
internal static unsafe class TargetCopy
{
    /// <summary>The address of a whole tile in the target, or null when it has to go through the scratch block.</summary>
    public static float* Direct(in Target target, int row, int rows, int column, int columns)
    {
        if (columns < GemmTile.Panel || target.Pixels is not null) return null;
        if (target.PerGroup == int.MaxValue) return target.First + (row * target.Stride) + column;
        var (group, first) = Math.DivRem(row, target.PerGroup);
        return first + rows > target.PerGroup ? null : target.First + (group * target.GroupStride) + (first * target.Stride) + column;
    }

    /// <summary>Reads what the target holds for a tile into the scratch block.</summary>
    public static void Load(in Target target, int row, int rows, int column, int columns, float* tile)
    {
        for (var i = 0; i < rows; i++, tile += GemmTile.Panel)
            for (var j = 0; j < columns;)
            {
                var place = Place(target, row + i, column + j, columns - j, out var length);
                var to = new Span<float>(tile + j, length);
                if (place == null) to.Clear();
                else new Span<float>(place, length).CopyTo(to);
                j += length;
            }
    }

    /// <summary>Writes the scratch block to the target.</summary>
    public static void Store(in Target target, int row, int rows, int column, int columns, float* tile)
    {
        for (var i = 0; i < rows; i++, tile += GemmTile.Panel)
            for (var j = 0; j < columns;)
            {
                var place = Place(target, row + i, column + j, columns - j, out var length);
                if (place != null) new Span<float>(tile + j, length).CopyTo(new Span<float>(place, length));
                j += length;
            }
    }

    /// <summary>Where element [row, column] lies, and how many columns follow it there; null if it is dropped.</summary>
    private static float* Place(in Target target, int row, int column, int columns, out int length)
    {
        if (target.Pixels is not { } shape)
        {
            length = columns;
            var (group, first) = Math.DivRem(row, target.PerGroup);
            return target.First + (group * target.GroupStride) + (first * target.Stride) + column;
        }
        var (tap, channel) = Math.DivRem(column, shape.Channels);
        length = Math.Min(columns, shape.Channels - channel);
        var (pixels, outputX) = Math.DivRem(row, shape.OutputWidth);
        var (image, outputY) = Math.DivRem(pixels, shape.OutputHeight);
        var y = (outputY * shape.StrideY) - shape.PaddingY + (tap / shape.KernelWidth);
        var x = (outputX * shape.StrideX) - shape.PaddingX + (tap % shape.KernelWidth);
        if ((uint)y >= (uint)shape.Height || (uint)x >= (uint)shape.Width) return null;
        return target.First + ((((((long)image * shape.Height) + y) * shape.Width) + x) * shape.Pixel) + channel;
    }
}
