using ZoeDepth.Imaging;
using ZoeDepth.Imaging.ImageSharp;

namespace ZoeDepth.Cli.Shell;

/// <summary>Which image files the command line reads.</summary>
internal static class ReadableImages
{
    /// <summary>This library's decoders, then ImageSharp's for WebP, GIF, TIFF and TGA.</summary>
    public static DecodeOptions Decoding { get; } =
        new() { Decoders = [.. ImageDecoders.BuiltIn, .. ImageSharpDecoders.All] };
}
