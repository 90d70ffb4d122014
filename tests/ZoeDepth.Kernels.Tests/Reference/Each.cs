using ZoeDepth.Runtime.Machine;
using ZoeDepth.Runtime.Threading;

namespace ZoeDepth.Kernels.Tests;

/// <summary>
/// Runs a kernel at every instruction set and on 1, 2 and 3 threads; the bits may not depend on the threads.
/// </summary>
internal static class Each
{
    private static readonly Work[] Teams = [new(1), new(2), new(3)];

    public static TheoryData<string> Levels => [.. InstructionSet.Available.Select(level => $"{level}")];

    /// <summary>The set of a name: test methods are public, and the sets are not.</summary>
    public static SimdLevel Set(string name) => Enum.Parse<SimdLevel>(name);

    /// <summary>
    /// Runs <paramref name="kernel"/>, which returns its outputs, on each team; returns the outputs of one thread.
    /// </summary>
    public static float[] Team(SimdLevel level, Func<Work, float[]> kernel, string what)
    {
        using var forced = InstructionSet.Force(level);
        var first = kernel(Teams[0]);
        foreach (var team in Teams.Skip(1))
        {
            var other = kernel(team);
            for (var i = 0; i < first.Length; i++)
                if (BitConverter.SingleToInt32Bits(first[i]) != BitConverter.SingleToInt32Bits(other[i]))
                    Assert.Fail(
                        $"{what} ({level}): element {i} is {first[i]:G9} on 1 thread and {other[i]:G9} on " +
                        $"{team.Threads}");
        }
        return first;
    }

    /// <summary>
    /// Compares with the naive twin; the sums are <paramref name="length"/> long over factors of about 1.
    /// </summary>
    public static void Product(float[] actual, double[] expected, int length, string what, double largest = 4) =>
        Close.Within(actual, expected, 1e-6, Close.ProductTolerance(Math.Max(1, length), largest, 1), what);
}
