using ZoeDepth.Runtime.Threading;
using ZoeDepth.Tensors;

namespace ZoeDepth.Tests.CheckpointWeights;

/// <summary>Weights are read in pieces on all threads of a pass: the same numbers as on one.</summary>
public sealed unsafe class ThreadedReadingTests : IDisposable
{
    // Two pieces of a megabyte and a bit of a third, in float32.
    private const int Rows = 7, Columns = 90_001;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("F32"), InlineData("F16"), InlineData("BF16")]
    public void Numbers_of_a_type_are_the_same_on_every_number_of_threads(string name)
    {
        var type = Enum.Parse<TensorDataType>(name);
        var numbers = new byte[Rows * Columns * type.Size()];
        new Random(4).NextBytes(numbers);
        ShouldBeTheSame(WritableTensor.Of("w", type, [Rows, Columns], numbers));
    }

    [Fact]
    public void So_are_those_of_8_bits_and_their_scales()
    {
        using var weight = new Parameter("w", new Shape(Rows, Columns),
            new MemoryValues([.. Enumerable.Range(0, Rows * Columns).Select(i => MathF.Sin(i))]));
        ShouldBeTheSame([.. WritableTensor.Quantized(weight)]);
    }

    [Fact]
    public void A_file_that_was_cut_is_an_error_on_several_threads_too()
    {
        var path = Write(WritableTensor.Of("w", TensorDataType.F32, [Rows, Columns], new byte[Rows * Columns * 4]));
        using var file = SafeTensorsFile.Open(path);
        var values = file.Find("w", new Shape(Rows, Columns))!.Values;
        using (var cut = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete))
            cut.SetLength(1 << 20);
        Should.Throw<CheckpointException>(() => values.Open(new Work(3))).Fault.ShouldBe(CheckpointFault.Truncated);
    }

    private void ShouldBeTheSame(params WritableTensor[] tensors)
    {
        using var file = SafeTensorsFile.Open(Write(tensors));
        var values = file.Find("w", new Shape(Rows, Columns))!.Values;
        using var one = values.Open();
        foreach (var threads in new[] { 2, 3 })
        {
            using var several = values.Open(new Work(threads));
            new ReadOnlySpan<int>(several.Pointer, Rows * Columns)
                .SequenceEqual(new ReadOnlySpan<int>(one.Pointer, Rows * Columns)).ShouldBeTrue($"{threads} threads");
        }
    }

    private string Write(params WritableTensor[] tensors)
    {
        var path = _folder.File("model.safetensors");
        SafeTensorsWriter.Write(path, tensors);
        return path;
    }
}
