namespace ZoeDepth.Imaging.Tests.Jpeg;

/// <summary>
/// The cases of the codecs family whose files are JPEG by content; what they hold is written in the family's README.
/// </summary>
[Trait("Category", "Golden")]
[Trait("Family", CodecCases.Family)]
public sealed class JpegGoldenTests
{
    public static TheoryData<string> Cases => CodecCases.Jpeg;

    [GoldenTheory]
    [MemberData(nameof(Cases))]
    public void A_file_gives_exactly_its_pixels_or_its_error(string name) => CodecCases.Check(name);

    [GoldenTheory]
    [MemberData(nameof(Cases))]
    public void Identifying_a_file_gives_the_size_of_the_decoded_picture_and_fails_only_where_decoding_does(string name)
    {
        var file = File.ReadAllBytes(CodecCases.PathOf(name));
        RasterImage image;
        try
        {
            image = RasterImage.Load(file);
        }
        catch (ImageFormatException)
        {
            // A header may be whole where what follows is not.
            (Record.Exception(() => RasterImage.Identify(file)) is null or ImageFormatException).ShouldBeTrue();
            return;
        }
        RasterImage.Identify(file).ShouldBe(new ImageInfo("JPEG", image.Width, image.Height, image.Metadata));
    }
}
