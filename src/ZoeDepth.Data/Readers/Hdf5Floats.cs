using PureHDF;
using ZoeDepth.Imaging;

namespace ZoeDepth.Data.Readers;

/// <summary>An array of floats in an HDF5 file.</summary>
internal static class Hdf5Floats
{
    /// <summary>Reads one, whatever the width of its floats.</summary>
    /// <param name="file">the file</param>
    /// <param name="name">the object, "dataset"</param>
    /// <returns>the numbers in C order, and the extents, slowest first</returns>
    /// <exception cref="ImageFormatException">
    /// the file is no HDF5 file, or the object is not there or of another kind
    /// </exception>
    /// <exception cref="IOException">the file cannot be read</exception>
    public static (double[] Values, int[] Shape) Read(string file, string name)
    {
        try
        {
            using var hdf5 = H5File.OpenRead(file);
            var dataset = hdf5.Dataset(name);
            var shape = Array.ConvertAll(dataset.Space.Dimensions, extent => checked((int)extent));
            var values = (dataset.Type.Class, dataset.Type.Size) switch
            {
                (H5DataTypeClass.FloatingPoint, 2) => Array.ConvertAll(dataset.Read<Half[]>(), value => (double)value),
                (H5DataTypeClass.FloatingPoint, 4) => Array.ConvertAll(dataset.Read<float[]>(), value => (double)value),
                (H5DataTypeClass.FloatingPoint, 8) => dataset.Read<double[]>(),
                var (kind, bytes) =>
                    throw new UnsupportedImageException($"{file}: floats of 2, 4 or 8 bytes are read, not {kind} of " +
                        $"{bytes}"),
            };
            return (values, shape);
        }
        catch (Exception error) when (error is
            not (IOException or UnauthorizedAccessException or ImageFormatException or OutOfMemoryException))
        {
            // The package has no exception of its own for files that are none.
            throw new ImageFormatException($"{file}: not an HDF5 file with an array \"{name}\" that can be read: " +
                $"{error.Message}", error);
        }
    }
}
