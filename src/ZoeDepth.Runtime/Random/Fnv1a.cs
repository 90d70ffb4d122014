using System.Text;

namespace ZoeDepth.Runtime.Random;

/// <summary>
/// FNV-1a (Fowler, Noll and Vo): a seed from a name that is the same in every process, which
/// <c>string.GetHashCode</c> is not.
/// </summary>
internal static class Fnv1a
{
    private const ulong Basis = 0xCBF2_9CE4_8422_2325;
    private const ulong Prime = 0x0000_0100_0000_01B3;

    /// <summary>
    /// Over the UTF-8 bytes of a name, as its published test vectors are: the seed of a tensor's random weights.
    /// </summary>
    public static ulong OfUtf8(string name) => Of(Encoding.UTF8.GetBytes(name));

    /// <summary>Over bytes, going on from the hash of those before.</summary>
    public static ulong Of(ReadOnlySpan<byte> bytes, ulong hash = Basis)
    {
        foreach (var b in bytes) hash = (hash ^ b) * Prime;
        return hash;
    }

    /// <summary>
    /// Over the UTF-16 units of a name, a step for each: the streams of the procedural world, whose pictures are
    /// frozen. Equal to <see cref="OfUtf8"/> for names in ASCII.
    /// </summary>
    public static ulong OfUtf16(string name)
    {
        var hash = Basis;
        foreach (var unit in name) hash = (hash ^ unit) * Prime;
        return hash;
    }

    /// <summary>
    /// In 32 bits, over the UTF-16 units of a name, a step for each: seeds of <see cref="System.Random"/>, which takes
    /// no more. The starting weights of zoedepth-mini are drawn from them.
    /// </summary>
    public static int SeedOf(string name)
    {
        var hash = 0x811C_9DC5;
        foreach (var unit in name) hash = (hash ^ unit) * 0x0100_0193;
        return (int)hash;
    }
}
