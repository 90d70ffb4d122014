using ZoeDepth.Tensors;

namespace ZoeDepth;

/// <summary>A tensor on its way into a file.</summary>
/// <param name="Name">its key</param>
/// <param name="DataType">its number type</param>
/// <param name="Shape">its extents, outermost first</param>
/// <param name="Write">puts its bytes, little-endian and row-major; called once</param>
internal sealed record WritableTensor(string Name, TensorDataType DataType, IReadOnlyList<long> Shape,
    Action<Stream> Write)
{
    /// <summary>Bytes it takes.</summary>
    public long Length =>
        checked(Shape.Aggregate(1L, (product, extent) => checked(product * extent)) * DataType.Size());

    /// <summary>A parameter as float32; its elements are opened when they are written and closed again.</summary>
    public static unsafe WritableTensor Of(Parameter parameter) =>
        new(parameter.Name, TensorDataType.F32, [.. parameter.Shape.ToArray()], stream =>
        {
            // A span ends at 2³¹ bytes, and a stream need not be asked for all at once.
            const int Chunk = 1 << 20;
            using var lease = parameter.Open();
            var length = parameter.Shape.Count * sizeof(float);
            for (var at = 0L; at < length; at += Chunk)
                stream.Write(new ReadOnlySpan<byte>((byte*)lease.Pointer + at, (int)Math.Min(Chunk, length - at)));
        });

    /// <summary>Parameters one upon the other as elements of a type, opened when they are written.</summary>
    /// <param name="name">the key of the stack</param>
    /// <param name="parts">one or more, of equal shapes</param>
    /// <param name="type">F32, F16 or BF16; elements are rounded to the nearest</param>
    /// <param name="cancellation">looked at on the way</param>
    public static WritableTensor Of(string name, IReadOnlyList<Parameter> parts, TensorDataType type,
        CancellationToken cancellation = default)
    {
        long[] shape = [.. parts[0].Shape.ToArray()];
        if (parts.Count > 1) shape[0] *= parts.Count;
        return new(name, type, shape, stream =>
        {
            foreach (var part in parts) WriteAs(part, type, stream, cancellation);
        });
    }

    private static unsafe void WriteAs(Parameter part, TensorDataType type, Stream stream,
        CancellationToken cancellation)
    {
        const int Chunk = 1 << 18;
        using var lease = part.Open();
        var (count, largest) = (part.Shape.Count, FloatConversion.Largest(type));
        var bytes = new byte[Math.Min(Chunk, count) * type.Size()];
        fixed (byte* to = bytes)
            for (var at = 0L; at < count; at += Chunk)
            {
                cancellation.ThrowIfCancellationRequested();
                var length = (int)Math.Min(Chunk, count - at);
                foreach (var number in new ReadOnlySpan<float>(lease.Pointer + at, length))
                    if (Math.Abs(number) > largest && float.IsFinite(number))
                        throw new CheckpointException(CheckpointFault.Unsupported, part.Name,
                            $"it holds {number}, which {type} numbers do not reach; write float32 or bfloat16");
                FloatConversion.Narrow(lease.Pointer + at, type, to, length);
                stream.Write(new ReadOnlySpan<byte>(to, length * type.Size()));
            }
    }

    /// <summary>What the name of a weight's scales adds to its own, as compressed-tensors calls them.</summary>
    public const string ScaleSuffix = "_scale";

    /// <summary>
    /// A weight <c>[out, in]</c> as integers of 8 bits, −127 to 127, and their scales <c>[out, 1]</c>: the largest
    /// magnitude of each output is 127 of them.
    /// </summary>
    /// <param name="parameter">
    /// the weight; refused when it is written if it holds infinities or what is no number
    /// </param>
    /// <param name="cancellation">looked at on the way</param>
    public static IEnumerable<WritableTensor> Quantized(Parameter parameter, CancellationToken cancellation = default)
    {
        long outputs = parameter.Shape[0], inputs = parameter.Shape[1];
        yield return new(parameter.Name, TensorDataType.I8, [outputs, inputs],
            stream => WriteRows(parameter, (row, scale, bytes) => Quantize(row, scale, bytes), (int)inputs, stream,
                cancellation));
        yield return new(parameter.Name + ScaleSuffix, TensorDataType.F32, [outputs, 1],
            stream => WriteRows(parameter, (_, scale, bytes) => BitConverter.TryWriteBytes(bytes, scale),
                sizeof(float), stream, cancellation));
    }

    /// <summary>The scale of an output's weights; NaN or infinite where one of them is.</summary>
    internal static float ScaleOf(ReadOnlySpan<float> numbers)
    {
        var largest = 0f;
        foreach (var number in numbers) largest = MathF.Max(largest, MathF.Abs(number));
        return largest / 127;
    }

    /// <summary>Integers of elements: the nearest multiples, ties to even, as packing finds them.</summary>
    internal static void Quantize(ReadOnlySpan<float> numbers, float scale, Span<byte> integers)
    {
        var inverse = float.IsNormal(scale) ? 1 / scale : 0;
        for (var i = 0; i < numbers.Length; i++)
            integers[i] = (byte)(sbyte)MathF.Round(Math.Clamp(numbers[i] * inverse, -127, 127));
    }

    private static unsafe void WriteRows(Parameter parameter, RowWriter write, int bytesOfRow, Stream stream,
        CancellationToken cancellation)
    {
        using var lease = parameter.Open();
        var (outputs, inputs, bytes) = (parameter.Shape[0], parameter.Shape[1], new byte[bytesOfRow]);
        for (var output = 0; output < outputs; output++)
        {
            cancellation.ThrowIfCancellationRequested();
            var row = new ReadOnlySpan<float>(lease.Pointer + ((long)output * inputs), inputs);
            var scale = ScaleOf(row);
            if (!float.IsFinite(scale))
                throw new CheckpointException(CheckpointFault.Unsupported, parameter.Name,
                    "it holds infinities or what is no number, for which there is no scale; keep the model in float32");
            write(row, scale, bytes);
            stream.Write(bytes);
        }
    }

    private delegate void RowWriter(ReadOnlySpan<float> row, float scale, Span<byte> bytes);

    /// <summary>A tensor of any type from its bytes.</summary>
    public static WritableTensor Of(string name, TensorDataType type, IReadOnlyList<long> shape, byte[] bytes) =>
        new(name, type, shape, stream => stream.Write(bytes));
}
