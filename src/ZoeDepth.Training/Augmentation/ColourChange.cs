namespace ZoeDepth.Training;

/// <summary>How the colours of a picture are changed; each part may do nothing.</summary>
/// <param name="Gamma">exponent</param>
/// <param name="Red">factor of the channel after it</param>
/// <param name="Green">factor of the channel after it</param>
/// <param name="Blue">factor of the channel after it</param>
/// <param name="Contrast">distance from the picture's mean is multiplied by it</param>
/// <param name="Saturation">distance from gray is multiplied by it</param>
/// <param name="Noise">standard deviation of noise, of 0..1</param>
internal readonly record struct ColourChange(double Gamma, double Red, double Green, double Blue, double Contrast,
    double Saturation, double Noise)
{
    /// <summary>Nothing changes.</summary>
    public static ColourChange None { get; } = new(1, 1, 1, 1, 1, 1, 0);

    /// <summary>A change drawn with a strength, 0 to 1.</summary>
    public static ColourChange Drawn(double strength, ref Draws draws)
    {
        if (strength == 0) return None;
        var gamma = Math.Exp(strength * draws.Between(-0.4, 0.4));
        var gain = Math.Exp(strength * draws.Between(-0.3, 0.3));
        double Channel(ref Draws d) => gain * (1 + (strength * 0.1 * d.Normal()));
        var (red, green, blue) = (Channel(ref draws), Channel(ref draws), Channel(ref draws));
        var contrast = Math.Exp(strength * draws.Between(-0.4, 0.4));
        var saturation = draws.Uniform() < strength / 12 ? 0 : Math.Exp(strength * draws.Between(-0.7, 0.5));
        return new(gamma, red, green, blue, contrast, saturation, strength * 0.04 * draws.Uniform());
    }

    /// <summary>
    /// What each byte of each channel becomes before the picture is resized, <c>[channel, byte]</c>, 0..1.
    /// </summary>
    public float[] Table()
    {
        var table = new float[3 * 256];
        for (var i = 0; i < 256; i++)
        {
            var value = Gamma == 1 ? i / 255.0 : Math.Pow(i / 255.0, Gamma);
            table[i] = (float)Math.Min(1, value * Red);
            table[256 + i] = (float)Math.Min(1, value * Green);
            table[512 + i] = (float)Math.Min(1, value * Blue);
        }
        return table;
    }

    /// <summary>
    /// Contrast, saturation and noise on a picture of 0..1, <c>[pixel, channel]</c>; what leaves 0..1 is cut.
    /// </summary>
    public void Finish(Span<float> pixels, ref Draws draws)
    {
        if (Contrast == 1 && Saturation == 1 && Noise == 0) return;
        var sum = 0.0;
        foreach (var value in pixels) sum += value;
        var (mean, contrast, saturation, noise) =
            ((float)(sum / pixels.Length), (float)Contrast, (float)Saturation, (float)Noise);
        for (var i = 0; i < pixels.Length; i += 3)
        {
            var grain = noise == 0 ? 0 : noise * draws.Normal();
            float r = pixels[i], g = pixels[i + 1], b = pixels[i + 2];
            var gray = (0.299f * r) + (0.587f * g) + (0.114f * b);
            pixels[i] = Changed(r, gray);
            pixels[i + 1] = Changed(g, gray);
            pixels[i + 2] = Changed(b, gray);

            float Changed(float value, float level)
            {
                var colour = level + (saturation * (value - level));
                return Math.Clamp(mean + (contrast * (colour - mean)) + grain, 0, 1);
            }
        }
    }
}
