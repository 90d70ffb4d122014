using System.IO.Compression;
using ZoeDepth.PyTorch;
using ZoeDepth.Runtime.Memory;
using ZoeDepth.Tensors;

namespace ZoeDepth.Tests.PyTorch;

/// <summary>
/// Damages weight files at random and reads them, as <see cref="FuzzRun"/> says; what long runs found is in
/// <c>docs/fuzzing.md</c>.
/// </summary>
public sealed class CheckpointFuzzTests(ITestOutputHelper output)
{
    private const long MostNativeBytes = 64 << 20;

    private const double MostSeconds = 1;

    [Fact]
    public void Damaged_checkpoints_of_PyTorch_are_read_or_refused()
    {
        // Sound files three times: what is broken already is refused for that.
        byte[][] good = [.. Files("good")], files = [.. good, .. good, .. good, .. Files("bad")];
        Assert.SkipWhen(files.Length == 0 && Goldens.IsForeign, "the set named has no such files");
        var archives = files.Where(file => file.AsSpan().StartsWith("PK\x03\x04"u8)).Select(Entries)
            .OfType<(string Name, byte[] Bytes)[]>().ToArray();
        var pickles = archives.Select(entries => entries.First(IsPickle).Bytes).ToArray();
        Run("pt", random => random.Next(4) == 0 ? FileDamage.Of(files[random.Next(files.Length)], files, random)
            : Repacked(archives[random.Next(archives.Length)], pickles, random), path =>
        {
            using var file = PyTorchFile.Open(path);
            file.Verify([.. file.Keys]);
            foreach (var (key, tensor) in file.Tensors)
            {
                file.ReadBytes(key);
                if (FloatConversion.Reads(tensor.DataType))
                    using (file.Find(key, new Shape())!.Values.Open()) { }
            }
            StateDict.Of(PyTorchFile.Open(path)).Dispose();
        });
    }

    [Fact]
    public void Damaged_safetensors_are_read_or_refused()
    {
        var files = Files("safetensors").Where(file => file.Length > 0)
            .SelectMany(file => Enumerable.Repeat(file, IsSound(file) ? 5 : 1)).ToArray();
        Assert.SkipWhen(files.Length == 0 && Goldens.IsForeign, "the set named has no such files");
        Run("safetensors", random => FileDamage.Of(files[random.Next(files.Length)], files, random, head: 400),
            path =>
            {
                using var file = SafeTensorsFile.Open(path);
                foreach (var key in file.Keys) file.ReadBytes(key);
            });
    }

    [Fact]
    public void Damaged_weights_of_8_bits_are_read_or_refused()
    {
        using var folder = new TemporaryFolder();
        byte[][] files = [.. Enumerable.Range(1, 4).Select(i =>
        {
            var (path, size) = (folder.File("quantized"), new Shape(3 * i, 17));
            using var weight = new Parameter("a.weight", size,
                new MemoryValues([.. Enumerable.Range(0, (int)size.Count).Select(j => MathF.Sin(j))]));
            using var bias = new Parameter("a.bias", new Shape(3 * i), new MemoryValues(new float[3 * i]));
            SafeTensorsWriter.Write(path, [.. WritableTensor.Quantized(weight), WritableTensor.Of(bias)]);
            return File.ReadAllBytes(path);
        })];
        Run("weights of 8 bits", random => FileDamage.Of(files[random.Next(files.Length)], files, random, head: 400),
            path =>
            {
                using var file = SafeTensorsFile.Open(path);
                foreach (var key in file.Keys)
                    using (file.Find(key, new Shape())!.Values.Open()) { }
            });
    }

