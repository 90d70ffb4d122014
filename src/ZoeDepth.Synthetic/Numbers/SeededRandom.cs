using ZoeDepth.Runtime.Random;

namespace ZoeDepth.Synthetic.Numbers;

/// <summary>
/// Random numbers that are a function of their seed on every machine (SplitMix64, Steele, Lea and Flood 2014). What is
/// drawn from one stream changes what follows in it; parts that should not disturb one another draw from a
/// <see cref="Fork"/>.
/// </summary>
internal sealed class SeededRandom
{
    private ulong _state;

    public SeededRandom(ulong seed) => _state = seed;

    /// <summary>The stream of a family's scene: different families share nothing for the same seed.</summary>
    public SeededRandom(string name, ulong seed) =>
        _state = SplitMix64.Mix(Fnv1a.OfUtf16(name) ^ SplitMix64.At(seed, 0));

    /// <summary>A stream of its own for the named part; this stream moves on by one number.</summary>
    public SeededRandom Fork(string name) => new(Bits() ^ Fnv1a.OfUtf16(name));

    /// <summary>64 random bits.</summary>
    public ulong Bits() => SplitMix64.Next(ref _state);

    /// <summary>Uniform in [0, 1).</summary>
    public double Unit() => (Bits() >> 11) * (1.0 / (1UL << 53));

    /// <summary>Uniform in [low, high).</summary>
    public double Between(double low, double high) => low + ((high - low) * Unit());

    /// <summary>A whole number, both ends included.</summary>
    public int Integer(int low, int high) => (int)(low + (long)(Unit() * ((long)high - low + 1)));

    /// <summary>True with the given probability.</summary>
    public bool Chance(double probability) => Unit() < probability;

    /// <summary>Uniform in the logarithm: as likely between 1 and 2 as between 10 and 20.</summary>
    public double LogBetween(double low, double high) => low * PortableMath.Exp(Unit() * PortableMath.Log(high / low));

    /// <summary>
    /// Normally distributed (Irwin–Hall, twelve uniforms: never more than six standard deviations away).
    /// </summary>
    public double Normal(double mean, double deviation)
    {
        var sum = -6.0;
        for (var i = 0; i < 12; i++) sum += Unit();
        return mean + (deviation * sum);
    }

    /// <summary>−1 or 1.</summary>
    public int Sign() => Chance(0.5) ? 1 : -1;

    /// <summary>One of the values, all as likely.</summary>
    public T Pick<T>(params ReadOnlySpan<T> values) => values[Integer(0, values.Length - 1)];

    /// <summary>In random order (Fisher and Yates).</summary>
    public void Shuffle<T>(Span<T> values)
    {
        for (var i = values.Length - 1; i > 0; i--)
        {
            var other = Integer(0, i);
            (values[i], values[other]) = (values[other], values[i]);
        }
    }
}
