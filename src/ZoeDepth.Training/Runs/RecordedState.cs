using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace ZoeDepth.Training;

/// <summary>A text of JSON that a file of tensors carries as bytes.</summary>
internal static class RecordedState
{
    /// <summary>Reads it.</summary>
    /// <param name="file">the file</param>
    /// <param name="name">the tensor of bytes</param>
    /// <param name="type">what the text says</param>
    /// <exception cref="CheckpointException">it is not there, or is not such a text</exception>
    public static T Of<T>(SafeTensorsFile file, string name, JsonTypeInfo<T> type) where T : class
    {
        try
        {
            if (file.Keys.Contains(name) && JsonSerializer.Deserialize(file.ReadBytes(name), type) is { } state)
                return state;
        }
        catch (JsonException error)
        {
            throw new CheckpointException(CheckpointFault.BadHeader, file.Path,
                $"its {name} is damaged: {error.Message}; take another copy of the file");
        }
        throw new CheckpointException(CheckpointFault.BadHeader, file.Path,
            $"its {name} says nothing; take another copy of the file");
    }
}
