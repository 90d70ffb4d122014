using System.Runtime.Intrinsics;

namespace ZoeDepth.Synthetic.Materials;

/// <summary>The rectangle a picture fills on the side of its primitive, in the metres of <see cref="Face"/>.</summary>
/// <param name="Left">its left edge, u</param>
/// <param name="Bottom">its lower edge, v</param>
/// <param name="Width">along u</param>
/// <param name="Height">along v</param>
internal readonly record struct Extent(double Left, double Bottom, double Width, double Height)
{
    /// <summary>About the primitive's own origin: what fits a box, whose origin is its centre.</summary>
    public static Extent Centered(double width, double height) => new(-width / 2, -height / 2, width, height);

    /// <summary>The shorter side.</summary>
    public double Smaller => Math.Min(Width, Height);

    /// <summary>0 at the left edge .. 1 at the right.</summary>
    public Floats Across(Floats u) => (u - LaneMath.All(Left)) * LaneMath.All(1 / Width);

    /// <summary>0 at the lower edge .. 1 at the upper.</summary>
    public Floats Up(Floats v) => (v - LaneMath.All(Bottom)) * LaneMath.All(1 / Height);

    /// <summary>Distance inwards from the nearest edge, metres; below 0 outside.</summary>
    public Floats Inside(Floats u, Floats v)
    {
        var x = Vector512.Min(u - LaneMath.All(Left), LaneMath.All(Left + Width) - u);
        var y = Vector512.Min(v - LaneMath.All(Bottom), LaneMath.All(Bottom + Height) - v);
        return Vector512.Min(x, y);
    }
}
