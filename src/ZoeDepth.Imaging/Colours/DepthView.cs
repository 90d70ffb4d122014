namespace ZoeDepth.Imaging;

/// <summary>What is spread evenly over the colours of a picture of depth.</summary>
internal enum DepthView
{
    /// <summary>Depth.</summary>
    Linear,

    /// <summary>Its inverse: near things get more of the colours.</summary>
    Inverse,

    /// <summary>Its logarithm: twice as far is as many colours on, wherever one begins.</summary>
    Log,
}

/// <summary>Where a depth lies between two others.</summary>
internal static class DepthViews
{
    /// <summary>What switches and requests call each.</summary>
    public static IReadOnlyDictionary<string, DepthView> Words { get; } = new Dictionary<string, DepthView>
        { ["linear"] = DepthView.Linear, ["inverse"] = DepthView.Inverse, ["log"] = DepthView.Log };

    /// <summary>What is spread, in words.</summary>
    public static string Name(this DepthView view) => view switch
    {
        DepthView.Inverse => "inverse of depth",
        DepthView.Log => "logarithm of depth",
        _ => "depth",
    };

    /// <summary>A share of the way from near to far in a view, of the share in depth itself.</summary>
    /// <param name="view">what is spread</param>
    /// <param name="share">0 at the near end, 1 at the far end; may lie beyond them</param>
    /// <param name="near">metres above 0</param>
    /// <param name="far">metres</param>
    public static double ShareOf(this DepthView view, double share, double near, double far)
    {
        if (view == DepthView.Linear || near == far) return share;
        var metres = near + (share * (far - near));
        // Nothing is nearer than the camera.
        if (metres <= 0) return 0;
        return view == DepthView.Inverse ? ((1 / near) - (1 / metres)) / ((1 / near) - (1 / far))
            : Math.Log(metres / near) / Math.Log(far / near);
    }
}
