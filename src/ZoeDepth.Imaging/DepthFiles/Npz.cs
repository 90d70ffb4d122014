using System.IO.Compression;
using ZoeDepth.Runtime.IO;

namespace ZoeDepth.Imaging;

/// <summary>NumPy's archives: a ZIP file with one NPY file for each array.</summary>
internal static class Npz
{
    private const string Suffix = ".npy";

    /// <summary>
    /// Most bytes the arrays of one archive may take together: 1 GiB. A small archive can inflate to anything.
    /// </summary>
    public const long DefaultMaxBytes = 1L << 30;

    /// <summary>Writes arrays to a file, whole or not at all.</summary>
    /// <param name="path">the file</param>
    /// <param name="arrays">name (without ".npy") and array</param>
    /// <param name="compress">as <c>numpy.savez_compressed</c>; else as <c>numpy.savez</c></param>
    /// <exception cref="IOException">the file cannot be written</exception>
    public static void Write(string path, IEnumerable<KeyValuePair<string, NpyArray>> arrays, bool compress = true)
    {
        ArgumentNullException.ThrowIfNull(arrays);
        AtomicFile.Write(path, stream =>
        {
            using var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true);
            foreach (var (name, array) in arrays)
            {
                using var entry = archive.CreateEntry(name + Suffix,
                    compress ? CompressionLevel.Optimal : CompressionLevel.NoCompression).Open();
                Npy.Write(entry, array);
            }
        });
    }

    /// <summary>Reads all arrays of a file by name.</summary>
    /// <param name="path">the file</param>
    /// <param name="maxBytes">most bytes they may take together</param>
    /// <exception cref="ImageFormatException">
    /// the file is no archive, broken, holds something other than arrays of numbers, or too much
    /// </exception>
    public static IReadOnlyDictionary<string, NpyArray> Read(string path, long maxBytes = DefaultMaxBytes)
    {
        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
            return Read(stream, maxBytes);
        }
        catch (ImageFormatException error)
        {
            error.FileName ??= path;
            throw;
        }
    }

    /// <inheritdoc cref="Read(string, long)"/>
    public static IReadOnlyDictionary<string, NpyArray> Read(Stream stream, long maxBytes = DefaultMaxBytes)
    {
        var arrays = new Dictionary<string, NpyArray>();
        try
        {
            using var archive = new ZipArchive(stream, ZipArchiveMode.Read, leaveOpen: true);
            foreach (var entry in archive.Entries)
            {
                if (!entry.FullName.EndsWith(Suffix, StringComparison.Ordinal)) continue;
                if (entry.Length > maxBytes)
                    throw new ImageTooLargeException("the arrays of the NPZ file take more than the bytes allowed " +
                        $"({entry.FullName} alone {entry.Length}); raise maxBytes if they are meant");
                using var content = entry.Open();
                var file = InputFile.ReadToEnd(content, maxBytes, CancellationToken.None);
                maxBytes -= file.Length;
                arrays[entry.FullName[..^Suffix.Length]] = Npy.Read(file.Span);
            }
        }
        catch (InvalidDataException error)
        {
            throw new CorruptImageException(
                $"the file is no NPZ archive, or a broken one ({error.Message}); copy or download it again");
        }
        return arrays;
    }
}
