using ZoeDepth.Data.Manifests;
using ZoeDepth.Imaging;

namespace ZoeDepth.Data.Readers;

/// <summary>
/// HyperSim: an HDF5 file whose object <c>dataset</c> holds distances from the pinhole, metres; depth along the optical
/// axis is <c>distance · f / √(x² + y² + f²)</c> with f 886.81 pixels of a photograph of 1024 x 768 and x, y from its
/// middle.
/// </summary>
internal static class HyperSimDepth
{
    private const int Width = 1024;
    private const int Height = 768;
    private const double FocalLength = 886.81;

    public static DepthValues Read(string file)
    {
        var (distance, shape) = Hdf5Floats.Read(file, "dataset");
        if (shape is not [Height, Width])
            throw new UnsupportedImageException($"{file}: distances are {Height} rows x {Width} columns; these are " +
                $"{string.Join(" x ", shape)}");
        var (values, mask) = (new float[distance.Length], new bool[distance.Length]);
        for (var i = 0; i < values.Length; i++)
        {
            var (x, y) = ((i % Width) - ((Width - 1) / 2.0), (i / Width) - ((Height - 1) / 2.0));
            var metres = distance[i] / Math.Sqrt((x * x) + (y * y) + (FocalLength * FocalLength)) * FocalLength;
            if (metres > 0 && double.IsFinite(metres)) (values[i], mask[i]) = ((float)metres, true);
        }
        return new(values, mask, Width, Height);
    }
}
