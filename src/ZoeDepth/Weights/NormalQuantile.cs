namespace ZoeDepth;

/// <summary>
/// The inverse of the normal distribution function, algorithm AS 241 (Wichura 1988, PPND16), relative error about
/// 1e-16. It turns a uniform number into a normal one with +, ·, / and √ only, which IEEE 754 fixes to the bit; the
/// library's logarithm differs between platforms in the last place, so the tails use one of their own.
/// </summary>
internal static class NormalQuantile
{
    private static ReadOnlySpan<double> CentreTop =>
    [
        3.3871328727963666080e0, 1.3314166789178437745e2, 1.9715909503065514427e3, 1.3731693765509461125e4,
        4.5921953931549871457e4, 6.7265770927008700853e4, 3.3430575583588128105e4, 2.5090809287301226727e3,
    ];

    private static ReadOnlySpan<double> CentreBottom =>
    [
        1, 4.2313330701600911252e1, 6.8718700749205790830e2, 5.3941960214247511077e3,
        2.1213794301586595867e4, 3.9307895800092710610e4, 2.8729085735721942674e4, 5.2264952788528545610e3,
    ];

    private static ReadOnlySpan<double> FlankTop =>
    [
        1.42343711074968357734e0, 4.63033784615654529590e0, 5.76949722146069140550e0, 3.64784832476320460504e0,
        1.27045825245236838258e0, 2.41780725177450611770e-1, 2.27238449892691845833e-2, 7.74545014278341407640e-4,
    ];

    private static ReadOnlySpan<double> FlankBottom =>
    [
        1, 2.05319162663775882187e0, 1.67638483018380384940e0, 6.89767334985100004550e-1,
        1.48103976427480074590e-1, 1.51986665636164571966e-2, 5.47593808499534494600e-4, 1.05075007164441684324e-9,
    ];

    private static ReadOnlySpan<double> TailTop =>
    [
        6.65790464350110377720e0, 5.46378491116411436990e0, 1.78482653991729133580e0, 2.96560571828504891230e-1,
        2.65321895265761230930e-2, 1.24266094738807843860e-3, 2.71155556874348757815e-5, 2.01033439929228813265e-7,
    ];

    private static ReadOnlySpan<double> TailBottom =>
    [
        1, 5.99832206555887937690e-1, 1.36929880922735805310e-1, 1.48753612908506148525e-2,
        7.86869131145613259100e-4, 1.84631831751005468180e-5, 1.42151175831644588870e-7, 2.04426310338993978564e-15,
    ];

    /// <summary>
    /// The number below which a standard normal variable falls with probability <paramref name="p"/>, 0 &lt; p &lt; 1.
    /// </summary>
    public static double At(double p)
    {
        var distance = p - 0.5;
        if (Math.Abs(distance) <= 0.425)
        {
            var square = 0.180625 - (distance * distance);
            return distance * Polynomial(CentreTop, square) / Polynomial(CentreBottom, square);
        }
        var r = Math.Sqrt(-Log(distance < 0 ? p : 1 - p));
        var value = r <= 5
            ? Polynomial(FlankTop, r - 1.6) / Polynomial(FlankBottom, r - 1.6)
            : Polynomial(TailTop, r - 5) / Polynomial(TailBottom, r - 5);
        return distance < 0 ? -value : value;
    }

    private static double Polynomial(ReadOnlySpan<double> coefficients, double x)
    {
        var sum = coefficients[^1];
        for (var i = coefficients.Length - 2; i >= 0; i--) sum = (sum * x) + coefficients[i];
        return sum;
    }

    /// <summary>
    /// ln x for a positive normal x: x = m · 2ᵉ with m in [√½, √2), ln m = 2 artanh s, s = (m − 1) / (m + 1), |s| ≤
    /// 0.172; s²⁴ is below 2⁻⁶⁰.
    /// </summary>
    private static double Log(double x)
    {
        var bits = BitConverter.DoubleToUInt64Bits(x);
        var exponent = (int)(bits >> 52) - 1023;
        var mantissa = BitConverter.UInt64BitsToDouble((bits & 0x000F_FFFF_FFFF_FFFF) | 0x3FF0_0000_0000_0000);
        if (mantissa > 1.4142135623730951) (mantissa, exponent) = (mantissa / 2, exponent + 1);
        var s = (mantissa - 1) / (mantissa + 1);
        var sum = 0.0;
        for (var power = 23; power >= 1; power -= 2) sum = (sum * s * s) + (1.0 / power);
        return (2 * s * sum) + (exponent * 0.6931471805599453);
    }
}
