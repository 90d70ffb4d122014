using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;
using ZoeDepth.Runtime.IO;

namespace ZoeDepth.Imaging;

/// <summary>
/// NumPy's array files. Reads versions 1 to 3, either byte order, C and Fortran order; writes byte for byte what
/// <c>numpy.save</c> writes.
/// </summary>
internal static class Npy
{
    private const int Alignment = 64;

    private static ReadOnlySpan<byte> Magic => [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y'];

    /// <summary>Whether a file begins like an NPY file.</summary>
    public static bool Recognises(ReadOnlySpan<byte> start) => start.StartsWith(Magic);

    /// <summary>
    /// Writes an array to a file, whole or not at all: <c>Npy.Write&lt;float&gt;("depth.npy", metres, height,
    /// width)</c>.
    /// </summary>
    /// <typeparam name="T">bool, an integer, Half, float or double</typeparam>
    /// <param name="path">the file</param>
    /// <param name="values">the elements in C order</param>
    /// <param name="shape">extents, slowest first; none for a scalar</param>
    /// <exception cref="ArgumentException">values and shape do not fit</exception>
    /// <exception cref="IOException">the file cannot be written</exception>
    public static void Write<T>(string path, ReadOnlySpan<T> values, params ReadOnlySpan<int> shape)
        where T : unmanaged =>
        Write(path, NpyArray.From(values, shape));

    /// <summary>Writes an array to a file, whole or not at all.</summary>
    /// <exception cref="IOException">the file cannot be written</exception>
    public static void Write(string path, NpyArray array) => AtomicFile.Write(path, stream => Write(stream, array));

    /// <summary>Writes an array to a stream.</summary>
    public static void Write(Stream stream, NpyArray array)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(array);
        stream.Write(Prefix(new NpyHeader(NpyTypes.Description(array.Type), FortranOrder: false, array.Shape)
            .ToText()));
        if (BitConverter.IsLittleEndian || NpyTypes.SizeOf(array.Type) == 1)
        {
            stream.Write(array.Data);
            return;
        }
        var swapped = array.Data.ToArray();
        Swap(swapped, NpyTypes.SizeOf(array.Type));
        stream.Write(swapped);
    }

    /// <summary>Reads an array from a file.</summary>
    /// <exception cref="ImageFormatException">
    /// the file is no NPY file, broken, or holds something other than numbers
    /// </exception>
    public static NpyArray Read(string path) => InputFile.Read(path, long.MaxValue, Read);

    /// <inheritdoc cref="Read(string)"/>
    public static NpyArray Read(ReadOnlySpan<byte> file)
    {
        if (file.IsEmpty) throw new TruncatedImageException("the NPY file is empty; copy or download it again");
        if (!Recognises(file))
        {
            throw Magic.StartsWith(file)
                ? Truncated(file.Length, "its signature")
                : new CorruptImageException("the file is no NPY file: it does not begin with \\x93NUMPY");
        }
        if (file.Length < 8) throw Truncated(file.Length, "its version");
        int version = file[6];
        if (version is < 1 or > 3)
            throw new UnsupportedImageException(
                $"the NPY file is of version {version}.{file[7]}; versions 1 to 3 are read");
        var start = version == 1 ? 10 : 12;
        if (file.Length < start) throw Truncated(file.Length, "its header");
        long length = version == 1 ? BinaryPrimitives.ReadUInt16LittleEndian(file[8..])
            : BinaryPrimitives.ReadUInt32LittleEndian(file[8..]);
        if (length > NpyHeader.LongestText)
            throw new CorruptImageException(
                $"the NPY file declares a header of {length} bytes; at most {NpyHeader.LongestText} are read");
        if (file.Length - start < length) throw Truncated(file.Length, "its header");
        return ReadData(NpyHeader.Parse(NpyHeader.Decode(file.Slice(start, (int)length), version)),
            file[(start + (int)length)..]);
    }

    private static NpyArray ReadData(NpyHeader header, ReadOnlySpan<byte> stored)
    {
        var (type, bigEndian) = NpyTypes.Parse(header.Description);
        var size = NpyTypes.SizeOf(type);
        Int128 needed = size;
        foreach (var extent in header.Shape)
        {
            needed *= extent;
            if (needed > long.MaxValue)
                throw new ImageTooLargeException(
                    $"the NPY header declares a shape of ({string.Join(", ", header.Shape)}), more than memory holds");
            if (needed == 0) break;
        }
        if (stored.Length < needed)
            throw new TruncatedImageException(
                $"the NPY file has {stored.Length} bytes of data where {needed} are needed; copy or download it again");
        var data = stored[..(int)needed].ToArray();
        if (bigEndian == BitConverter.IsLittleEndian) Swap(data, size);
        return new NpyArray(type, header.Shape, header.FortranOrder ? ToRowMajor(data, header.Shape, size) : data);
    }

    /// <summary>From the first axis fastest to the last axis fastest.</summary>
    private static byte[] ToRowMajor(byte[] stored, int[] shape, int size)
    {
        if (shape.Length < 2 || stored.Length == 0) return stored;
        var steps = new int[shape.Length];
        for (int axis = 0, step = size; axis < shape.Length; step *= shape[axis++]) steps[axis] = step;
        var result = new byte[stored.Length];
        var index = new int[shape.Length];
        var from = 0;
        for (var to = 0; to < result.Length; to += size)
        {
            stored.AsSpan(from, size).CopyTo(result.AsSpan(to));
            for (var axis = shape.Length - 1; axis >= 0; axis--)
            {
                from += steps[axis];
                if (++index[axis] < shape[axis]) break;
                from -= steps[axis] * shape[axis];
                index[axis] = 0;
            }
        }
        return result;
    }

    private static byte[] Prefix(string text)
    {
        // Version 1 tells the header's length in 16 bits, which is enough for any array that is written here.
        var bytes = Encoding.Latin1.GetBytes(text);
        var length = bytes.Length + 1;
        var padding = Alignment - ((Magic.Length + 4 + length) % Alignment);
        var prefix = new byte[Magic.Length + 4 + length + padding];
        Magic.CopyTo(prefix);
        prefix[6] = 1;
        BinaryPrimitives.WriteUInt16LittleEndian(prefix.AsSpan(8), checked((ushort)(length + padding)));
        prefix.AsSpan(10).Fill((byte)' ');
        bytes.CopyTo(prefix, 10);
        prefix[^1] = (byte)'\n';
        return prefix;
    }

    private static void Swap(byte[] data, int size)
    {
        switch (size)
        {
            case 2: Swap(MemoryMarshal.Cast<byte, short>(data.AsSpan())); break;
            case 4: Swap(MemoryMarshal.Cast<byte, int>(data.AsSpan())); break;
            case 8: Swap(MemoryMarshal.Cast<byte, long>(data.AsSpan())); break;
        }
    }

    private static void Swap(Span<short> words) => BinaryPrimitives.ReverseEndianness(words, words);

    private static void Swap(Span<int> words) => BinaryPrimitives.ReverseEndianness(words, words);

    private static void Swap(Span<long> words) => BinaryPrimitives.ReverseEndianness(words, words);

    private static TruncatedImageException Truncated(int length, string within) =>
        new($"the NPY file ends after {length} bytes, within {within}; copy or download it again");
}
