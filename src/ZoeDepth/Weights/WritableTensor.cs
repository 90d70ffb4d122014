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

    /// <summary>A parameter as float32; its numbers are opened when they are written and closed again.</summary>
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

    /// <summary>A tensor of any type from its bytes.</summary>
    public static WritableTensor Of(string name, TensorDataType type, IReadOnlyList<long> shape, byte[] bytes) =>
        new(name, type, shape, stream => stream.Write(bytes));
}
