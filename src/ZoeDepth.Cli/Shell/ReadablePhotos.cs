using ZoeDepth.Imaging;
using ZoeDepth.Imaging.ImageSharp;

namespace ZoeDepth.Cli.Shell;

/// <summary>Which files of photographs the command line reads.</summary>
internal static class ReadablePhotos
{
    /// <summary>This library's decoders, then ImageSharp's for WebP, GIF, TIFF and TGA.</summary>
    public static DecodeOptions Decoding { get; } =
        new() { Decoders = [.. ImageDecoders.BuiltIn, .. ImageSharpDecoders.All] };
}
