namespace ZoeDepth.Training;

/// <summary>
/// The original's colour augmentation of a picture of 0..1: x^gamma, times brightness, times a factor for each channel,
/// cut to 0..1. Gamma and brightness in single precision, the factors in double and rounded back.
/// Reference: isl-org/ZoeDepth data/data_mono.py augment_image
/// </summary>
/// <param name="Gamma">exponent, drawn from 0.9 to 1.1</param>
/// <param name="Brightness">factor, drawn from 0.75 to 1.25 indoors (NYU), 0.9 to 1.1 elsewhere</param>
/// <param name="Red">factor of the channel, drawn from 0.9 to 1.1</param>
/// <param name="Green">factor of the channel</param>
/// <param name="Blue">factor of the channel</param>
internal readonly record struct OriginalColour(double Gamma, double Brightness, double Red, double Green, double Blue)
{
    /// <summary>Changes a picture in place.</summary>
    /// <param name="pixels">0..1, <c>[row, column, channel]</c></param>
    public void Apply(Span<float> pixels)
    {
        Span<double> factors = [Red, Green, Blue];
        var (gamma, brightness) = ((float)Gamma, (float)Brightness);
        for (var i = 0; i < pixels.Length; i++)
        {
            var value = MathF.Pow(pixels[i], gamma) * brightness;
            pixels[i] = Math.Clamp((float)(value * factors[i % 3]), 0, 1);
        }
    }
}
