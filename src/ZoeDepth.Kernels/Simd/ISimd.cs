namespace ZoeDepth.Kernels.Simd;

/// <summary>
/// The vocabulary every kernel is written in: one vector of floats on one instruction set. A kernel takes the set as a
/// type parameter and is compiled once for each (<see cref="Scalar"/>, <see cref="Vec128"/>, <see cref="Avx2"/>,
/// <see cref="Avx512"/>), so a formula stands once.
/// </summary>
/// <typeparam name="V">the vector: <c>float</c>, <c>Vector128&lt;float&gt;</c>, <c>Vector256&lt;float&gt;</c> or
/// <c>Vector512&lt;float&gt;</c></typeparam>
internal unsafe interface ISimd<V> where V : struct
{
    /// <summary>Floats in one vector.</summary>
    static abstract int Width { get; }

    /// <summary>All lanes 0.</summary>
    static abstract V Zero { get; }

    /// <summary>All lanes the same value.</summary>
    static abstract V Broadcast(float value);

    /// <summary>Reads <see cref="Width"/> floats; no alignment is needed.</summary>
    static abstract V Load(float* p);

    /// <summary>Writes <see cref="Width"/> floats; no alignment is needed.</summary>
    static abstract void Store(float* p, V value);

    /// <summary>
    /// Reads the first <paramref name="count"/> floats (0 ≤ count ≤ Width) and no byte more; the other lanes are
    /// <paramref name="rest"/>.
    /// </summary>
    static abstract V LoadPartial(float* p, int count, float rest);

    /// <summary>Writes the first <paramref name="count"/> lanes (0 ≤ count ≤ Width) and no byte more.</summary>
    static abstract void StorePartial(float* p, V value, int count);

    /// <summary>a + b</summary>
    static abstract V Add(V a, V b);

    /// <summary>a − b</summary>
    static abstract V Subtract(V a, V b);

    /// <summary>a · b</summary>
    static abstract V Multiply(V a, V b);

    /// <summary>a / b</summary>
    static abstract V Divide(V a, V b);

    /// <summary>a · b + sum; one rounding where the machine has it, two elsewhere.</summary>
    static abstract V MultiplyAdd(V a, V b, V sum);

    /// <summary>a · b + sum, rounded once on every machine.</summary>
    static abstract V FusedMultiplyAdd(V a, V b, V sum);

    /// <summary>The smaller of each pair; b where a is NaN or b is NaN (x86 rule).</summary>
    static abstract V Min(V a, V b);

    /// <summary>The larger of each pair; b where a is NaN or b is NaN (x86 rule).</summary>
    static abstract V Max(V a, V b);

    /// <summary>√a</summary>
    static abstract V Sqrt(V a);

    /// <summary>|a|</summary>
    static abstract V Abs(V a);

    /// <summary>To the nearest integer, ties to even.</summary>
    static abstract V Round(V a);

    /// <summary>x where a &lt; b, else y; y where a or b is NaN.</summary>
    static abstract V SelectLess(V a, V b, V x, V y);

    /// <summary>x · 2ⁿ for integral n in −252..254, rounded once: subnormal and infinite results included.</summary>
    static abstract V ScaleByPowerOfTwo(V x, V n);

    /// <summary>The exponent of a positive normal number, floor(log₂ x), as a float.</summary>
    static abstract V Exponent(V x);

    /// <summary>The significand of a positive normal number, x / 2^exponent, in [1, 2).</summary>
    static abstract V Significand(V x);

    /// <summary>The magnitude of a with the sign of b.</summary>
    static abstract V CopySign(V magnitude, V sign);

    /// <summary>The sum of all lanes.</summary>
    static abstract float Sum(V a);

    /// <summary>The largest lane; of lanes that are NaN nothing is promised.</summary>
    static abstract float Largest(V a);

    /// <summary>
    /// The nearest number with 8 significant bits (bfloat16), ties to even; 0 for magnitudes below
    /// <see cref="BFloat16.Smallest"/>. The lower half of each lane is then 0.
    /// </summary>
    static abstract V RoundToBFloat16(V a);

    /// <summary>Each lane's lower half, 16 bits of a float's upper half, as that float.</summary>
    static abstract V LowerHalf(V pairs);

    /// <summary>Each lane's upper half as a float: the lower half becomes 0.</summary>
    static abstract V UpperHalf(V pairs);

    /// <summary>Lanes of two halves, from floats whose lower halves are 0.</summary>
    static abstract V Pair(V lower, V upper);

    /// <summary>Writes the upper halves of all lanes side by side: <see cref="Width"/> times 16 bits.</summary>
    static abstract void StoreUpperHalves(ushort* p, V a);

    /// <summary>a + b of lanes that hold integers of 32 bits.</summary>
    static abstract V AddIntegers(V a, V b);

    /// <summary>a − b of lanes that hold integers of 32 bits.</summary>
    static abstract V SubtractIntegers(V a, V b);

    /// <summary>Lanes that hold integers of 32 bits, as floats.</summary>
    static abstract V FromIntegers(V a);

    /// <summary>
    /// sum + the four products of a lane's bytes, those of <paramref name="unsigned"/> from 0 to 255, those of
    /// <paramref name="signed"/> from −128 to 127, in integers of 32 bits: exact.
    /// </summary>
    static abstract V AddByteProducts(V unsigned, V signed, V sum);

    /// <summary>Lanes of four bytes: the lowest bytes of a, b, c and d, a's first.</summary>
    static abstract V LowBytes(V a, V b, V c, V d);

    /// <summary>Writes the lowest bytes of all lanes side by side: <see cref="Width"/> bytes.</summary>
    static abstract void StoreLowBytes(byte* p, V a);
}
