using System.Runtime.CompilerServices;

namespace ZoeDepth.Imaging;

/// <summary>How the loops that do the work are compiled.</summary>
internal static class Hot
{
    /// <summary>
    /// Fully at the first call. Most processes decode one picture, which would otherwise run in unoptimised code: the
    /// first 12 megapixels of a process took 205 ms that way and take 72 ms this way; later ones take 30 ms either way.
    /// </summary>
    public const MethodImplOptions Loop = MethodImplOptions.AggressiveOptimization;
}
