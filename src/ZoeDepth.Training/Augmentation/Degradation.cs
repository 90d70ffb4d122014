using ZoeDepth.Imaging;

namespace ZoeDepth.Training;

/// <summary>
/// What lies between a place and the picture somebody sends: uneven light, lenses, other sizes, files, and things in
/// the way. Each part happens as often as the recipe says and draws numbers of its own, so that one more changes no
/// other.
/// </summary>
internal static class Degradation
{
    // The five orders of three channels but their own.
    private static readonly int[][] Orders = [[0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]];

    /// <summary>Changes a picture in place.</summary>
    /// <param name="recipe">how often each part happens</param>
    /// <param name="pixels">0..1, <c>[row, column, channel]</c></param>
    /// <param name="rows">rows</param>
    /// <param name="columns">columns</param>
    /// <param name="draws">of the picture</param>
    public static void Apply(AugmentationRecipe recipe, Span<float> pixels, int rows, int columns, Draws draws)
    {
        if (Happens(recipe.Channels, Purpose.Channels, draws, out var own)) Permute(pixels, ref own);
        if (Happens(recipe.Shading, Purpose.Shading, draws, out own)) Shade(pixels, rows, columns, ref own);
        if (Happens(recipe.Blur, Purpose.Blur, draws, out _)) Blur(pixels, rows, columns);
        if (Happens(recipe.Downscale, Purpose.Downscale, draws, out own)) Downscale(pixels, rows, columns, ref own);
        if (Happens(recipe.Jpeg, Purpose.Jpeg, draws, out own)) Compress(pixels, rows, columns, ref own);
        if (Happens(recipe.CutOut, Purpose.CutOut, draws, out own)) CutOut(pixels, rows, columns, ref own);
    }

    private static bool Happens(double probability, ulong purpose, Draws draws, out Draws own)
    {
        own = draws.For(purpose);
        return probability > 0 && own.Uniform() < probability;
    }

    private static void Permute(Span<float> pixels, ref Draws draws)
    {
        var order = Orders[draws.Below(Orders.Length)];
        for (var i = 0; i < pixels.Length; i += 3)
            (pixels[i], pixels[i + 1], pixels[i + 2]) =
                (pixels[i + order[0]], pixels[i + order[1]], pixels[i + order[2]]);
    }

    /// <summary>Times a bilinear surface through 3x3 heights of 0.75 to 1.25.</summary>
    private static void Shade(Span<float> pixels, int rows, int columns, ref Draws draws)
    {
        const int Side = 3;
        const double Strength = 0.25;
        var heights = new float[Side * Side];
        foreach (ref var height in heights.AsSpan()) height = (float)draws.Between(1 - Strength, 1 + Strength);
        var (x, y) = (new AxisTaps(0, Side - 1, Side, columns, false), new AxisTaps(0, Side - 1, Side, rows, false));
        for (var row = 0; row < rows; row++)
        {
            for (var column = 0; column < columns; column++)
            {
                var factor = 0f;
                for (var i = 0; i < y.Count; i++)
                    for (var j = 0; j < x.Count; j++)
                        factor += y.Weights(row)[i] * x.Weights(column)[j]
                            * heights[((y.Start(row) + i) * Side) + x.Start(column) + j];
                foreach (ref var value in pixels.Slice(((row * columns) + column) * 3, 3))
                    value = Math.Min(1, value * factor);
            }
        }
    }

    /// <summary>1/4, 1/2, 1/4 along both axes; edges are repeated.</summary>
    private static void Blur(Span<float> pixels, int rows, int columns)
    {
        var across = new float[pixels.Length];
        for (var row = 0; row < rows; row++)
            Smooth(pixels[(row * columns * 3)..], across.AsSpan(row * columns * 3), columns, 3);
        for (var i = 0; i < columns * 3; i++) Smooth(across.AsSpan(i), pixels[i..], rows, columns * 3, channels: 1);
    }

    private static void Smooth(ReadOnlySpan<float> from, Span<float> to, int length, int step, int channels = 3)
    {
        for (var i = 0; i < length; i++)
        {
            var (before, after) = (Math.Max(0, i - 1) * step, Math.Min(length - 1, i + 1) * step);
            for (var c = 0; c < channels; c++)
                to[(i * step) + c] =
                    (0.25f * from[before + c]) + (0.5f * from[(i * step) + c]) + (0.25f * from[after + c]);
        }
    }

    /// <summary>To 0.5 to 0.95 of its sides, seeing every pixel, and back.</summary>
    private static void Downscale(Span<float> pixels, int rows, int columns, ref Draws draws)
    {
        var part = draws.Between(0.5, 0.95);
        int height = Math.Max(1, (int)(rows * part)), width = Math.Max(1, (int)(columns * part));
        var small = new float[height * width * 3];
        Resampling.Run(PixelRows.Of(pixels.ToArray(), columns, rows), new(0, columns - 1, columns, width, true),
            new(0, rows - 1, rows, height, true), false, small);
        Resampling.Run(PixelRows.Of(small, width, height), new(0, width - 1, width, columns, false),
            new(0, height - 1, height, rows, false), false, pixels);
    }

    /// <summary>What a JPEG file of quality 40 to 95 keeps.</summary>
    private static void Compress(Span<float> pixels, int rows, int columns, ref Draws draws)
    {
        var quality = 40 + draws.Below(56);
        var bytes = new byte[pixels.Length];
        for (var i = 0; i < bytes.Length; i++) bytes[i] = (byte)((Math.Clamp(pixels[i], 0, 1) * 255) + 0.5f);
        var file = JpegEncoder.Encode(new RasterImage(columns, rows, PixelFormat.Rgb8, bytes),
            new JpegOptions { Quality = quality });
        var kept = RasterImage.Load(file).Data;
        for (var i = 0; i < bytes.Length; i++) pixels[i] = kept[i] / 255f;
    }

    /// <summary>
    /// One or two boxes of one colour each, a tenth to three tenths of the sides; what is behind them is still asked.
    /// </summary>
    private static void CutOut(Span<float> pixels, int rows, int columns, ref Draws draws)
    {
        var boxes = 1 + draws.Below(2);
        for (var box = 0; box < boxes; box++)
        {
            int height = Math.Max(1, (int)(rows * draws.Between(0.1, 0.3))),
                width = Math.Max(1, (int)(columns * draws.Between(0.1, 0.3)));
            var (top, left) = (draws.Below(rows - height + 1), draws.Below(columns - width + 1));
            Span<float> colour = [(float)draws.Uniform(), (float)draws.Uniform(), (float)draws.Uniform()];
            for (var row = top; row < top + height; row++)
            {
                var line = pixels.Slice(((row * columns) + left) * 3, width * 3);
                for (var i = 0; i < line.Length; i += 3) colour.CopyTo(line[i..]);
            }
        }
    }
}
