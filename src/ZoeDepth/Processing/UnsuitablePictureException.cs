namespace ZoeDepth;

/// <summary>A picture cannot go through the network with the settings in force. The message says which picture, which size was computed, and what to do.</summary>
public sealed class UnsuitablePictureException : Exception
{
    /// <summary>A refusal.</summary>
    /// <param name="problem">which picture, what was expected, what came</param>
    /// <param name="remedies">what would help, the least costly first</param>
    public UnsuitablePictureException(string problem, params IReadOnlyList<PictureRemedy> remedies) : base(Text(problem, remedies, PropertyOf))
    {
        Problem = problem;
        Remedies = remedies;
    }

    /// <summary>The message without what to do.</summary>
    public string Problem { get; }

    /// <summary>What would let the picture through.</summary>
    public IReadOnlyList<PictureRemedy> Remedies { get; }

    /// <summary>The message with the remedies in other words: those of a program whose users know options instead of properties.</summary>
    /// <param name="words">a remedy as a request: "crop it"</param>
    public string Tell(Func<PictureRemedy, string> words) => Text(Problem, Remedies, words);

    private static string Text(string problem, IReadOnlyList<PictureRemedy> remedies, Func<PictureRemedy, string> words)
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

    private static string PropertyOf(PictureRemedy remedy) => remedy switch
    {
        PictureRemedy.Crop => "crop it",
        PictureRemedy.Enlarge => "enlarge it to at least 5x5",
        PictureRemedy.NoBorder => "turn the border off (DoPad = false, of an estimate Pad = false)",
        PictureRemedy.Stretch => "let it be stretched (KeepAspectRatio = false, of an estimate KeepAspect = false)",
        PictureRemedy.SmallerSize => "ask for a smaller Size",
        PictureRemedy.LargerSize => "ask for a larger Size",
        PictureRemedy.MorePixels => "raise MaxNetworkPixels",
        PictureRemedy.OneByOne => "run the pictures one by one",
        _ => throw new ArgumentOutOfRangeException(nameof(remedy), remedy, "not a remedy"),
    };
}
