using System.Buffers.Binary;
using ZoeDepth.Runtime.Checksums;

namespace ZoeDepth.Imaging.Tests;

/// <summary>
/// Damages good and bad files at random and reads them, as <see cref="FuzzRun"/> says; what long runs found is in
/// <c>docs/fuzzing.md</c>.
/// </summary>
public sealed class FuzzTests(ITestOutputHelper output)
{
    private const long MostPixels = 1 << 18;

    public static TheoryData<string> PictureFolders => ["png", "bmp", "pnm"];

    public static TheoryData<string> DepthEndings => [.. DepthFile.Endings];

    [Theory]
    [MemberData(nameof(PictureFolders))]
    public void Damaged_pictures_are_read_or_refused(string folder)
    {
        var files = CodecCases.Files(f => f.StartsWith(folder + "/", StringComparison.Ordinal))
            .Select(File.ReadAllBytes).Where(f => f.Length > 0).ToArray();
        Assert.SkipWhen(files.Length == 0 && Goldens.IsForeign, $"the set named has no {folder} files");
        output.WriteLine(FuzzRun.Read<ImageFormatException>(folder,
            random => Damage(files[random.Next(files.Length)], random), (file, seed) =>
        {
            var options = new DecodeOptions { MaxPixels = MostPixels, AllowTruncated = (seed & 1) != 0 };
            RasterImage.Identify(file, options);
            RasterImage.Load(file, options);
        }));
    }

    [Theory]
    [MemberData(nameof(DepthEndings))]
    public void Damaged_depth_files_are_read_or_refused(string ending)
    {
        using var folder = new TemporaryFolder();
        DepthFile.Save(folder.File("depth" + ending), DepthFiles.DepthPngTests.Random(1, 12, 9), 4, 3);
        var original = File.ReadAllBytes(folder.File("depth" + ending));
        output.WriteLine(FuzzRun.Read<ImageFormatException>("depth" + ending, random => Damage(original, random),
            (file, _) => DepthFile.Read(folder.Write("damaged", file))));
    }

    private static byte[] Damage(byte[] original, Random random)
    {
        var file = original.ToList();
        for (var hits = random.Next(1, 5); hits > 0 && file.Count > 0; hits--)
        {
            // Headers are short and decide most: half of the damage goes there.
            var at = random.Next(random.Next(2) == 0 ? Math.Min(64, file.Count) : file.Count);
            switch (random.Next(6))
            {
                case 0: file[at] ^= (byte)(1 << random.Next(8)); break;
                case 1: file[at] = (byte)random.Next(256); break;
                case 2: file[at] = random.Next(2) == 0 ? (byte)0 : (byte)255; break;
                case 3: file.RemoveRange(at, Math.Min(random.Next(1, 9), file.Count - at)); break;
                case 4: file.InsertRange(at, file.GetRange(at, Math.Min(random.Next(1, 33), file.Count - at))); break;
                default: file.RemoveRange(at, random.Next(4) == 0 ? file.Count - at : 0); break;
            }
        }
        var damaged = file.ToArray();

        // With the old checksums hardly any damage would get past the walk over the chunks.
        if (random.Next(4) != 0) RepairChecksums(damaged);
        return damaged;
    }

    private static void RepairChecksums(byte[] file)
    {
        if (!file.AsSpan().StartsWith(PngChunks.Signature)) return;
        for (var at = 8; at + 12 <= file.Length;)
        {
            var length = BinaryPrimitives.ReadUInt32BigEndian(file.AsSpan(at));
            if (length > file.Length - at - 12) return;
            BinaryPrimitives.WriteUInt32BigEndian(file.AsSpan(at + 8 + (int)length),
                Crc32.Of(file.AsSpan(at + 4, 4 + (int)length)));
            at += 12 + (int)length;
        }
    }
}
