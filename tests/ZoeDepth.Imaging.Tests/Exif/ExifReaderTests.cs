using System.Buffers.Binary;

namespace ZoeDepth.Imaging.Tests.Exif;

public class ExifReaderTests
{
    private const ushort Make = 0x010F, Model = 0x0110, OrientationTag = 0x0112, FocalLength = 0x920A,
        FocalLengthIn35mmFilm = 0xA405;

    private static byte[] Camera(bool littleEndian) => new ExifBlock(littleEndian)
        .Text(Make, "Canon").Text(Model, "EOS 5D").Short(OrientationTag, 6)
        .Rational(FocalLength, 427, 100, exif: true).Short(FocalLengthIn35mmFilm, 26, exif: true).ToArray();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Both_byte_orders_give_the_five_values(bool littleEndian) =>
        ExifReader.Read(Camera(littleEndian)).ShouldBe(new ImageMetadata(6, 4.27, 26, "Canon", "EOS 5D"));

    [Fact]
    public void The_prefix_of_a_jpeg_segment_is_skipped() =>
        ExifReader.Read([.. "Exif\0\0"u8, .. Camera(true)]).Orientation.ShouldBe(6);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void An_orientation_stored_as_long_is_read(bool littleEndian) =>
        ExifReader.Read(new ExifBlock(littleEndian).Long(OrientationTag, 8).ToArray()).Orientation.ShouldBe(8);

    [Theory]
    [InlineData(0)]
    [InlineData(9)]
    [InlineData(65535)]
    public void An_orientation_outside_1_to_8_counts_as_upright(int value) =>
        ExifReader.Read(new ExifBlock(true).Short(OrientationTag, (ushort)value).ToArray()).Orientation.ShouldBe(1);

    [Fact]
    public void Unknown_lengths_stay_unknown()
    {
        var metadata = ExifReader.Read(
            new ExifBlock(false).Rational(FocalLength, 50, 0, exif: true).Short(FocalLengthIn35mmFilm, 0, exif: true)
            .Text(Make, "  ").ToArray());
        metadata.ShouldBe(ImageMetadata.None);
    }

    [Fact]
    public void A_block_cut_at_any_length_is_read_as_far_as_it_goes()
    {
        var whole = Camera(false);
        for (var length = 0; length <= whole.Length; length++)
            ExifReader.Read(whole.AsSpan(0, length)).Orientation.ShouldBeOneOf(1, 6);
    }

    [Fact]
    public void A_block_of_random_bytes_is_never_an_error()
    {
        var random = new Random(7);
        for (var round = 0; round < 20_000; round++)
        {
            var block = Camera(round % 2 == 0);
            for (var change = 0; change <= round % 5; change++)
                block[random.Next(4, block.Length)] = (byte)random.Next(256);
            ExifReader.Read(block).Orientation.ShouldBeInRange(1, 8);
        }
    }

    [Fact]
    public void Entries_that_all_point_at_the_same_megabyte_cost_neither_time_nor_memory()
    {
        var block = new byte[1 << 20];
        "II*\0"u8.CopyTo(block);
        BinaryPrimitives.WriteUInt32LittleEndian(block.AsSpan(4), 8);
        BinaryPrimitives.WriteUInt16LittleEndian(block.AsSpan(8), ushort.MaxValue);
        for (var entry = 10; entry + 12 <= 10 + (12 * ushort.MaxValue); entry += 12)
        {
            BinaryPrimitives.WriteUInt16LittleEndian(block.AsSpan(entry), Make);
            BinaryPrimitives.WriteUInt16LittleEndian(block.AsSpan(entry + 2), 2);
            BinaryPrimitives.WriteUInt32LittleEndian(block.AsSpan(entry + 4), (1 << 20) - 16);
            BinaryPrimitives.WriteUInt32LittleEndian(block.AsSpan(entry + 8), 8);
        }
        var before = GC.GetAllocatedBytesForCurrentThread();
        ExifReader.Read(block);
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(1L << 20);

        // 65,535 times a megabyte would be 69 GB to walk over.
        Promptly.Within(1, () => ExifReader.Read(block), "65,535 entries");
    }
}
