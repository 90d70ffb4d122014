namespace ZoeDepth.Cli.Predict;

/// <summary>Why a photo cannot go through the network, in the words of the command line.</summary>
internal static class UnsupportedPhoto
{
    /// <summary>The library's reason with options where it has properties.</summary>
    public static string Reason(UnsupportedImageSizeException error) => error.Tell(remedy => remedy switch
    {
        SuggestedFix.Crop => "crop it",
        SuggestedFix.Enlarge => "enlarge it to at least 5x5",
        SuggestedFix.NoBorder => "add no border (--no-pad)",
        SuggestedFix.Stretch => "let it be stretched (--stretch)",
        SuggestedFix.SmallerSize => "ask for a smaller size (--size)",
        SuggestedFix.LargerSize => "ask for a larger size (--size)",
        SuggestedFix.MorePixels => "allow more pixels (--max-pixels)",
        SuggestedFix.OneByOne => "name it alone",
        _ => throw new ArgumentOutOfRangeException(nameof(error), remedy, "not a remedy"),
    });
}
