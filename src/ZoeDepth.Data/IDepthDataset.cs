namespace ZoeDepth.Data;

/// <summary>
/// Photographs with depth, by number. The same number gives the same sample, on every thread: any number of threads may
/// call at once, and order is the caller's.
/// </summary>
public interface IDepthDataset
{
    /// <summary>What reports call it.</summary>
    string Name { get; }

    /// <summary>How many samples there are.</summary>
    int Count { get; }

    /// <summary>What is known of a sample without opening its files.</summary>
    /// <param name="index">0..<see cref="Count"/> − 1</param>
    /// <exception cref="ArgumentOutOfRangeException">there is no such sample</exception>
    DepthSampleInfo Describe(int index);

    /// <summary>Reads or makes a sample.</summary>
    /// <param name="index">0..<see cref="Count"/> − 1</param>
    /// <param name="cancellation">looked at between and within files</param>
    /// <exception cref="ArgumentOutOfRangeException">there is no such sample</exception>
    /// <exception cref="DatasetException">a file is missing, broken, or not what the dataset says it is</exception>
    /// <exception cref="OperationCanceledException">the token was cancelled</exception>
    DepthSample Load(int index, CancellationToken cancellation = default);
}
