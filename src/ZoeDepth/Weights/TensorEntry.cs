namespace ZoeDepth;

/// <summary>Where one tensor stands in a safetensors file.</summary>
/// <param name="Name">its key</param>
/// <param name="DataType">its number type</param>
/// <param name="Shape">its extents, outermost first; none for a single number</param>
/// <param name="Begin">its first byte, counted from the end of the header</param>
/// <param name="Length">its bytes</param>
internal sealed record TensorEntry(string Name, TensorDataType DataType, IReadOnlyList<long> Shape, long Begin,
    long Length)
{
    /// <summary>Elements in it.</summary>
    public long Count => Length / DataType.Size();
}
