using ZoeDepth.Runtime.Random;
using ZoeDepth.Tensors;

namespace ZoeDepth.Training;

/// <summary>
/// Random numbers for one purpose at one place of a run, from the run's seed: a picture of a step draws the same
/// wherever and whenever it is loaded, so nothing has to be stored to go on.
/// </summary>
internal struct Draws
{
    private readonly ulong _key;
    private ulong _position;

    /// <summary>The numbers of a place.</summary>
    /// <param name="seed">the run's seed</param>
    /// <param name="purpose">another purpose, other numbers</param>
    /// <param name="place">the step, or the round through the data</param>
    /// <param name="slot">the picture of the batch</param>
    public Draws(ulong seed, ulong purpose, long place, int slot = 0) : this(
        SplitMix64.Mix(SplitMix64.Mix(SplitMix64.Mix(seed) ^ purpose) ^ (ulong)place) ^ ((ulong)slot << 32))
    {
    }

    private Draws(ulong key) => _key = key;

    /// <summary>
    /// Numbers of the same place for a purpose of their own: whether and how many are drawn changes no others.
    /// </summary>
    public readonly Draws For(ulong purpose) => new(SplitMix64.Mix(_key ^ SplitMix64.Mix(purpose)));

    /// <summary>0 to below 1</summary>
    public double Uniform() => (SplitMix64.At(_key, _position++) >> 11) * (1.0 / (1L << 53));

    /// <summary>from to to, the end not reached</summary>
    public double Between(double from, double to) => from + (Uniform() * (to - from));

    /// <summary>0 to count − 1</summary>
    public int Below(int count) => (int)(Uniform() * count);

    /// <summary>
    /// About normal, mean 0 and variance 1, never beyond ±3.5: the sum of twelve uniform numbers less six, from two
    /// draws of bits.
    /// </summary>
    public float Normal()
    {
        ulong a = SplitMix64.At(_key, _position++), b = SplitMix64.At(_key, _position++),
            c = SplitMix64.At(_key, _position++);
        ulong sum = 0;
        for (var shift = 0; shift < 64; shift += 16)
            sum += ((a >> shift) & 0xFFFF) + ((b >> shift) & 0xFFFF) + ((c >> shift) & 0xFFFF);
        return (float)((sum / 65536.0) - 6 + (6.0 / 65536));
    }
}

/// <summary>What <see cref="Draws"/> are for.</summary>
internal static class Purpose
{
    public const ulong Shuffle = 1, Repeat = 2, Size = 3, Picture = 4, View = 6;

    /// <summary>Each part of <see cref="Degradation"/>.</summary>
    public const ulong Channels = 7, Shading = 8, Blur = 9, Downscale = 10, Jpeg = 11, CutOut = 12;
}
