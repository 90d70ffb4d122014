using System.Text.Json;

namespace ZoeDepth.Data.Tests.Readers;

/// <summary>
/// A photograph as the original's loader hands it to the network: 0..1, and resized for some datasets, bilinear between
/// pixel centres without antialiasing (torchvision 0.14 on tensors), written as plainly as can be.
/// </summary>
/// <param name="Values"><c>[channel, row, column]</c></param>
internal sealed record ResizedImage(float[] Values, int Width, int Height)
{
    public float[] Channel(int channel) => Values[(channel * Width * Height)..((channel + 1) * Width * Height)];

    public static ResizedImage AsLoaded(DepthSample sample)
    {
        var (width, height) = (sample.Image.Width, sample.Image.Height);
        var values = new float[3 * width * height];
        for (var i = 0; i < width * height; i++)
            for (var channel = 0; channel < 3; channel++)
                values[(channel * width * height) + i] = sample.Image.Data[(3 * i) + channel] / 255f;
        return new(values, width, height);
    }

    /// <summary>To the size a case states.</summary>
    public static ResizedImage Of(DepthSample sample, JsonElement given) =>
        AsLoaded(sample)
            .To(given.GetProperty("image_shape")[1].GetInt32(), given.GetProperty("image_shape")[2].GetInt32());

    /// <summary>To the size the original's loader of a dataset wants.</summary>
    public static ResizedImage Of(DepthSample sample, string dataset)
    {
        var image = AsLoaded(sample);
        return dataset switch
        {
            "diml_indoor" or "hypersim_test" => image.To(480, 640),
            "ddad" => image.To(352, 1216),
            "diode_indoor" or "diode_outdoor" when image.Height <= image.Width =>
                image.To(480, 480 * image.Width / image.Height),
            "diode_indoor" or "diode_outdoor" => image.To(480 * image.Height / image.Width, 480),
            _ => image,
        };
    }

    /// <summary>
    /// By ImageNet's mean and deviation: the original's loader of the first Virtual KITTI does so, and the network then
    /// normalises once more.
    /// </summary>
    public ResizedImage Normalized()
    {
        (float Mean, float Deviation)[] channels = [(0.485f, 0.229f), (0.456f, 0.224f), (0.406f, 0.225f)];
        return this with
        {
            Values = [.. channels.SelectMany((c, i) => Channel(i).Select(value => (value - c.Mean) / c.Deviation))],
        };
    }

    private ResizedImage To(int height, int width)
    {
        var values = new float[3 * width * height];
        for (var channel = 0; channel < 3; channel++)
        {
            for (var y = 0; y < height; y++)
            {
                for (var x = 0; x < width; x++)
                {
                    var (top, bottom, down) = Between(y, height, Height);
                    var (left, right, across) = Between(x, width, Width);
                    var above = (At(channel, top, left) * (1 - across)) + (At(channel, top, right) * across);
                    var below = (At(channel, bottom, left) * (1 - across)) + (At(channel, bottom, right) * across);
                    values[(((channel * height) + y) * width) + x] = (float)((above * (1 - down)) + (below * down));
                }
            }
        }
        return new(values, width, height);
    }

    private double At(int channel, int row, int column) => Values[(((channel * Height) + row) * Width) + column];

    private static (int First, int Second, double Share) Between(int index, int newCount, int count)
    {
        var at = Math.Max(0, ((index + 0.5) * count / newCount) - 0.5);
        var first = (int)at;
        return (first, Math.Min(first + 1, count - 1), at - first);
    }
}
