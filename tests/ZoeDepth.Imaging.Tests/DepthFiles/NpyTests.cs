using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using FsCheck.Xunit;

namespace ZoeDepth.Imaging.Tests.DepthFiles;

public sealed class NpyTests
{
    [Property(MaxTest = 200)]
    public void Any_array_is_read_back_as_it_was_written(byte[] extents, byte kind, int seed)
    {
        var shape = extents.Take(5).Select(e => e % 5).ToArray();
        var type = (NpyType)(kind % 12);
        var array = RandomArray(type, shape, seed);
        var read = Npy.Read(Encode(array));
        (read.Type, read.Count).ShouldBe((type, array.Count));
        read.Shape.ShouldBe(shape);
        read.Data.ShouldBe(array.Data);
    }

    [Property(MaxTest = 100)]
    public void Fortran_order_and_the_other_byte_order_are_undone(byte[] extents, int seed, bool bigEndian)
    {
        var shape = extents.Take(4).Select(e => 1 + (e % 4)).ToArray();
        var array = RandomArray(NpyType.Int32, shape, seed);
        var stored = new byte[array.Data.Length];
        var values = array.Values<int>();
        for (var i = 0; i < values.Length; i++)
        {
            // The place of C-order element i when the first axis runs fastest.
            var (rest, place) = (i, 0);
            for (var axis = shape.Length - 1; axis >= 0; axis--)
            {
                var index = rest % shape[axis];
                rest /= shape[axis];
                place += index * shape[..axis].Aggregate(1, (a, b) => a * b);
            }
            if (bigEndian) BinaryPrimitives.WriteInt32BigEndian(stored.AsSpan(4 * place), values[i]);
            else BinaryPrimitives.WriteInt32LittleEndian(stored.AsSpan(4 * place), values[i]);
        }
        var shapeText = shape.Length == 1 ? $"({shape[0]},)" : $"({string.Join(", ", shape)})";
        var read = Npy.Read(
            File($"{{'descr': '{(bigEndian ? '>' : '<')}i4', 'fortran_order': True, 'shape': {shapeText}, }}", stored));
        read.Shape.ShouldBe(shape);
        read.Data.ShouldBe(array.Data);
    }

    [Fact]
    public void A_file_cut_anywhere_is_truncated()
    {
        var file = Encode(NpyArray.From<float>([1, 2, 3, 4], 2, 2));
        for (var length = 0; length < file.Length; length++)
            Should.Throw<TruncatedImageException>(() => Npy.Read(file.AsSpan(0, length)), $"{length} bytes");
    }

    [Theory]
    [InlineData("{\"shape\": (2,), \"fortran_order\": False, \"descr\": \"<u2\"}")]
    [InlineData("{ 'descr' : '<u2' , 'shape':(2L,) ,'fortran_order':False }  \n")]
    public void Other_spellings_of_the_dictionary_are_read(string header) =>
        Npy.Read(File(header, [1, 0, 2, 0])).Values<ushort>().ToArray().ShouldBe([1, 2]);

