using System.Numerics;
using ZoeDepth.Tensors;

namespace ZoeDepth;

/// <summary>Parameter numbers that are no numbers.</summary>
/// <param name="Name">the parameter</param>
/// <param name="Count">how many of its elements are NaN or infinite</param>
/// <param name="First">the position of the first one</param>
internal sealed record NonFiniteTensor(string Name, long Count, long First);

/// <summary>Looks for NaN and infinity in weights: the first thing to know when a prediction is not finite.</summary>
internal static unsafe class WeightHealth
{
    /// <summary>The exponent bits of a float: all ones in NaN and the infinities, and in nothing else.</summary>
    private const uint Exponent = 0x7F80_0000;

    /// <summary>Every parameter that holds NaN or infinity. All weights are read once and not kept.</summary>
    public static IReadOnlyList<NonFiniteTensor> Scan(IEnumerable<Parameter> parameters)
    {
        var found = new List<NonFiniteTensor>();
        foreach (var parameter in parameters)
        {
            using var lease = parameter.Open();
            if (Scan(lease.Pointer, parameter.Shape.Count) is (var count and > 0, var first))
                found.Add(new(parameter.Name, count, first));
        }
        return found;
    }

    private static (long Count, long First) Scan(float* numbers, long count)
    {
        var (bad, first) = (0L, -1L);
        var mask = new Vector<uint>(Exponent);
        for (var i = 0L; i < count; i += Vector<uint>.Count)
        {
            var rest = new ReadOnlySpan<uint>((uint*)numbers + i, (int)Math.Min(Vector<uint>.Count, count - i));
            if (rest.Length == Vector<uint>.Count && !Vector.EqualsAny(new Vector<uint>(rest) & mask, mask)) continue;
            for (var j = 0; j < rest.Length; j++)
            {
                if ((rest[j] & Exponent) != Exponent) continue;
                if (bad++ == 0) first = i + j;
            }
        }
        return (bad, first);
    }
}
