namespace ZoeDepth.Tensors;

public static partial class Operations
{
    /// <summary>
    /// The positions of a sequence as waves: <c>[sin(pos · d₀ …) | cos(pos · d₀ …)]</c>, d_j = exp(−2j · ln(10000) /
    /// width); sines in the first half, cosines in the second, not interleaved. ln(10000) is float32, as in the
    /// reference. A constant: nothing is learnt.
    /// Reference: modeling_zoedepth.py ZoeDepthPatchTransformerEncoder.positional_encoding_1d
    /// </summary>
    /// <param name="pass">where the table lives</param>
    /// <param name="length">positions</param>
    /// <param name="width">elements a position, even</param>
    /// <returns><c>[length, width]</c></returns>
    /// <exception cref="ArgumentException">the width is odd</exception>
    public static Tensor SinusoidalPositions(Pass pass, int length, int width)
    {
        ArgumentNullException.ThrowIfNull(pass);
        Check.That(width % 2 == 0, "sinusoidal positions", $"the width must be even, but is {width}");
        var table = pass.New(new Shape(length, width), "sinusoidal positions");
        var values = table.Values;
        var half = width / 2;
        var logarithm = MathF.Log(10000);
        for (var j = 0; j < half; j++)
        {
            var frequency = ExpByFloat32Reduction(2 * j * (-logarithm / width));
            for (var position = 0; position < length; position++)
            {
                var angle = position * frequency;
                values[(position * width) + j] = MathF.Sin(angle);
                values[(position * width) + half + j] = MathF.Cos(angle);
            }
        }
        return table;
    }

    /// <summary>
    /// eˣ = 2^q · e^s, s = x − q·ln 2 rounded to float32, as vectorised float32 exponentials reduce their argument. The
    /// last bit matters: at position 190 one unit in the last place of a frequency near 0.42 turns the angle by 8e-6,
    /// more than everything else in the table.
    /// </summary>
    private static float ExpByFloat32Reduction(float x)
    {
        var q = MathF.Round(x * 1.44269504f);
        var s = (float)(x - (q * Math.Log(2)));
        return (float)(Math.Exp(s) * Math.Pow(2, q));
    }
}
