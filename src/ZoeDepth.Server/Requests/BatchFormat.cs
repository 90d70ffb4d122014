namespace ZoeDepth.Server;

/// <summary>How the results of a batch follow one another.</summary>
/// <param name="MediaType">what <c>Accept</c> calls it, and the response's own type</param>
/// <param name="Usual">the kind of each answer where none was named</param>
/// <param name="Holds">what it is, in words</param>
internal sealed record BatchFormat(string MediaType, AnswerKind Usual, string Holds)
{
    /// <summary>A part with its headers for each image, the usual kind being a 16-bit PNG.</summary>
    public static BatchFormat Parts { get; } = new("multipart/mixed", AnswerKind.Png,
        "a part for each image, with the headers a request of its own would have, and ZoeDepth-Index");

    /// <summary>A line of JSON for each image, the usual kind being its statistics.</summary>
    public static BatchFormat Lines { get; } = new("application/x-ndjson", AnswerKind.Json,
        "a line of JSON for each image: index, name, status, and result, file (base 64) or problem");

    /// <summary>A server-sent event with the same JSON for each image, and one at the end.</summary>
    public static BatchFormat Events { get; } = new(Negotiation.EventStream, AnswerKind.Json,
        "an event image with that JSON for each image, then an event end");

    /// <summary>All of them; the first is whatever pleases.</summary>
    public static IReadOnlyList<BatchFormat> All { get; } = [Parts, Lines, Events];
}
