using SixLabors.ImageSharp;
using SixLabors.ImageSharp.Formats.Png;
using SixLabors.ImageSharp.PixelFormats;
using SixLabors.ImageSharp.Processing;

namespace ZoeDepth.OnnxRuntimePeer;

/// <summary>
/// A folder of photographs to a folder of 16-bit PNGs in millimetres, written as one writes it first: one photograph
/// after the other, decoded, stretched, normalised, through the network, enlarged again and written.
/// </summary>
internal static class Photographs
{
    private const float MillimetresPerMetre = 1000;

    public static int Run(string folder, string photos, string output, int threads)
    {
        using var network = new Network(folder, threads);
        Directory.CreateDirectory(output);
        foreach (var file in Directory.GetFiles(photos, "*.jpg").Order())
        {
            using var photo = Image.Load<Rgb24>(file);
            photo.Mutate(image => image.AutoOrient());
            var (width, height) = (photo.Width, photo.Height);
            photo.Mutate(image => image.Resize(Network.Columns, Network.Rows, KnownResamplers.Triangle));
            using var depth = Depth(network.Run(Pixels(photo)));
            depth.Mutate(image => image.Resize(width, height, KnownResamplers.Triangle));
            using var millimetres = Millimetres(depth);
            millimetres.SaveAsPng(Path.Combine(output, Path.GetFileNameWithoutExtension(file) + ".depth.png"),
                new PngEncoder { BitDepth = PngBitDepth.Bit16, ColorType = PngColorType.Grayscale });
        }
        return 0;
    }

    /// <summary><c>[channel, row, column]</c>, −1..1</summary>
    private static float[] Pixels(Image<Rgb24> photo)
    {
        const int Plane = Network.Rows * Network.Columns;
        var pixels = new float[3 * Plane];
        photo.ProcessPixelRows(rows =>
        {
            for (var y = 0; y < rows.Height; y++)
                foreach (var (x, pixel) in rows.GetRowSpan(y).ToArray().Index())
                {
                    var at = (y * Network.Columns) + x;
                    pixels[at] = (pixel.R / 127.5f) - 1;
                    pixels[Plane + at] = (pixel.G / 127.5f) - 1;
                    pixels[(2 * Plane) + at] = (pixel.B / 127.5f) - 1;
                }
        });
        return pixels;
    }

    private static Image<RgbaVector> Depth(float[] metres)
    {
        var depth = new Image<RgbaVector>(Network.Columns, Network.Rows);
        depth.ProcessPixelRows(rows =>
        {
            for (var y = 0; y < rows.Height; y++)
                for (var x = 0; x < rows.Width; x++)
                    rows.GetRowSpan(y)[x] = new RgbaVector(metres[(y * Network.Columns) + x], 0, 0, 1);
        });
        return depth;
    }

    private static Image<L16> Millimetres(Image<RgbaVector> depth)
    {
        var millimetres = new Image<L16>(depth.Width, depth.Height);
        for (var y = 0; y < depth.Height; y++)
            for (var x = 0; x < depth.Width; x++)
                millimetres[x, y] = new L16((ushort)Math.Clamp(
                    MathF.Round(depth[x, y].R * MillimetresPerMetre), 0, ushort.MaxValue));
        return millimetres;
    }
}
