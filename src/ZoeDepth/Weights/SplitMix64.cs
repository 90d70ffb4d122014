using System.Text;

namespace ZoeDepth;

/// <summary>
/// Random bits that depend on a seed and a position alone: SplitMix64 (Steele, Lea and Flood 2014) read at any place, no state. The same on every machine
/// and for every number of threads.
/// </summary>
internal static class SplitMix64
{
    /// <summary>The bits at a position.</summary>
    public static ulong At(ulong seed, ulong position) => Mix(seed + ((position + 1) * 0x9E37_79B9_7F4A_7C15));

    /// <summary>A seed from a name: FNV-1a over its UTF-8 bytes.</summary>
    public static ulong SeedOf(string name)
    {
        var hash = 0xCBF2_9CE4_8422_2325;
        foreach (var b in Encoding.UTF8.GetBytes(name)) hash = (hash ^ b) * 0x0000_0100_0000_01B3;
        return hash;
    }

    /// <summary>The finaliser: every input bit changes every output bit with probability ½.</summary>
    public static ulong Mix(ulong bits)
    {
        bits = (bits ^ (bits >> 30)) * 0xBF58_476D_1CE4_E5B9;
        bits = (bits ^ (bits >> 27)) * 0x94D0_49BB_1331_11EB;
        return bits ^ (bits >> 31);
    }
}
