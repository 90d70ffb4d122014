using System.Text.Json;
using ZoeDepth.PyTorch;
using ZoeDepth.Tensors;

namespace ZoeDepth.Tests.Golden.Pt;

/// <summary>
/// Weight files that must be read to the bit, and broken or hostile ones that must be refused for the right reason.
/// </summary>
[Trait("Category", "Golden")]
[Trait("Family", "pt")]
public sealed class GoldenCheckpointTests
{
    private static readonly Dictionary<string, Func<string, RawTensors>> Readers = new()
    {
        ["load_safetensors"] = path => Raw(SafeTensorsFile.Open(path)),
        ["load_sharded_safetensors"] = path => Raw(ShardedWeights<SafeTensorsFile>.Open(
            Path.Combine(path, "model.safetensors.index.json"), SafeTensorsFile.Open)),
        ["load_pt"] = path => Raw(PyTorchFile.Open(path)),
        ["load_sharded_bin"] = path => Raw(ShardedWeights<PyTorchFile>.Open(
            Path.Combine(path, "pytorch_model.bin.index.json"), PyTorchFile.Open)),
    };

    public static TheoryData<string> Cases => Goldens.Names("pt", [.. Readers.Keys]);

    [Fact]
    public void Every_operation_of_the_family_is_run() =>
        Goldens.Cases("pt").Select(c => c.GetProperty("op").GetString()!).Distinct()
            .Where(op => !Readers.ContainsKey(op)).ShouldBeEmpty();

    [GoldenTheory, MemberData(nameof(Cases))]
    public void A_file_is_read_to_the_bit_or_refused_for_the_right_reason(string name)
    {
        var golden = Goldens.Case("pt", name);
        var isOptional = golden.TryGetProperty("optional", out var optional) && optional.GetBoolean();
        try
        {
            var tensors = Readers[golden.GetProperty("op")
                .GetString()!](Goldens.PathOf("pt", golden.GetProperty("file").GetString()!));
            using var source = tensors.Source;
            source.Verify([.. source.Keys]);
            (golden.GetProperty("expect").GetString() == "ok" || isOptional)
                .ShouldBeTrue($"{name} was read, but must be refused");
            if (golden.GetProperty("expect").GetString() == "ok") Compare(golden, tensors);
        }
        catch (CheckpointException e)
        {
            (golden.GetProperty("expect").GetString() == "error" || isOptional)
                .ShouldBeTrue($"{name} was refused: {e.Message}");
            if (golden.TryGetProperty("error", out var fault))
                SnakeCase(e.Fault).ShouldBe(fault.GetString(), e.Message);
            if (golden.TryGetProperty("must_name", out var texts))
                foreach (var text in texts.EnumerateArray()) e.Message.ShouldContain(text.GetString()!);
            e.Message.ShouldStartWith(e.File);
            e.Message.Length.ShouldBeLessThan(1500);
        }
    }

    private static RawTensors Raw(SafeTensorsFile file) => new(file, name => Form(file[name]), file.ReadBytes);

    private static RawTensors Raw(ShardedWeights<SafeTensorsFile> shards) =>
        new(shards, name => Form(shards.Home(name)[name]), name => shards.Home(name).ReadBytes(name));

    private static RawTensors Raw(PyTorchFile file) => new(file, name => Form(file.Tensors[name]), file.ReadBytes);

    private static RawTensors Raw(ShardedWeights<PyTorchFile> shards) =>
        new(shards, name => Form(shards.Home(name).Tensors[name]), name => shards.Home(name).ReadBytes(name));

    private static (TensorDataType, long[]) Form(TensorEntry entry) => (entry.DataType, [.. entry.Shape]);

    private static (TensorDataType, long[]) Form(TorchTensor tensor) => (tensor.DataType, tensor.Shape);

    private static void Compare(JsonElement golden, RawTensors tensors)
    {
        if (golden.TryGetProperty("expected", out var twin) && twin.ValueKind == JsonValueKind.Null)
            tensors.Source.Keys.ShouldBeEmpty();
        else if (golden.TryGetProperty("expected", out _))
        {
            var expected = GoldenTensors.Open(Goldens.PathOf("pt", twin.GetString()!));
            tensors.Source.Keys.Order().ShouldBe(expected.Names.Order());
            foreach (var tensor in expected.Names.Select(n => expected[n]))
                Same(tensors, tensor.Name, Enum.Parse<TensorDataType>(tensor.DataType),
                    [.. tensor.Shape.Select(extent => (long)extent)], tensor.Bytes);
        }
        if (golden.TryGetProperty("tensors", out var listed))
        {
            tensors.Source.Keys.Order().ShouldBe(listed.EnumerateObject().Select(p => p.Name).Order());
            foreach (var tensor in listed.EnumerateObject())
                Same(tensors, tensor.Name, TypeOf(tensor.Value.GetProperty("dtype").GetString()!),
                    [.. tensor.Value.GetProperty("shape").EnumerateArray().Select(e => e.GetInt64())],
                    Convert.FromHexString(tensor.Value.GetProperty("bytes").GetString()!));
        }
    }

    private static void Same(RawTensors tensors, string name, TensorDataType type, long[] shape, byte[] bytes)
    {
        var (dataType, extents) = tensors.Form(name);
        dataType.ShouldBe(type);
        extents.ShouldBe(shape);
        tensors.Bytes(name).ShouldBe(bytes);
        if (FloatConversion.Reads(type)) Widened(tensors, name).ShouldBe(Floats(type, bytes));
    }

    /// <summary>The bits of a tensor's numbers as a model gets them.</summary>
    private static unsafe int[] Widened(RawTensors tensors, string name)
    {
        using var lease = tensors.Source.Find(name, new Shape())!.Values.Open();
        return new ReadOnlySpan<int>(lease.Pointer, (int)tensors.Form(name).Item2.Aggregate(1L, (a, b) => a * b))
            .ToArray();
    }

    private static unsafe int[] Floats(TensorDataType type, byte[] bytes)
    {
        var floats = new int[bytes.Length / type.Size()];
        fixed (byte* from = bytes)
        fixed (int* to = floats)
            FloatConversion.Widen(from, type, (float*)to, floats.Length);
        return floats;
    }

    private static TensorDataType TypeOf(string torch) => torch switch
    {
        "float8_e4m3fn" => TensorDataType.F8_E4M3,
        "float8_e5m2" => TensorDataType.F8_E5M2,
        "bfloat16" => TensorDataType.BF16,
        _ => Enum.Parse<TensorDataType>(torch.Replace("float", "F").Replace("uint", "U").Replace("int", "I")
            .Replace("bool", "BOOL")),
    };

    private static string SnakeCase(CheckpointFault fault) =>
        string.Concat(fault.ToString()
            .Select((c, i) => char.IsUpper(c) && i > 0
                ? $"_{char.ToLowerInvariant(c)}" : $"{char.ToLowerInvariant(c)}"));

    /// <summary>An open checkpoint with its raw tensors.</summary>
    private sealed record RawTensors(IWeightSource Source, Func<string, (TensorDataType, long[])> Form,
        Func<string, byte[]> Bytes);
}
