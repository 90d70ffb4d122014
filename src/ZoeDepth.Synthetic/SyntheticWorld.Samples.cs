using ZoeDepth.Runtime.Threading;
using ZoeDepth.Synthetic.Datasets;

namespace ZoeDepth.Synthetic;

public static partial class SyntheticWorld
{
    /// <summary>
    /// Photographs without end, for training that needs no disk: sample i is of family <c>families[i mod n]</c> and of
    /// the seed <c>seed + i</c>. <see cref="Variants.RelativeDepth.Of"/> makes the depth of each as another data set
    /// would know it.
    /// </summary>
    /// <param name="families">in turn; one that is named twice has two turns</param>
    /// <param name="seed">the seed of sample 0; the sum wraps at 2⁶⁴</param>
    /// <param name="start">the first sample to give: going on at i gives what would have come there</param>
    /// <param name="options">size and extras</param>
    /// <param name="work">
    /// makes four samples for each of its threads at once, then hands them out in order; when null each sample is made
    /// on the caller's thread when asked for. The samples are the same.
    /// </param>
    /// <exception cref="ArgumentException">there is no family of a name, or none at all</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="start"/> is negative</exception>
    public static IEnumerable<Sample> Samples(
        IReadOnlyList<string> families, ulong seed, long start = 0, SampleOptions? options = null, Work? work = null)
    {
        ArgumentNullException.ThrowIfNull(families);
        foreach (var family in families) DomainOf(family);
        return Samples(families, seed, start, (family, ofSeed) => Generate(family, ofSeed, options), work);
    }

    internal static IEnumerable<Sample> Samples(IReadOnlyList<string> families, ulong seed, long start,
        Func<string, ulong, Sample> world, Work? work)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(start);
        if (families.Count == 0) throw new ArgumentException("at least one family is needed", nameof(families));
        return work is null ? Numbers().Select(Make) : InOrder.Groups(Numbers(), work, Make);

        IEnumerable<long> Numbers()
        {
            for (var i = start; ; i++) yield return i;
        }

        Sample Make(long i) => world(Turn(families, i), unchecked(seed + (ulong)i));
    }

    /// <summary>Whose turn it is.</summary>
    internal static string Turn(IReadOnlyList<string> families, long number) =>
        families[(int)(number % families.Count)];
}
