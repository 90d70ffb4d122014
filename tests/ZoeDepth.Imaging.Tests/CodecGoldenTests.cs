namespace ZoeDepth.Imaging.Tests;

/// <summary>
/// Every picture file of the golden family that is not a JPEG: exact pixels, or an error of the stated class.
/// </summary>
[Trait("Category", "Golden")]
[Trait("Family", CodecCases.Family)]
public sealed class CodecGoldenTests
{
    public static TheoryData<string> Cases => CodecCases.Other;

    [GoldenTheory]
    [MemberData(nameof(Cases))]
    public void A_picture_file_gives_the_reference_pixels_or_the_stated_class_of_error(string name) =>
        CodecCases.Check(name);
}
