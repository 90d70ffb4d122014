using FsCheck.Xunit;

namespace ZoeDepth.Imaging.Tests.Exif;

public class ExifWriterTests
{
    [Theory]
    [InlineData(4.27, 26.0, "Canon", "EOS 5D")]
    [InlineData(50.0, null, null, "X")]
    [InlineData(null, 28.0, null, null)]
    [InlineData(null, null, "Pentax Corporation", null)]
    public void What_is_written_is_read_back(double? focalLength, double? equivalent, string? make, string? model)
    {
        var metadata = new ImageMetadata(1, focalLength, equivalent, make, model);
        ExifReader.Read(ExifWriter.Write(metadata)).ShouldBe(metadata);
    }

    [Fact]
    public void Nothing_to_say_is_no_block() => ExifWriter.Write(new ImageMetadata(6)).ShouldBeEmpty();

    [Fact]
    public void A_text_beyond_the_limit_is_cut() =>
        ExifReader.Read(ExifWriter.Write(new ImageMetadata(CameraMake: new string('a', 1000)))).CameraMake.ShouldBe(
            new string('a', 256));

    [Property(MaxTest = 200)]
    public void A_focal_length_comes_back_within_a_millionth(ushort thousandths)
    {
        var focalLength = (thousandths + 1) / 1000.0;
        ExifReader.Read(ExifWriter.Write(new ImageMetadata(FocalLength: focalLength))).FocalLength!.Value.ShouldBe(
            focalLength, 1e-6);
    }
}
