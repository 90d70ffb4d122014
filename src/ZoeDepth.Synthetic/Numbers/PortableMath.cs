namespace ZoeDepth.Synthetic.Numbers;

/// <summary>
/// Transcendental functions from additions, multiplications, divisions and square roots only. <c>System.Math</c> asks
/// the platform's C library, whose last bits differ between systems; a world that is a function of its seed may not.
/// </summary>
internal static class PortableMath
{
    private const double Ln2 = 0.69314718055994530942;

    // π in two parts: small numbers times the first, which has 26 bits, are exact (Cody and Waite 1980).
    private const double PiFirst = 3.1415926218032837;
    private const double PiRest = 3.178650954705639e-8;

    /// <summary>sin x, absolute error below 1e-15 for |x| up to 1e6.</summary>
    public static double Sin(double x)
    {
        var turns = Math.Round(x / Math.PI);
        return Series(x, turns, turns);
    }

    /// <summary>cos x, absolute error below 1e-15 for |x| up to 1e6.</summary>
    public static double Cos(double x)
    {
        var turns = Math.Round((x / Math.PI) + 0.5);
        return Series(x, turns - 0.5, turns);
    }

    /// <summary>tan x, relative error below 1e-12 for |x| up to 1.57.</summary>
    public static double Tan(double x) => Sin(x) / Cos(x);

    /// <summary>eˣ for |x| up to 700, relative error below 1e-12.</summary>
    public static double Exp(double x)
    {
        var n = Math.Round(x / Ln2);
        var r = x - (n * Ln2);
        var sum = 1.0;
        for (var k = 14; k >= 1; k--) sum = 1 + (sum * r / k);
        return Math.ScaleB(sum, (int)n);
    }

    /// <summary>ln x for normal x above 0, absolute error below 1e-12.</summary>
    public static double Log(double x)
    {
        var bits = BitConverter.DoubleToInt64Bits(x);
        var exponent = (int)(bits >> 52) - 1023;
        var significand = BitConverter.Int64BitsToDouble((bits & 0x000FFFFFFFFFFFFF) | 0x3FF0000000000000);
        if (significand > 1.4142135623730951) (significand, exponent) = (significand / 2, exponent + 1);

        // ln m = 2·artanh((m − 1)/(m + 1)), |argument| ≤ 0.172.
        var s = (significand - 1) / (significand + 1);
        var square = s * s;
        var sum = 0.0;
        for (var k = 21; k >= 1; k -= 2) sum = (sum * square) + (1.0 / k);
        return (2 * s * sum) + (exponent * Ln2);
    }

    /// <summary>xʸ for x above 0, relative error below 1e-12 while y ln x stays within ±100; 0 for other x.</summary>
    public static double Pow(double x, double y) => x <= 0 ? 0 : Exp(y * Log(x));

    /// <summary>The angle whose tangent is x, −π/2..π/2, absolute error below 1e-15.</summary>
    public static double Atan(double x)
    {
        if (x < 0) return -Atan(-x);
        if (x > 1) return (Math.PI / 2) - Atan(1 / x);

        // Halved twice: atan x = 2·atan(x / (1 + √(1 + x²))).
        var half = x / (1 + Math.Sqrt(1 + (x * x)));
        var quarter = half / (1 + Math.Sqrt(1 + (half * half)));
        var square = quarter * quarter;
        var sum = 0.0;
        for (var k = 19; k >= 1; k -= 2) sum = (1.0 / k) - (sum * square);
        return 4 * quarter * sum;
    }

    /// <summary>The angle of the point (x, y), −π..π.</summary>
    public static double Atan2(double y, double x) =>
        x > 0 ? Atan(y / x)
        : x < 0 ? (y >= 0 ? Atan(y / x) + Math.PI : Atan(y / x) - Math.PI)
        : y > 0 ? Math.PI / 2
        : y < 0 ? -Math.PI / 2
        : 0;

    /// <summary>Degrees in radians.</summary>
    public static double Radians(double degrees) => degrees * (Math.PI / 180);

    /// <summary>
    /// The sine of x − halfTurns · π, which is at most π/2, by Taylor's series to the 21st power; an odd number of
    /// turns changes its sign.
    /// </summary>
    private static double Series(double x, double halfTurns, double turns)
    {
        var r = x - (halfTurns * PiFirst) - (halfTurns * PiRest);
        var square = r * r;
        var sum = 0.0;
        for (var n = 21; n >= 3; n -= 2) sum = (1 - sum) * square / (n * (n - 1));
        var sine = r - (r * sum);
        return ((long)turns & 1) == 0 ? sine : -sine;
    }
}
