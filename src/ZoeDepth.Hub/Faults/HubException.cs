namespace ZoeDepth.Hub;

/// <summary>
/// A model could not be fetched. The message says what was expected, what came, and what to do next; it never holds a
/// token.
/// </summary>
/// <param name="fault">why</param>
/// <param name="message">the text</param>
/// <param name="inner">what was thrown by whoever found it</param>
public sealed class HubException(HubFault fault, string message, Exception? inner = null) : IOException(message, inner)
{
    /// <summary>Why.</summary>
    public HubFault Fault { get; } = fault;
}
