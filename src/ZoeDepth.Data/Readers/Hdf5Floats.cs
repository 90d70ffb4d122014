using System.Buffers.Binary;
using System.Runtime.CompilerServices;
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
    /// <exception cref="UnsupportedImageException">the program was compiled ahead of time</exception>
    /// <exception cref="IOException">the file cannot be read</exception>
    public static (double[] Values, int[] Shape) Read(string file, string name)
    {
        // The package makes its readers of an element's type while it runs.
        if (!RuntimeFeature.IsDynamicCodeSupported)
            throw new UnsupportedImageException(
                $"{file}: a program that was compiled ahead of time reads no HDF5; use the one that runs on .NET");
        try
        {
            RequireWhole(file);
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

    /// <summary>
    /// The superblock says where the file ends; a shorter one was cut off, and the package would read zeros for what it
    /// lacks. (HDF5 File Format Specification, II.A)
    /// </summary>
    /// <exception cref="ImageFormatException">it is shorter</exception>
    private static void RequireWhole(string file)
    {
        const int longest = 52;
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
        Span<byte> start = stackalloc byte[longest];
        if (stream.ReadAtLeast(start, longest, throwOnEndOfStream: false) < longest) return;
        // Versions 0 and 1 have their sizes at 13, later ones at 9; the third address is the end, the base the first.
        var version = start[8];
        var (sizeAt, endAt) = version switch { 0 => (13, 40), 1 => (13, 44), _ => (9, 28) };
        if (start[sizeAt] != sizeof(long)) return;
        var end = BinaryPrimitives.ReadInt64LittleEndian(start[endAt..]);
        if (end > stream.Length)
            throw new TruncatedImageException(
                $"{file}: the file ends after {stream.Length} bytes, and says that it has {end}; copy or download it " +
                "again");
    }
}
