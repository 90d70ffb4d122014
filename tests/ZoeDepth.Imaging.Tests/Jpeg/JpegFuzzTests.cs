
namespace ZoeDepth.Imaging.Tests.Jpeg;

/// <summary>
/// Damages JPEG files at random and decodes them, as <see cref="FuzzRun"/> says; what long runs found is in
/// <c>docs/fuzzing.md</c>.
/// </summary>
public sealed class JpegFuzzTests(ITestOutputHelper output)
{
    private static readonly DecodeOptions Strict = new() { MaxPixels = 1 << 20 };
    private static readonly DecodeOptions Tolerant = Strict with { AllowTruncated = true };

    [Fact]
    public void Damaged_files_are_decoded_or_refused_in_time_but_never_crash()
    {
        var files = CodecCases.Files(f => f.StartsWith("jpeg/", StringComparison.Ordinal)).Select(File.ReadAllBytes)
            .Where(f => f.Length is > 4 and < 8000).ToArray();
        Assert.SkipWhen(files.Length == 0 && Goldens.IsForeign, "the set named has no small JPEG files");
        output.WriteLine(FuzzRun.Read<ImageFormatException>("jpeg", random =>
            Damage(files[random.Next(files.Length)], files[random.Next(files.Length)], random), (file, seed) =>
        {
            var image = new JpegDecoder().Decode(file, (seed & 1) == 0 ? Strict : Tolerant, CancellationToken.None);
            image.Data.Length.ShouldBe(image.Width * image.Height * RasterImage.BytesPerPixel(image.Format));
        }));
    }

    private static byte[] Damage(byte[] original, byte[] other, Random random)
    {
        var file = original.ToList();
        var changes = 1 + random.Next(6);
        for (var change = 0; change < changes && file.Count > 4; change++)
        {
            var at = 2 + random.Next(file.Count - 2);
            var length = 1 + random.Next(Math.Min(40, file.Count - at));
            switch (random.Next(8))
            {
                case 0: file[at] = (byte)random.Next(256); break;
                case 1: file[at] ^= (byte)(1 << random.Next(8)); break;
                case 2: file[at] = (byte)(random.Next(2) * 255); break;
                case 3: file.RemoveRange(at, length); break;
                case 4: file.InsertRange(at, file.GetRange(at, length)); break;
                case 5: file.InsertRange(at, [0xFF, (byte)random.Next(0xC0, 0x100)]); break;
                case 6: file.RemoveRange(at, file.Count - at); break;
                default: file.InsertRange(at, other.Skip(random.Next(other.Length)).Take(length)); break;
            }
        }
        return [.. file];
    }
}
