using ZoeDepth.Imaging;

namespace ZoeDepth.Cli.Predict;

/// <summary>Why a photo's file cannot be read, in the words of the command line.</summary>
internal static class UnreadablePhoto
{
    /// <summary>The option that reads what is there.</summary>
    public const string Option = "--allow-truncated";

    /// <summary>The reader's reason with the option where it names the library's property.</summary>
    public static string Reason(ImageFormatException error) => error.Message
        .Replace($"set {nameof(DecodeOptions)}.{nameof(DecodeOptions.AllowTruncated)}", $"add {Option}", StringComparison.OrdinalIgnoreCase)
        .Replace($"; raise {nameof(DecodeOptions)}.{nameof(DecodeOptions.MaxPixels)} if the file is meant", "; make it smaller", StringComparison.Ordinal);
}
