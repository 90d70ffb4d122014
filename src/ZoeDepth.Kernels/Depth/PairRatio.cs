using ZoeDepth.Runtime.Threading;

namespace ZoeDepth.Kernels.Depth;

/// <summary>
/// The share of the first of two numbers in their sum, each raised by a floor: how the log-binomial head turns channels
/// into p and a temperature.
/// </summary>
internal static unsafe class PairRatio
{
    private const long Grain = 8192;

    // What keeps two zeros from dividing by zero.
    private const float Floor = 1e-4f;

    /// <summary>y = a / (a + b), a = u[r, first] + Floor, b = u[r, first + 1] + Floor</summary>
    /// <param name="u"><c>[row, channel]</c></param>
    /// <param name="rows">rows</param>
    /// <param name="channels">channels of u</param>
    /// <param name="first">the channel of a</param>
    /// <param name="y"><c>[row]</c></param>
    /// <param name="work">the threads</param>
    public static void Forward(float* u, long rows, int channels, int first, float* y, Work work) =>
        work.Ranges(rows, Grain, (start, end) =>
    {
        for (var row = start; row < end; row++) y[row] = Of(u + (row * channels) + first);
    });

    /// <summary>da += dy·b/(a + b)², db −= dy·a/(a + b)²</summary>
    /// <inheritdoc cref="Forward"/>
    public static void Backward(float* u, float* dy, long rows, int channels, int first, float* du, Work work) =>
        work.Ranges(rows, Grain, (start, end) =>
    {
        for (var row = start; row < end; row++)
        {
            float* from = u + (row * channels) + first, to = du + (row * channels) + first;
            float a = from[0] + Floor, b = from[1] + Floor, slope = dy[row] / ((a + b) * (a + b));
            to[0] += slope * b;
            to[1] -= slope * a;
        }
    });

    /// <summary>The share of pair[0].</summary>
    internal static float Of(float* pair) => (pair[0] + Floor) / (pair[0] + Floor + (pair[1] + Floor));
}
