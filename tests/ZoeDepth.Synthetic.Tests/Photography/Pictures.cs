using ZoeDepth.Imaging;

namespace ZoeDepth.Synthetic.Tests.Photography;

/// <summary>Figures of a picture.</summary>
internal static class Pictures
{
    public static double Mean(RasterImage picture) => picture.Data.Average(value => (double)value);

    public static double Deviation(RasterImage picture)
    {
        var mean = Mean(picture);
        return Math.Sqrt(picture.Data.Average(value => (value - mean) * (value - mean)));
    }

    public static (int Red, int Green, int Blue) At(RasterImage picture, int x, int y)
    {
        var at = ((y * picture.Width) + x) * 3;
        return (picture.Data[at], picture.Data[at + 1], picture.Data[at + 2]);
    }
}
