using System.Buffers.Binary;
using System.Globalization;

namespace ZoeDepth.Imaging.Tests;

/// <summary>
/// Damages good and bad files at random and reads them: nothing but a picture or an <see cref="ImageFormatException"/> may come out, soon and without
/// much memory. <c>ZOEDEPTH_FUZZ_SEED</c> and <c>ZOEDEPTH_FUZZ_COUNT</c> choose another stretch of damage; a failure names its seed.
/// </summary>
public sealed class FuzzTests
{
    private const int DefaultSeed = 20_260;
    private const int DefaultCount = 3000;
    private const long MostPixels = 1 << 18;
    private const long MostBytes = 64 << 20;

    private static readonly int FirstSeed = FromEnvironment("ZOEDEPTH_FUZZ_SEED", DefaultSeed);
    private static readonly int Count = FromEnvironment("ZOEDEPTH_FUZZ_COUNT", DefaultCount);

    [Fact]
    public void Damaged_pictures_are_read_or_refused()
    {
        var files = CodecCases.Files(f => !f.StartsWith("jpeg/", StringComparison.Ordinal)).Select(File.ReadAllBytes).Where(f => f.Length > 0).ToArray();
        if (files.Length == 0 && Goldens.IsForeign) return;
        Run(files, (file, seed) =>
        {
            var options = new DecodeOptions { MaxPixels = MostPixels, AllowTruncated = (seed & 1) != 0 };
            Image.Identify(file, options);
            Image.Load(file, options);
        });
    }

    [Fact]
    public void Damaged_depth_files_are_read_or_refused()
    {
        using var folder = new TemporaryFolder();
        var depth = DepthFiles.DepthPngTests.Random(1, 12, 9);
        var files = DepthFile.Endings.Select(ending =>
        {
            var path = folder.File("depth" + ending);
            DepthFile.Save(path, depth, 4, 3);
            return File.ReadAllBytes(path);
        }).ToArray();
        Run(files, (file, _) => DepthFile.Read(folder.Write("damaged", file)));
    }

    private static void Run(byte[][] files, Action<byte[], int> read)
    {
        var refused = 0;
        for (var seed = FirstSeed; seed < FirstSeed + Count; seed++)
        {
            var file = Damage(files, seed);
            var before = GC.GetAllocatedBytesForCurrentThread();
            var clock = System.Diagnostics.Stopwatch.StartNew();
            try
            {
                read(file, seed);
            }
            catch (ImageFormatException error)
            {
                refused++;
                error.Message.ShouldNotBeNullOrWhiteSpace();
            }
            catch (Exception error)
            {
                throw new InvalidOperationException($"seed {seed}: {error.GetType().Name}: {error.Message}", error);
            }
            clock.Elapsed.TotalSeconds.ShouldBeLessThan(10, $"seed {seed}");
            (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(MostBytes, $"seed {seed}");
        }
        if (Count >= DefaultCount) refused.ShouldBeInRange(Count / 10, Count - (Count / 50), "damage that never or always shows tests nothing");
    }

    private static byte[] Damage(byte[][] files, int seed)
    {
        var random = new Random(seed);
        var file = files[random.Next(files.Length)].ToList();
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
            BinaryPrimitives.WriteUInt32BigEndian(file.AsSpan(at + 8 + (int)length), Crc32.Of(file.AsSpan(at + 4, 4 + (int)length)));
            at += 12 + (int)length;
        }
    }

    private static int FromEnvironment(string name, int otherwise) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;
}
