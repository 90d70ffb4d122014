namespace ZoeDepth.Synthetic.Photography;

/// <summary>
/// How one camera takes one picture: its automatics, lens, sensor, curve and taste. Lengths are pixels of a picture 256
/// wide and grow with the picture; the defaults are a good camera that adds nothing.
/// </summary>
internal sealed record PhotoStyle
{
    /// <summary>How much brighter than metered, stops.</summary>
    public double ExposureBias { get; init; }

    /// <summary>Share of the light's colour that automatic white balance takes away, 0..1.</summary>
    public double WhiteBalance { get; init; } = 0.7;

    /// <summary>What it gets wrong: red over blue, stops.</summary>
    public double Warmth { get; init; }

    /// <summary>What it gets wrong: green against the other two, stops.</summary>
    public double Tint { get; init; }

    /// <summary>
    /// How many times white the sensor still tells apart, at least 1; the shoulder brings it into the picture, 1 clips
    /// hard.
    /// </summary>
    public double Headroom { get; init; } = 2;

    /// <summary>Where the shoulder begins, linear, 0..1.</summary>
    public double Shoulder { get; init; } = 0.5;

    /// <summary>Steepness in the middle of the encoded scale, −0.5 (flat) .. 1 (hard).</summary>
    public double Contrast { get; init; }

    /// <summary>Encoded value of black: above 0 a lifted, faded black, below 0 a crushed one.</summary>
    public double Black { get; init; }

    /// <summary>Factor on colour differences; 0 is black-and-white.</summary>
    public double Saturation { get; init; } = 1;

    /// <summary>Encoded yellow cast laid over everything: paper that has aged, a filter of the fashion.</summary>
    public double Aging { get; init; }

    /// <summary>Standard deviation of the lens's blur, pixels.</summary>
    public double Blur { get; init; }

    /// <summary>Share of light missing in the corners.</summary>
    public double Vignetting { get; init; }

    /// <summary>How much larger red's picture is than green's, and blue's smaller: 0.001 is 0.1 %.</summary>
    public double Aberration { get; init; }

    /// <summary>Share of the picture's light that lies over all of it as a veil.</summary>
    public double Flare { get; init; }

    /// <summary>Variance of photon noise at white, in good light; the dark adds sensitivity.</summary>
    public double Noise { get; init; }

    /// <summary>Whether noise comes in grains of two by two.</summary>
    public bool CoarseNoise { get; init; }

    /// <summary>Encoded contrast below which detail is taken for noise and smoothed away, 0 for never.</summary>
    public double Smear { get; init; }

    /// <summary>Standard deviation of the blur of colour, pixels.</summary>
    public double ColorBlur { get; init; }

    /// <summary>Share of fine detail added once more.</summary>
    public double Sharpening { get; init; }

    /// <summary>Standard deviation of the Gaussian kernel of sharpening, pixels: how wide halos are.</summary>
    public double SharpeningRadius { get; init; } = 0.7;

    /// <summary>The camera's compression, 1..100.</summary>
    public int JpegQuality { get; init; } = 90;

    /// <summary>A camera such as took most pictures there are of the domain, in the hands of most people.</summary>
    public static PhotoStyle Draw(SeededRandom random, Domain domain)
    {
        var style = CameraKinds.Pick(random, domain)(random);
        style = style with
        {
            ExposureBias = Math.Clamp(style.ExposureBias + random.Normal(0, 0.3), -1.1, 1),
            WhiteBalance = Math.Clamp(random.Normal(0.7, 0.17), 0.1, 0.97),
            Warmth = style.Warmth + random.Normal(0, 0.12),
            Tint = Math.Clamp(random.Normal(0, 0.04), -0.12, 0.12),
            Aberration = random.Chance(0.3) ? random.Normal(0, 0.0012) : 0,
            Flare = random.Chance(0.25) ? random.Between(0.01, 0.06) : 0.004,
        };
        return random.Unit() switch
        {
            < 0.03 => style with { Saturation = 0, Contrast = random.Between(-0.1, 0.6) },
            < 0.06 => style with
            {
                Saturation = random.Between(0.35, 0.75),
                Black = random.Between(0.03, 0.1),
                Contrast = random.Between(-0.3, 0.1),
                Aging = random.Between(0.01, 0.05),
                Vignetting = random.Between(0.1, 0.45),
            },
            _ => style,
        };
    }
}
