namespace ZoeDepth;

/// <summary>What is wrong with a weight file.</summary>
public enum CheckpointFault
{
    /// <summary>The file ends early.</summary>
    Truncated,

    /// <summary>A file or a tensor that others refer to is not there.</summary>
    MissingEntry,

    /// <summary>Well-formed, but of a kind that is not read here.</summary>
    Unsupported,

    /// <summary>
    /// It declares an absurd size; a file of quite another kind looks like that too, and the message names it.
    /// </summary>
    Limit,

    /// <summary>The header of a safetensors file is not the text it must be.</summary>
    BadHeader,

    /// <summary>Shapes, types and places of the tensors do not fit together or do not fill the file.</summary>
    BadLayout,

    /// <summary>The index of a sharded set is not the text it must be, or the shards hold something else.</summary>
    BadIndex,

    /// <summary>The index names a file outside its folder.</summary>
    UnsafeName,

    /// <summary>The file is sound, but its tensors are not those of the model.</summary>
    Mismatch,

    /// <summary>No weight file of any kind: a web page, a pointer to a file elsewhere, an archive of texts.</summary>
    NotACheckpoint,

    /// <summary>The archive that holds the weights contradicts itself, or a checksum does not match.</summary>
    BadContainer,

    /// <summary>The pickle that describes the tensors is not what PyTorch writes.</summary>
    BadPickle,

    /// <summary>The pickle names a function or a class that is not needed for tensors; nothing was called.</summary>
    ForbiddenGlobal,

    /// <summary>Shape, strides, offset and storage of a tensor do not fit together.</summary>
    BadTensor,

    /// <summary>The file is sound and holds no tensor.</summary>
    NoTensors,
}

/// <summary>
/// A weight file cannot be read. The message says which file, what was expected, what came, and what to do next.
/// </summary>
/// <param name="fault">what is wrong</param>
/// <param name="file">the file</param>
/// <param name="problem">the rest of the message</param>
/// <param name="inner">what was thrown by whoever found it</param>
public class CheckpointException(CheckpointFault fault, string file, string problem, Exception? inner = null)
    : Exception($"{file}: {problem}", inner)
{
    /// <summary>What is wrong.</summary>
    public CheckpointFault Fault { get; } = fault;

    /// <summary>The file, or the source of the weights if they come from none.</summary>
    public string File { get; } = file;
}
