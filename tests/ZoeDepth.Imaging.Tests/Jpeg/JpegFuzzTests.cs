using System.Diagnostics;
using System.Globalization;

namespace ZoeDepth.Imaging.Tests.Jpeg;

/// <summary>
/// Seeded damage of whole files. <c>ZOEDEPTH_FUZZ_SEED</c> and <c>ZOEDEPTH_FUZZ_COUNT</c> choose another or a longer run; a failure names the seed
/// of its round.
/// </summary>
public class JpegFuzzTests
{
    private static readonly DecodeOptions Strict = new() { MaxPixels = 1 << 20 };
    private static readonly DecodeOptions Tolerant = Strict with { AllowTruncated = true };

    private static int Setting(string name, int otherwise) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;

    [Fact]
    public void Damaged_files_are_decoded_or_refused_in_time_but_never_crash()
    {
        var (seed, count) = (Setting("ZOEDEPTH_FUZZ_SEED", 1), Setting("ZOEDEPTH_FUZZ_COUNT", 3000));
        var files = Directory.GetFiles(Path.Combine(Goldens.RepositoryRoot, "tests", "goldens", "codecs", "jpeg"), "*.jpg")
            .Order(StringComparer.Ordinal).Select(File.ReadAllBytes).Where(file => file.Length < 8000).ToArray();
        var decoded = 0;
        for (var round = 0; round < count; round++)
        {
            var random = new Random(seed + round);
            var file = Damage(files[random.Next(files.Length)], files[random.Next(files.Length)], random);
            var watch = Stopwatch.StartNew();
            try
            {
                var options = random.Next(2) == 0 ? Strict : Tolerant;
                var image = new JpegDecoder().Decode(file, options, CancellationToken.None);
                decoded++;
                image.Data.Length.ShouldBe(image.Width * image.Height * Image.BytesPerPixel(image.Format));
            }
            catch (ImageFormatException)
            {
            }
            catch (Exception error)
            {
                Assert.Fail($"ZOEDEPTH_FUZZ_SEED={seed + round} ZOEDEPTH_FUZZ_COUNT=1: {error}");
            }
            if (watch.Elapsed > TimeSpan.FromSeconds(5))
                Assert.Fail($"ZOEDEPTH_FUZZ_SEED={seed + round} ZOEDEPTH_FUZZ_COUNT=1: took {watch.Elapsed}");
        }
        // Damage that is always refused at the door would test the door alone.
        if (count >= 1000) decoded.ShouldBeGreaterThan(count / 10);
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
