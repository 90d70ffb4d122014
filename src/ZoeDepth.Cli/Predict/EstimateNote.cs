namespace ZoeDepth.Cli.Predict;

/// <summary>A note of the library in the words of the command line: the option that does what it advises.</summary>
internal static class EstimateNote
{
    private static readonly (string Advice, string Option)[] Words =
    [
        ("give it if you know it", "--hfov gives it"),
        ("ask for one of the two heads", "--domain asks for one of the two heads"),
    ];

    /// <summary>The note of an estimate.</summary>
    public static string Of(string note) => Words.Aggregate(note,
        (text, word) => text.Replace(word.Advice, word.Option, StringComparison.Ordinal));

    /// <summary>The note of an estimate by <c>predict</c>, which may scale what it reads.</summary>
    public static string OfPredict(string note) => Of(note).Replace("scale it to 8 bits",
        "--scale-gray scales it to 8 bits", StringComparison.Ordinal);
}
