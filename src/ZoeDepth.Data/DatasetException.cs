namespace ZoeDepth.Data;

/// <summary>
/// A folder is not the dataset it should be, or its manifest cannot be understood. The message says where, what was
/// expected, what came, and what to do.
/// </summary>
public sealed class DatasetException : Exception
{
    /// <inheritdoc cref="Exception(string)"/>
    public DatasetException(string message) : base(message) { }

    /// <inheritdoc cref="Exception(string, Exception)"/>
    public DatasetException(string message, Exception inner) : base(message, inner) { }

    /// <summary>A line of a manifest is wrong.</summary>
    /// <param name="file">the manifest</param>
    /// <param name="line">which line, from 1</param>
    /// <param name="problem">what was expected and what came</param>
    /// <param name="inner">what found it</param>
    public DatasetException(string file, int line, string problem, Exception? inner = null)
        : base($"{file}, line {line}: {problem}", inner) => Line = line;

    /// <summary>The line of the manifest, from 1; 0 when the problem is in none.</summary>
    public int Line { get; }
}
