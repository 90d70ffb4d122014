namespace ZoeDepth.Cli.Evaluate;

/// <summary>Numbers of images as people say them.</summary>
internal static class Counted
{
    /// <summary>"1 image", "2 images".</summary>
    public static string Images(int count) => count == 1 ? "1 image" : $"{count} images";
}
