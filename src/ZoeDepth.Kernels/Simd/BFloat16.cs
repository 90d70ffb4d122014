namespace ZoeDepth.Kernels.Simd;

/// <summary>
/// bfloat16: the upper half of a float, 8 significant bits and a float's exponent. Ours has no numbers between 0 and
/// <see cref="Smallest"/>, so that arithmetic with it gives the same bits on every machine.
/// </summary>
/// <remarks>
/// <c>vdpbf16ps</c> adds products with one rounding each but treats subnormal numbers as 0, in operands and in sums,
/// which no portable instruction does. Where every operand is 0 or at least 2⁻⁵⁶, a product is a multiple of 2⁻¹²⁶
/// (2 · (−56 − 7)), a sum of such products rounded to a float is one, too, and 2⁻¹²⁶ is a float's smallest normal
/// number: nothing subnormal ever arises, and a chain of fused multiply-adds is the same sum.
/// </remarks>
internal static class BFloat16
{
    /// <summary>2⁻⁵⁶, about 1.4e-17: smaller magnitudes become 0.</summary>
    public const float Smallest = 1f / (1L << 56);

    /// <summary>The nearest bfloat16 as a float; NaN stays NaN, and what is too large becomes infinite.</summary>
    public static float Round(float a)
    {
        var bits = BitConverter.SingleToUInt32Bits(a);
        if (float.IsNaN(a)) bits |= 0x00400000u;
        else if (MathF.Abs(a) < Smallest) bits = 0;
        else bits += 0x7FFFu + ((bits >> 16) & 1);
        return BitConverter.UInt32BitsToSingle(bits & 0xFFFF0000u);
    }
}