    [Theory]
    [InlineData("'|O'", "pickle")]
    [InlineData("'<c8'", "complex")]
    [InlineData("'<U3'", "text")]
    [InlineData("'<M8[ns]'", "'<M8[ns]'")]
    [InlineData("[('x', '<f4')]", "records")]
    public void Elements_that_are_no_numbers_are_refused_by_name(string description, string message) =>
        Should.Throw<UnsupportedImageException>(() =>
            Npy.Read(File($"{{'descr': {description}, 'fortran_order': False, 'shape': (1,), }}",
                new byte[16]))).Message.ShouldContain(message);

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("{'descr': '<f4'}")]
    [InlineData("{'descr': '<f4', 'fortran_order': 1, 'shape': (1,)}")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (-1,)}")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (1,)")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (1,)} + x")]
    [InlineData("{'descr': '<f4', 'evil': __import__('os')}")]
    [InlineData("{'descr': '<f4")]
    public void A_broken_dictionary_is_corrupt(string header) =>
        Should.Throw<CorruptImageException>(() => Npy.Read(File(header, new byte[16])));

    [Theory]
    [InlineData("(99999999999,)")]
    [InlineData("(2147483647, 2147483647, 2147483647)")]
    public void A_shape_beyond_memory_is_too_large(string shape) =>
        Should.Throw<ImageTooLargeException>(() =>
            Npy.Read(File($"{{'descr': '<f8', 'fortran_order': False, 'shape': {shape}, }}", [])));

    /// <summary>Every number of an array in Fortran's order is found by counting through all axes.</summary>
    [Fact]
    public void More_axes_than_NumPy_knows_are_refused()
    {
        static NpyArray Read(int axes) => Npy.Read(File("{'descr': '|u1', 'fortran_order': True, 'shape': (2, " +
            $"{string.Concat(Enumerable.Repeat("1, ", axes - 1))}), }}", [1, 2]));
        Read(64).Count.ShouldBe(2);
        Should.Throw<CorruptImageException>(() => Read(65)).Message.ShouldContain("more than 64 axes");
    }

    [Fact]
    public void A_version_of_the_future_and_an_endless_header_are_refused()
    {
        var file = Encode(NpyArray.From<float>([1], 1));
        file[6] = 4;
        Should.Throw<UnsupportedImageException>(() => Npy.Read(file)).Message.ShouldContain("version 4.0");
        byte[] endless = [0x93, .. "NUMPY"u8, 2, 0, 0xFF, 0xFF, 0xFF, 0x7F];
        Should.Throw<CorruptImageException>(() => Npy.Read(endless)).Message.ShouldContain("2147483647 bytes");
    }

    [Fact]
    public void Every_type_becomes_floats()
    {
        NpyArray.From<bool>([true, false], 2).ToFloats().ShouldBe([1, 0]);
        NpyArray.From<sbyte>([-5], 1).ToFloats().ShouldBe([-5]);
        NpyArray.From<byte>([200], 1).ToFloats().ShouldBe([200]);
        NpyArray.From<short>([-300], 1).ToFloats().ShouldBe([-300]);
        NpyArray.From<ushort>([65535], 1).ToFloats().ShouldBe([65535]);
        NpyArray.From<int>([-70000], 1).ToFloats().ShouldBe([-70000]);
        NpyArray.From<uint>([4_000_000_000], 1).ToFloats().ShouldBe([4e9f]);
        NpyArray.From<long>([1L << 40], 1).ToFloats().ShouldBe([1L << 40]);
        NpyArray.From<ulong>([1UL << 63], 1).ToFloats().ShouldBe([1UL << 63]);
        NpyArray.From<Half>([(Half)0.5], 1).ToFloats().ShouldBe([0.5f]);
        NpyArray.From<float>([0.1f], 1).ToFloats().ShouldBe([0.1f]);
        NpyArray.From<double>([0.1], 1).ToFloats().ShouldBe([0.1f]);
    }

    [Fact]
    public void Values_of_another_type_and_unfit_shapes_are_refused()
    {
        Should.Throw<InvalidOperationException>(() =>
            NpyArray.From<float>([1], 1).Values<double>().Length).Message.ShouldContain(
            "the array holds Float32, not Double");
        Should.Throw<ArgumentException>(() =>
            NpyArray.From<float>([1, 2, 3], 2, 2)).Message.ShouldContain(
            "(2, 2) has 4 elements of 4 bytes, but 12 bytes came");
        Should.Throw<NotSupportedException>(() => NpyArray.From<char>(['a'], 1)).Message.ShouldContain("Char");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void An_archive_gives_its_arrays_back_by_name(bool compress)
    {
        using var folder = new TemporaryFolder();
        var depth = RandomArray(NpyType.Float32, [3, 4], 1);
        var mask = RandomArray(NpyType.Boolean, [2], 2);
        Npz.Write(folder.File("a.npz"), [new("depth", depth), new("mask", mask)], compress);
        var read = Npz.Read(folder.File("a.npz"));
        read.Keys.ShouldBe(["depth", "mask"], ignoreOrder: true);
        read["depth"].Data.ShouldBe(depth.Data);
        read["mask"].Shape.ShouldBe([2]);
    }

    [Fact]
    public void An_archive_that_inflates_beyond_the_limit_is_refused_by_header_and_by_count()
    {
        using var folder = new TemporaryFolder();
        Npz.Write(folder.File("a.npz"), [new("zeros", new NpyArray(NpyType.UInt8, [1 << 22], new byte[1 << 22]))]);
        new FileInfo(folder.File("a.npz")).Length.ShouldBeLessThan(100_000);
        Should.Throw<ImageTooLargeException>(() =>
            Npz.Read(folder.File("a.npz"), maxBytes: 1 << 20)).Message.ShouldContain("zeros.npy");
        Should.Throw<ImageTooLargeException>(() =>
            Npz.Read(folder.File("a.npz"), maxBytes: 1 << 20)).FileName.ShouldBe(folder.File("a.npz"));
    }

    [Fact]
    public void A_broken_archive_is_corrupt_and_an_array_in_it_too()
    {
        using var folder = new TemporaryFolder();
        Should.Throw<CorruptImageException>(() => Npz.Read(folder.Write("x.npz", "PK nonsense"u8)));
        using (var archive = ZipFile.Open(folder.File("y.npz"), ZipArchiveMode.Create))
        using (var entry = archive.CreateEntry("a.npy").Open()) entry.Write("no array"u8);
        Should.Throw<CorruptImageException>(() => Npz.Read(folder.File("y.npz")));
    }

    internal static NpyArray RandomArray(NpyType type, int[] shape, int seed)
    {
        var data = new byte[shape.Aggregate(1, (a, b) => a * b) * NpyTypes.SizeOf(type)];
        new Random(seed).NextBytes(data);
        return new NpyArray(type, shape, data);
    }

    private static byte[] Encode(NpyArray array)
    {
        using var stream = new MemoryStream();
        Npy.Write(stream, array);
        return stream.ToArray();
    }

    private static byte[] File(string header, byte[] data)
    {
        var text = Encoding.Latin1.GetBytes(header);
        return [0x93, .. "NUMPY"u8, 1, 0, (byte)text.Length, (byte)(text.Length >> 8), .. text, .. data];
    }
}
