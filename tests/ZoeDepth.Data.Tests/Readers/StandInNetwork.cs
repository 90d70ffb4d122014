using System.Text.Json;
using ZoeDepth.Data.Evaluation;

namespace ZoeDepth.Data.Tests.Readers;

/// <summary>
/// What stands for the network in the reference's evaluation: base + r R + g G + b B + slope · column / (columns − 1),
/// every second row and column of it, averaged with the mirrored answer to the mirrored photograph.
/// </summary>
internal sealed class StandInNetwork(JsonElement coefficients)
{
    public DepthPrediction FlipAveraged(ResizedImage image)
    {
        var (width, height) = ((image.Width + 1) / 2, (image.Height + 1) / 2);
        var depth = new float[width * height];
        for (var y = 0; y < height; y++)
            for (var x = 0; x < width; x++)
                depth[(y * width) +
                x] = (float)((Direct(image, 2 * y, 2 * x) + Mirrored(image, 2 * y, 2 * (width - 1 - x))) / 2);
        return new(depth, width, height);
    }

    private double Direct(ResizedImage image, int y, int x) => At(image, y, x, (double)x / (image.Width - 1));

    private double Mirrored(ResizedImage image, int y, int x) =>
        At(image, y, image.Width - 1 - x, (double)x / (image.Width - 1));

    private double At(ResizedImage image, int y, int x, double ramp)
    {
        double Channel(int channel) => image.Values[(((channel * image.Height) + y) * image.Width) + x];
        return K("base") + (K("r") * Channel(0)) + (K("g") * Channel(1)) + (K("b") * Channel(2)) + (K("slope") * ramp);
    }

    private double K(string name) => coefficients.GetProperty(name).GetDouble();
}
