using ZoeDepth.Imaging;

namespace ZoeDepth.Server;

/// <summary>Why an image cannot be estimated, in the words of the service.</summary>
internal static class UnreadableImage
{
    /// <summary>The problem of what reading or estimating threw; null where it is no fault of the image.</summary>
    public static RequestProblem? Of(Exception error) => error switch
    {
        ImageTooLargeException => RequestProblem.TooLarge(Reason(error.Message), error),
        UnsupportedImageException => new RequestProblem(415, Reason(error.Message), error),
        ImageFormatException => RequestProblem.Unprocessable(Reason(error.Message), error),
        UnsupportedImageSizeException unsuitable => RequestProblem.Unprocessable(unsuitable.Tell(Remedy), error),
        NonFiniteDepthException => RequestProblem.Unprocessable(error.Message, error),
        _ => null,
    };

    /// <summary>The reader's reason without the library's properties: whoever sends an image cannot set them.</summary>
    private static string Reason(string message)
    {
        const string raise = $"; raise {nameof(DecodeOptions)}.{nameof(DecodeOptions.MaxPixels)} if the file is meant",
            allow = $"{nameof(DecodeOptions)}.{nameof(DecodeOptions.AllowTruncated)}";
        message = message.Replace(raise, "; make it smaller", StringComparison.Ordinal);
        var at = message.IndexOf(allow, StringComparison.Ordinal);
        return at < 0 ? message : message[..Math.Max(0, message.LastIndexOfAny([',', ';', '.'], at))];
    }

    private static string Remedy(SuggestedFix remedy) => remedy switch
    {
        SuggestedFix.Crop => "crop it",
        SuggestedFix.Enlarge => "enlarge it to at least 5x5",
        SuggestedFix.NoBorder => "add no border (pad=false)",
        SuggestedFix.Stretch => "let it be stretched (keepAspect=false)",
        SuggestedFix.SmallerSize => "ask for a smaller size (size=)",
        SuggestedFix.LargerSize => "ask for a larger size (size=)",
        _ => "send a smaller image",
    };
}
