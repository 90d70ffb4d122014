using ZoeDepth.Tensors;

namespace ZoeDepth;

/// <summary>A tensor a source offers.</summary>
/// <param name="Shape">its extents as stored</param>
/// <param name="Values">its elements as float32</param>
/// <param name="Keys">the source's keys it was made of</param>
internal sealed record WeightTensor(IReadOnlyList<long> Shape, IParameterValues Values, IReadOnlyList<string> Keys);

/// <summary>
/// Where weights come from: a file, several files, a random rule. A source knows its own keys; what a model calls them
/// is the dialects' matter.
/// </summary>
internal interface IWeightSource : IDisposable
{
    /// <summary>The file or the rule, for error messages.</summary>
    string Description { get; }

    /// <summary>Every key it holds; none when it makes its tensors on demand.</summary>
    IEnumerable<string> Keys { get; }

    /// <summary>A tensor; null when there is none of this key.</summary>
    /// <param name="key">the source's own key</param>
    /// <param name="shape">the shape the model needs; only sources that make their tensors look at it</param>
    /// <exception cref="CheckpointException">its elements are not of a type that weights have</exception>
    WeightTensor? Find(string key, Shape shape);

    /// <summary>
    /// The numbers of a tensor of whole numbers, row-major, which is no weight but may tell what shapes cannot.
    /// </summary>
    /// <param name="key">the source's own key</param>
    /// <returns>null where there is none of this key, or the kind of file is not asked for any</returns>
    long[]? FindIndices(string key) => null;

    /// <summary>
    /// What tells these weights from others without reading them all (<see cref="MappedFile.Fingerprint"/>); null where
    /// they come from no file.
    /// </summary>
    ulong? Fingerprint() => null;

    /// <summary>
    /// Compares checksums of these tensors where the file has some; asked once, before elements are used.
    /// </summary>
    /// <param name="keys">the source's own keys</param>
    /// <exception cref="CheckpointException">a checksum does not match</exception>
    void Verify(IReadOnlyCollection<string> keys)
    {
        // Most kinds have none.
    }
}
