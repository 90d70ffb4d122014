namespace ZoeDepth.Cli.Predict;

/// <summary>Why a photo cannot go through the network, in the words of the command line.</summary>
internal static class UnsuitablePhoto
{
    /// <summary>The library's reason with options where it has properties.</summary>
    public static string Reason(UnsuitablePictureException error) => error.Tell(remedy => remedy switch
    {
        PictureRemedy.Crop => "crop it",
        PictureRemedy.Enlarge => "enlarge it to at least 5x5",
        PictureRemedy.NoBorder => "add no border (--no-pad)",
        PictureRemedy.Stretch => "let it be stretched (--stretch)",
        PictureRemedy.SmallerSize => "ask for a smaller size (--size)",
        PictureRemedy.LargerSize => "ask for a larger size (--size)",
        PictureRemedy.MorePixels => "allow more pixels (--max-pixels)",
        PictureRemedy.OneByOne => "name it alone",
        _ => throw new ArgumentOutOfRangeException(nameof(error), remedy, "not a remedy"),
    });
}
