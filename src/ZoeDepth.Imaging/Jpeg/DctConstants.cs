namespace ZoeDepth.Imaging;

/// <summary>
/// The multipliers of the integer DCT libjpeg calls "islow" (Loeffler, Ligtenberg and Moschytz, 1989): 8192 times the
/// number in the name, rounded.
/// </summary>
internal static class DctConstants
{
    public const int F0_298 = 2446, F0_390 = 3196, F0_541 = 4433, F0_765 = 6270, F0_899 = 7373, F1_175 = 9633;
    public const int F1_501 = 12299, F1_847 = 15137, F1_961 = 16069, F2_053 = 16819, F2_562 = 20995, F3_072 = 25172;

    /// <summary>Fractional bits of the multipliers.</summary>
    public const int MultiplierBits = 13;

    /// <summary>Fractional bits kept between the two passes.</summary>
    public const int BetweenBits = 2;
}
