using ZoeDepth.Cli.Shell;
using ZoeDepth.Imaging;

namespace ZoeDepth.Cli.Predict;

/// <summary>Why a photo's file cannot be read, in the words of the command line.</summary>
internal static class UnreadablePhoto
{
    /// <summary>The option that reads what is there.</summary>
    public const string Option = "--allow-truncated";

    /// <summary>The option for the largest image.</summary>
    public const string Largest = "--max-image-pixels";

    /// <summary>The reader's reason with the option where it names the library's property.</summary>
    public static string Reason(ImageFormatException error) => LibraryAdvice.CutFrom(error.Message
        .Replace($"set {nameof(DecodeOptions)}.{nameof(DecodeOptions.AllowTruncated)}", $"add {Option}",
            StringComparison.Ordinal)
        .Replace($"Set {nameof(DecodeOptions)}.{nameof(DecodeOptions.AllowTruncated)}", $"Add {Option}",
            StringComparison.Ordinal)
        .Replace($"; raise {nameof(DecodeOptions)}.{nameof(DecodeOptions.MaxPixels)} if the file is meant",
            $"; make it smaller, or raise {Largest} where memory suffices", StringComparison.Ordinal));
}
