namespace ZoeDepth.Imaging;

/// <summary>
/// The quantisation tables of T.81 annex K.1, scaled by a quality as libjpeg does (jcparam.c). Zigzag order.
/// </summary>
internal static class QuantizationSteps
{
    private static ReadOnlySpan<byte> Luminance =>
    [
        16, 11, 12, 14, 12, 10, 16, 14, 13, 14, 18, 17, 16, 19, 24, 40, 26, 24, 22, 22, 24, 49, 35, 37, 29, 40, 58, 51,
            61, 60, 57, 51,
        56, 55, 64, 72, 92, 78, 64, 68, 87, 69, 55, 56, 80, 109, 81, 87, 95, 98, 103, 104, 103, 62, 77, 113, 121, 112,
        100, 120, 92, 101, 103, 99,
    ];

    private static ReadOnlySpan<byte> Chrominance =>
    [
        17, 18, 18, 24, 21, 24, 47, 26, 26, 47, 99, 66, 56, 66, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99,
            99, 99, 99, 99,
        99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99,
        99, 99, 99, 99,
    ];

    /// <summary>The steps for a quality.</summary>
    /// <param name="slot">0 luminance, 1 chrominance</param>
    /// <param name="quality">1..100; 50 leaves the standard's steps as they are, 100 makes them all 1</param>
    public static byte[] For(int slot, int quality)
    {
        var percent = quality < 50 ? 5000 / quality : 200 - (2 * quality);
        return Array.ConvertAll((slot == 0 ? Luminance : Chrominance).ToArray(),
            step => (byte)Math.Clamp(((step * percent) + 50) / 100, 1, 255));
    }
}
