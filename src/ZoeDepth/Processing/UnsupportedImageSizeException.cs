namespace ZoeDepth;

/// <summary>
/// A picture cannot go through the network with the settings in force. The message says which picture, which size was
/// computed, and what to do.
/// </summary>
public sealed class UnsupportedImageSizeException : Exception
{
    /// <summary>A refusal.</summary>
    /// <param name="problem">which picture, what was expected, what came</param>
    /// <param name="remedies">what would help, the least costly first</param>
    public UnsupportedImageSizeException(string problem, params IReadOnlyList<SuggestedFix> remedies)
        : base(Text(problem, remedies, PropertyOf))
    {
        Problem = problem;
        SuggestedFixes = remedies;
    }

    /// <summary>The message without what to do.</summary>
    public string Problem { get; }

    /// <summary>What would let the picture through.</summary>
    public IReadOnlyList<SuggestedFix> SuggestedFixes { get; }

    /// <summary>
    /// The message with the remedies in other words: those of a program whose users know options instead of properties.
    /// </summary>
    /// <param name="words">a remedy as a request: "crop it"</param>
    public string Tell(Func<SuggestedFix, string> words) => Text(Problem, SuggestedFixes, words);

    private static string Text(string problem, IReadOnlyList<SuggestedFix> remedies, Func<SuggestedFix, string> words)
    {
        ArgumentNullException.ThrowIfNull(remedies);
        var requests = remedies.Select(words).ToArray();
        return requests.Length switch
        {
            0 => problem,
            1 => $"{problem}; {requests[0]}",
            2 => $"{problem}; {requests[0]} or {requests[1]}",
            _ => $"{problem}; {string.Join(", ", requests[..^1])}, or {requests[^1]}",
        };
    }

    private static string PropertyOf(SuggestedFix remedy) => remedy switch
    {
        SuggestedFix.Crop => "crop it",
        SuggestedFix.Enlarge => "enlarge it to at least 5x5",
        SuggestedFix.NoBorder => "turn the border off (DoPad = false, of an estimate Pad = false)",
        SuggestedFix.Stretch => "let it be stretched (KeepAspectRatio = false, of an estimate KeepAspect = false)",
        SuggestedFix.SmallerSize => "ask for a smaller Size",
        SuggestedFix.LargerSize => "ask for a larger Size",
        SuggestedFix.MorePixels => "raise MaxNetworkPixels",
        SuggestedFix.OneByOne => "run the pictures one by one",
        _ => throw new ArgumentOutOfRangeException(nameof(remedy), remedy, "not a remedy"),
    };
}
