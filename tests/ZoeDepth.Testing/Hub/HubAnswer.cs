namespace ZoeDepth.Testing.Hub;

/// <summary>What is answered, word by word, and how the answer is broken.</summary>
/// <param name="Status">the code</param>
/// <param name="Body">the bytes of the body</param>
/// <param name="Headers">further headers</param>
public sealed record HubAnswer(int Status, byte[] Body, params (string Name, string Value)[] Headers)
{
    /// <summary>What Content-Length says; the body's length when null, nothing when negative.</summary>
    public long? DeclaredLength { get; init; }

    /// <summary>The connection is closed after so many bytes of the body.</summary>
    public int? DropsAfter { get; init; }

    /// <summary>After so many bytes of the body nothing more comes, and the connection stays open.</summary>
    public int? StallsAfter { get; init; }

    /// <summary>How long nothing comes at all.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>An answer without a body.</summary>
    public static HubAnswer Of(int status, params (string Name, string Value)[] headers) => new(status, [], headers);
}
