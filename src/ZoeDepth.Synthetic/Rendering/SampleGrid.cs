using System.Runtime.Intrinsics;

namespace ZoeDepth.Synthetic.Rendering;

/// <summary>
/// Where the samples of a 4x4 block of pixels lie and which random numbers each uses. Every pixel has four samples on a
/// turned grid. Light is sampled by one sequence of 64 points, spread over block and samples so that any 4x4 window of
/// pixels holds each point once: averaged over a window the noise cancels. The sixteen of one sample follow one another
/// in the sequence, so that they alone are spread evenly, too.
/// </summary>
internal sealed class SampleGrid
{
    /// <summary>Samples a pixel.</summary>
    public const int Samples = 4;

    private const int Dimensions = 5;

    // The order of Bayer's matrix: neighbours get points far apart in the sequence.
    private static readonly int[] Order = [0, 8, 2, 10, 12, 4, 14, 6, 3, 11, 1, 9, 15, 7, 13, 5];

    private static readonly float[] ShiftsX = [0.375f, 0.875f, 0.125f, 0.625f];
    private static readonly float[] ShiftsY = [0.125f, 0.375f, 0.625f, 0.875f];

    private readonly Floats[] _numbers = new Floats[Samples * Dimensions];

    /// <param name="seed">shifts the whole sequence, so that pictures differ</param>
    public SampleGrid(ulong seed)
    {
        var random = new SeededRandom("light samples", seed);
        // Powers of the root of x⁶ = x + 1: the most even sequence in five dimensions of the kind (Roberts 2018,
        // "R-sequences").
        const double root = 1.1347241384015194;
        var step = 1.0;
        Span<float> values = stackalloc float[16];
        for (var dimension = 0; dimension < Dimensions; dimension++)
        {
            step /= root;
            var shift = random.Unit();
            for (var sample = 0; sample < Samples; sample++)
            {
                for (var lane = 0; lane < 16; lane++)
                {
                    var value = shift + (step * (Order[lane] + (16 * sample)));
                    values[lane] = Math.Min((float)(value - Math.Floor(value)), 0.99999994f);
                }
                _numbers[(sample * Dimensions) + dimension] = Vector512.Create<float>(values);
            }
        }
    }

    /// <summary>Column of each lane within its block.</summary>
    public static Floats LaneX { get; } = Vector512.Create(0f, 1, 2, 3, 0, 1, 2, 3, 0, 1, 2, 3, 0, 1, 2, 3);

    /// <summary>Row of each lane within its block.</summary>
    public static Floats LaneY { get; } = Vector512.Create(0f, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3);

    /// <summary>Where sample 0..3 lies in its pixel, 0..1.</summary>
    public static (float X, float Y) Shift(int sample) => (ShiftsX[sample], ShiftsY[sample]);

    /// <summary>Random number <paramref name="dimension"/> (0..4) of each lane, 0..1.</summary>
    public Floats Number(int sample, int dimension) => _numbers[(sample * Dimensions) + dimension];
}