    /// <summary>Found by seed 40141748 of the checkpoints: it came out as an error of a null pointer.</summary>
    [Fact]
    public void A_storage_that_should_expand_from_nothing_is_refused()
    {
        using var folder = new TemporaryFolder();
        var good = Files("good").Where(file => file.AsSpan().StartsWith("PK\x03\x04"u8)).Select(Entries)
            .First(entries => entries?.Any(entry => entry.Name.EndsWith("data/0", StringComparison.Ordinal)) == true)!;
        using var bytes = new MemoryStream();
        using (var archive = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var (name, content) in good)
            {
                using var stream = archive.CreateEntry(name, CompressionLevel.NoCompression).Open();
                if (!name.EndsWith("data/0", StringComparison.Ordinal)) stream.Write(content);
            }
        var file = bytes.ToArray();
        var length = good.Single(entry => entry.Name.EndsWith("data/0", StringComparison.Ordinal)).Bytes.Length;
        foreach (var (mark, method, size) in new[] { ("PK\x03\x04", 8, 22), ("PK\x01\x02", 10, 24) })
            for (var at = 0; at < file.Length - 64; at++)
            {
                var header = file.AsSpan(at);
                if (!header.StartsWith(System.Text.Encoding.Latin1.GetBytes(mark))) continue;
                var (nameAt, nameSize) = (mark[2] == '\x03' ? 30 : 46, header[mark[2] == '\x03' ? 26 : 28]);
                if (!header.Slice(nameAt, nameSize).EndsWith("data/0"u8)) continue;
                header[method] = 8;
                BitConverter.TryWriteBytes(header[size..], length);
            }
        Should.Throw<CheckpointException>(() =>
        {
            using var opened = PyTorchFile.Open(folder.Write("nothing.pt", file));
            opened.Verify([.. opened.Keys]);
        }).Message.ShouldContain($"should expand to {length} bytes and holds none");
    }

    private void Run(string what, Func<Random, byte[]> damage, Action<string> read)
    {
        using var folder = new TemporaryFolder();
        output.WriteLine(FuzzRun.Read<CheckpointException>(what, damage, (file, seed) =>
        {
            var path = folder.Write($"damaged{seed % 8}", file);
            var before = NativeBuffer.BytesAllocated;
            read(path);
            (NativeBuffer.BytesAllocated - before).ShouldBeLessThan(MostNativeBytes, $"seed {seed}");
        }, MostSeconds));
    }

    private static IEnumerable<byte[]> Files(string folder) =>
        Directory.Exists(Goldens.PathOf("pt", folder))
            ? Directory.GetFiles(Goldens.PathOf("pt", folder)).Order(StringComparer.Ordinal).Select(File.ReadAllBytes)
            : [];

    private static bool IsSound(byte[] file)
    {
        using var folder = new TemporaryFolder();
        try
        {
            SafeTensorsFile.Open(folder.Write("model.safetensors", file)).Dispose();
            return true;
        }
        catch (CheckpointException)
        {
            return false;
        }
    }

    private static bool IsPickle((string Name, byte[] Bytes) entry) =>
        entry.Name.EndsWith("data.pkl", StringComparison.Ordinal);

    /// <summary>The entries of an archive that another reader can open and that holds a checkpoint.</summary>
    private static (string Name, byte[] Bytes)[]? Entries(byte[] file)
    {
        try
        {
            using var archive = new ZipArchive(new MemoryStream(file));
            (string Name, byte[] Bytes)[] entries = [.. archive.Entries.Where(entry => entry.Length < 1 << 20)
                .Select(entry => (entry.FullName, Bytes(entry)))];
            return entries.Any(IsPickle) ? entries : null;
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    private static byte[] Bytes(ZipArchiveEntry entry)
    {
        using var stream = entry.Open();
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }

    /// <summary>
    /// An archive in which one entry is damaged, the pickle mostly, and all checksums are right: with wrong ones hardly
    /// any damage would get past them.
    /// </summary>
    private static byte[] Repacked((string Name, byte[] Bytes)[] entries, byte[][] pickles, Random random)
    {
        var hit = random.Next(5) == 0 ? random.Next(entries.Length) : Array.FindIndex(entries, IsPickle);
        using var bytes = new MemoryStream();
        using (var archive = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
            for (var i = 0; i < entries.Length; i++)
            {
                var level = random.Next(8) == 0 ? CompressionLevel.Fastest : CompressionLevel.NoCompression;
                using var stream = archive.CreateEntry(entries[i].Name, level).Open();
                stream.Write(i == hit ? FileDamage.Of(entries[i].Bytes, pickles, random, head: 400) : entries[i].Bytes);
            }
        return bytes.ToArray();
    }
}
