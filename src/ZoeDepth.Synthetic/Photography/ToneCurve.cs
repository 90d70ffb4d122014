using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace ZoeDepth.Synthetic.Photography;

/// <summary>
/// From the sensor's values to the encoded picture: shoulder, sRGB, contrast, black. Each colour goes alone, as in
/// cameras.
/// </summary>
internal readonly struct ToneCurve(PhotoStyle style)
{
    private readonly float _headroom = (float)style.Headroom;
    private readonly float _shoulder = (float)style.Shoulder;
    private readonly float _steep = (float)((style.Headroom - style.Shoulder) / (1 - style.Shoulder));
    private readonly float _span = (float)(1 / (style.Headroom - style.Shoulder));
    private readonly float _contrast = (float)style.Contrast;
    private readonly float _black = (float)style.Black;

    /// <summary>0..1 of what is encoded as 0..255; up to the headroom, above it white.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Floats Of(Floats light)
    {
        var x = Vector512.Min(Vector512.Max(light, Floats.Zero), LaneMath.All(_headroom));

        // Above the shoulder s·u / (1 + (s − 1)·u) for u in 0..1: it leaves in the line's direction and reaches 1 at
        // the headroom.
        var u = (x - LaneMath.All(_shoulder)) * LaneMath.All(_span);
        var bent = (u * LaneMath.All(_steep)) / Vector512.FusedMultiplyAdd(u, LaneMath.All(_steep - 1), Floats.One);
        x = Vector512.ConditionalSelect(
            Vector512.GreaterThan(u, Floats.Zero),
            Vector512.FusedMultiplyAdd(bent, LaneMath.All(1 - _shoulder), LaneMath.All(_shoulder)),
            x);
        var encoded = Encode(x);

        // Towards 3e² − 2e³, which is steeper in the middle, or away from it; then black is moved and white stays.
        var curved = encoded * encoded * Vector512.FusedMultiplyAdd(encoded, LaneMath.All(-2f), LaneMath.All(3f));
        encoded = LaneMath.Mix(encoded, curved, LaneMath.All(_contrast));
        return LaneMath.Saturate(Vector512.FusedMultiplyAdd(encoded, LaneMath.All(1 - _black), LaneMath.All(_black)));
    }

    /// <summary>The sRGB curve, for 0..1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats Encode(Floats linear) => Vector512.ConditionalSelect(
        Vector512.LessThanOrEqual(linear, LaneMath.All(0.0031308f)),
        linear * LaneMath.All(12.92f),
        Vector512.FusedMultiplyAdd(LaneMath.Pow(linear, LaneMath.All(1 / 2.4f)), LaneMath.All(1.055f),
            LaneMath.All(-0.055f)));
}
