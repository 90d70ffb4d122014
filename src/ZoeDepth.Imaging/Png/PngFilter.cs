namespace ZoeDepth.Imaging;

/// <summary>PNG's row filters the way a writer uses them: five predictions, of which the row takes the one that leaves the smallest differences.</summary>
internal static class PngFilter
{
    /// <summary>Whichever of the left, upper and upper-left byte lies nearest to left + up − corner (specification 9.4).</summary>
    internal static int Paeth(int left, int up, int corner)
    {
        var distanceLeft = Math.Abs(up - corner);
        var distanceUp = Math.Abs(left - corner);
        var distanceCorner = Math.Abs(left + up - corner - corner);
        if (distanceLeft <= distanceUp && distanceLeft <= distanceCorner) return left;
        return distanceUp <= distanceCorner ? up : corner;
    }
}
