namespace ZoeDepth.Synthetic.Geometry;

/// <summary>
/// Smooth random numbers over space, −1..1: random values on the whole-numbered lattice, mixed by a cubic between.
/// </summary>
internal static class LatticeNoise
{
    /// <summary>One octave, features about 1 wide.</summary>
    public static double At(double x, double y, double z, int seed)
    {
        var (left, near, low) = (Math.Floor(x), Math.Floor(y), Math.Floor(z));
        var (u, v, w) = (Ease(x - left), Ease(y - near), Ease(z - low));
        var (i, j, k) = ((int)left, (int)near, (int)low);
        double Layer(int level) => Mix(
            Mix(Value(i, j, level, seed), Value(i + 1, j, level, seed), u),
            Mix(Value(i, j + 1, level, seed), Value(i + 1, j + 1, level, seed), u),
            v);
        return Mix(Layer(k), Layer(k + 1), w);
    }

    /// <summary>Octaves of halved size and height; about −1..1.</summary>
    public static double Octaves(double x, double y, double z, int octaves, int seed)
    {
        var (sum, height, total) = (0.0, 1.0, 0.0);
        for (var octave = 0; octave < octaves; octave++)
        {
            sum += height * At(x, y, z, seed + (octave * 101));
            total += height;
            height /= 2;
            (x, y, z) = ((2 * x) + 17.3, (2 * y) + 5.1, (2 * z) + 9.7);
        }
        return sum / total;
    }

    private static double Ease(double t) => t * t * (3 - (2 * t));

    private static double Mix(double a, double b, double t) => a + ((b - a) * t);

    private static double Value(int x, int y, int z, int seed)
    {
        var bits = unchecked(
            ((uint)x * 0x9E3779B1) ^ ((uint)y * 0x85EBCA77) ^ ((uint)z * 0xC2B2AE3D) ^ ((uint)seed * 0x27D4EB2F));
        bits = unchecked((bits ^ (bits >> 16)) * 0x7FEB352D);
        bits = unchecked((bits ^ (bits >> 15)) * 0x846CA68B);
        return ((bits ^ (bits >> 16)) / 2147483648.0) - 1;
    }
}
