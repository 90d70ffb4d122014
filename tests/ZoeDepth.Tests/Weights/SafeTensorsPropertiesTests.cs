using System.Text;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace ZoeDepth.Tests.CheckpointWeights;

/// <summary>What holds for every safetensors file.</summary>
public sealed class SafeTensorsPropertiesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    /// <summary>Up to six tensors of any type, rank and name, filled with any bytes.</summary>
    private static Arbitrary<WritableTensor[]> Tensors()
    {
        var tensor =
            from name in ArbMap.Default.GeneratorFor<NonEmptyString>()
            from type in Gen.Elements(Enum.GetValues<TensorDataType>())
            from shape in Gen.Choose(0, 5).Select(extent => (long)extent).ListOf()
            let length = shape.Take(4).Aggregate(1L, (product, extent) => product * extent) * type.Size()
            from bytes in Gen.ArrayOf(ArbMap.Default.GeneratorFor<byte>(), (int)length)
            select WritableTensor.Of(Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(name.Get)), type,
                [.. shape.Take(4)], bytes);
        return Gen.Choose(0, 6).SelectMany(count => tensor.ArrayOf(count))
            .Select(tensors => tensors.DistinctBy(t => t.Name).Where(t => t.Name != "__metadata__").ToArray())
                .ToArbitrary();
    }

    [Fact]
    public void What_was_written_is_read_back() =>
        Check.QuickThrowOnFailure(Prop.ForAll(Tensors(), WriteAndRead));

    private void WriteAndRead(WritableTensor[] tensors)
    {
        var path = _folder.File("model.safetensors");
        SafeTensorsWriter.Write(path, tensors);

        using var file = SafeTensorsFile.Open(path);

        file.Keys.Order().ShouldBe(tensors.Select(t => t.Name).Order());
        foreach (var tensor in tensors)
        {
            using var expected = new MemoryStream();
            tensor.Write(expected);
            file[tensor.Name].DataType.ShouldBe(tensor.DataType);
            file[tensor.Name].Shape.ShouldBe(tensor.Shape);
            file.ReadBytes(tensor.Name).ShouldBe(expected.ToArray());
        }
        Directory.GetFiles(_folder.Path).ShouldBe([path]);
        ((new FileInfo(path).Length - tensors.Sum(t => t.Length)) % 8).ShouldBe(0);
    }

    private static byte[] Sample()
    {
        const string Header =
            """{"__metadata__":{"format":"pt"},"w":{"dtype":"F32","shape":[2,2],"data_offsets":[0,16]},"b":{"dtype":"BF16","shape":[2],"data_offsets":[16,20]}}""";
        return SafeTensorsFiles.Bytes(Header, [.. Enumerable.Range(0, 20).Select(i => (byte)i)]);
    }

    [Fact]
    public void A_file_cut_anywhere_is_refused_as_truncated()
    {
        var whole = Sample();
        for (var length = 0; length < whole.Length; length++)
        {
            var path = _folder.Write("model.safetensors", whole.AsSpan(0, length));

            Should.Throw<CheckpointException>(() =>
                SafeTensorsFile.Open(path)).Fault.ShouldBe(CheckpointFault.Truncated, $"{length} bytes");
        }
    }

    [Property(MaxTest = 2000)]
    public void A_damaged_file_is_read_or_refused_in_order(PositiveInt[] places, byte[] values)
    {
        var bytes = Sample();
        foreach (var (place, value) in places.Zip(values)) bytes[place.Get % bytes.Length] = value;

        ReadOrRefuse(bytes);
    }

    /// <summary>Pieces of headers in any order: much closer to a valid one than random bytes.</summary>
    public static Arbitrary<string> Headers() =>
        Gen.Elements("{", "}", "[", "]", ",", ":", "\"a\"", "\"b\"", "\"dtype\"", "\"shape\"", "\"data_offsets\"",
            "\"F32\"", "\"__metadata__\"",
        "\"format\"", "0", "4", "8", "-1", "1e9", "18446744073709551615", "9223372036854775808", "null", "true", " ",
        "{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}",
        "{\"dtype\":\"U8\",\"shape\":[4],\"data_offsets\":[4,8]}").ListOf().Select(string.Concat).ToArbitrary();

    [Property(MaxTest = 2000)]
    public Property A_header_put_together_at_random_is_read_or_refused_in_order() =>
        Prop.ForAll(Headers(), header => ReadOrRefuse(SafeTensorsFiles.Bytes("{" + header, new byte[8])));

    private void ReadOrRefuse(byte[] bytes)
    {
        var path = _folder.Write("model.safetensors", bytes);
        try
        {
            using var file = SafeTensorsFile.Open(path);
            foreach (var entry in file.Tensors) file.ReadBytes(entry.Name).Length.ShouldBe((int)entry.Length);
        }
        catch (CheckpointException e)
        {
            e.Message.ShouldStartWith(path);
        }
    }
}
