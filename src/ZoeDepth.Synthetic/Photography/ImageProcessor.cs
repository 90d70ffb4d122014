using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace ZoeDepth.Synthetic.Photography;

/// <summary>
/// What a camera does to the encoded picture. It works on brightness and two colour differences, as JPEG will.
/// </summary>
internal static class ImageProcessor
{
    private const float Red = 0.299f;
    private const float Green = 0.587f;
    private const float Blue = 0.114f;

    // Halos stay below this, encoded.
    private const float Halo = 0.12f;

    /// <summary>Sensor values to brightness, red minus brightness and blue minus brightness, encoded.</summary>
    public static void Develop(Film film, PhotoStyle style, Color flare)
    {
        var curve = new ToneCurve(style);
        var veil = Vectors.All(flare);
        var saturation = LaneMath.All(style.Saturation);
        var aging = LaneMath.All(style.Aging);
        for (var y = 0; y < film.Height; y++)
        {
            for (var at = film.Row(y); at < film.Row(y) + film.Packed; at += Film.Lanes)
            {
                var red = curve.Of(Film.Load(film[0], at) + veil.X);
                var green = curve.Of(Film.Load(film[1], at) + veil.Y);
                var blue = curve.Of(Film.Load(film[2], at) + veil.Z);
                var brightness = Vector512.FusedMultiplyAdd(
                    blue, LaneMath.All(Blue),
                    Vector512.FusedMultiplyAdd(green, LaneMath.All(Green), red * LaneMath.All(Red)));
                Film.Store(Vector512.FusedMultiplyAdd(red - brightness, saturation, aging), film[0], at);
                Film.Store(brightness, film[1], at);
                Film.Store(Vector512.FusedMultiplyAdd(blue - brightness, saturation, -aging), film[2], at);
            }
        }
    }

    /// <summary>Strengthens fine detail, or takes it away where it is as faint as noise.</summary>
    /// <param name="film">of which only the brightness is touched</param>
    /// <param name="smooth">the brightness without its fine detail</param>
    /// <param name="style">how much</param>
    public static void Sharpen(Film film, float[] smooth, PhotoStyle style)
    {
        var gain = LaneMath.All(style.Sharpening);
        var faint = LaneMath.All((style.Smear * style.Smear) + 1e-12);
        for (var y = 0; y < film.Height; y++)
        {
            for (var at = film.Row(y); at < film.Row(y) + film.Packed; at += Film.Lanes)
            {
                var low = Film.Load(smooth, at);
                var detail = Film.Load(film[1], at) - low;
                var square = detail * detail;
                detail *= square / (square + faint);
                var more = Vector512.Min(Vector512.Max(detail * gain, LaneMath.All(-Halo)), LaneMath.All(Halo));
                Film.Store(low + detail + more, film[1], at);
            }
        }
    }

    /// <summary>Back to red, green and blue bytes.</summary>
    public static byte[] Print(Film film)
    {
        var bytes = new byte[film.Width * film.Height * 3];
        Span<int> reds = stackalloc int[Film.Lanes], greens = stackalloc int[Film.Lanes],
            blues = stackalloc int[Film.Lanes];
        var to = 0;
        for (var y = 0; y < film.Height; y++)
        {
            for (var x = 0; x < film.Width; x += Film.Lanes)
            {
                var at = film.Row(y) + x;
                var (more, brightness, less) = (Film.Load(film[0], at), Film.Load(film[1], at), Film.Load(film[2], at));
                Byte(brightness + more).CopyTo(reds);
                Byte(brightness - (((more * LaneMath.All(Red)) + (less * LaneMath.All(Blue)))
                    * LaneMath.All(1 / Green))).CopyTo(greens);
                Byte(brightness + less).CopyTo(blues);
                for (var lane = 0; lane < Math.Min(Film.Lanes, film.Width - x); lane++, to += 3)
                {
                    bytes[to] = (byte)reds[lane];
                    bytes[to + 1] = (byte)greens[lane];
                    bytes[to + 2] = (byte)blues[lane];
                }
            }
        }
        return bytes;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Integers Byte(Floats encoded) =>
        Vector512.ConvertToInt32(Vector512.FusedMultiplyAdd(LaneMath.Saturate(encoded), LaneMath.All(255f),
            LaneMath.All(0.5f)));
}
