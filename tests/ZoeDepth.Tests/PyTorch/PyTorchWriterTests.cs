using System.IO.Compression;
using FsCheck;
using FsCheck.Fluent;
using ZoeDepth.PyTorch;

namespace ZoeDepth.Tests.PyTorch;

/// <summary>What is written is read back, by us and by another reader of archives.</summary>
public sealed class PyTorchWriterTests : IDisposable
{
    private static readonly TensorDataType[] Types =
        [TensorDataType.F32, TensorDataType.F16, TensorDataType.BF16, TensorDataType.I64, TensorDataType.BOOL];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private static Arbitrary<WritableTensor[]> Tensors()
    {
        var tensor =
            from name in Gen.Elements("a", "b.weight", "é", "c/d", "core.core.x")
            from type in Gen.Elements(Types)
            from shape in Gen.Choose(0, 5).Select(extent => (long)extent).ListOf()
            let length = shape.Take(3).Aggregate(1L, (product, extent) => product * extent) * type.Size()
            from bytes in Gen.ArrayOf(ArbMap.Default.GeneratorFor<byte>(), (int)length)
            select WritableTensor.Of(name, type, [.. shape.Take(3)], bytes);
        return Gen.Choose(1, 5).SelectMany(count => tensor.ArrayOf(count))
            .Select(tensors => tensors.DistinctBy(t => t.Name).ToArray()).ToArbitrary();
    }

    [Fact]
    public void Tensors_come_back_as_they_were() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(200), Prop.ForAll(Tensors(), WriteAndRead));

    private void WriteAndRead(WritableTensor[] tensors)
    {
        var path = _folder.File("weights.pt");
        using (var stream = new FileStream(path, FileMode.Create, FileAccess.ReadWrite))
            PyTorchWriter.Write(stream, tensors);

        using (var archive = ZipFile.OpenRead(path))
            foreach (var entry in archive.Entries)
            {
                using var content = entry.Open();
                content.CopyTo(Stream.Null);
            }
        using var file = PyTorchFile.Open(path);
        file.Keys.ShouldBe(tensors.Select(t => "model/" + t.Name));
        file.Verify([.. file.Keys]);
        foreach (var tensor in tensors)
        {
            using var expected = new MemoryStream();
            tensor.Write(expected);
            var read = file.Tensors["model/" + tensor.Name];
            read.DataType.ShouldBe(tensor.DataType);
            read.Shape.ShouldBe(tensor.Shape);
            read.IsContiguous.ShouldBeTrue();
            (read.Storage.Home!.Place! % 64).ShouldBe(0);
            file.ReadBytes("model/" + tensor.Name).ShouldBe(expected.ToArray());
        }
    }
}
