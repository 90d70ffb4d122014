namespace ZoeDepth.Synthetic.Photography;

/// <summary>The cameras of this world, each as a distribution of styles.</summary>
internal static class CameraKinds
{
    /// <summary>Which kind takes the next picture: mostly phones; webcams sit in rooms, dash-cams in traffic.</summary>
    public static Func<SeededRandom, PhotoStyle> Pick(SeededRandom random, Domain domain) => random.Unit() switch
    {
        < 0.46 => Phone,
        < 0.66 => Camera,
        < 0.78 => Compact,
        < 0.92 => domain == Domain.Indoor ? Webcam : DashCam,
        _ => Surveillance,
    };

    /// <summary>A phone: small sensor, cleaned and sharpened by its maker until it pleases.</summary>
    private static PhotoStyle Phone(SeededRandom random) => new()
    {
        ExposureBias = 0.1,
        Headroom = random.Between(2, 6),
        Shoulder = random.Between(0.3, 0.6),
        Contrast = random.Between(0, 0.45),
        Black = random.Between(-0.03, 0.01),
        Saturation = random.Between(1, 1.3),
        Blur = random.Between(0.25, 0.6),
        Vignetting = random.Between(0, 0.12),
        Noise = random.LogBetween(2e-5, 5e-4),
        Smear = random.Chance(0.6) ? random.Between(0.004, 0.016) : 0,
        ColorBlur = random.Between(0.3, 1),
        Sharpening = random.Between(0.15, 0.8),
        SharpeningRadius = random.Between(0.6, 1),
        JpegQuality = random.Integer(80, 97),
    };

    /// <summary>A camera with a large sensor and a good lens.</summary>
    private static PhotoStyle Camera(SeededRandom random) => new()
    {
        Headroom = random.Between(1.5, 4),
        Shoulder = random.Between(0.4, 0.7),
        Contrast = random.Between(-0.1, 0.5),
        Black = random.Between(-0.03, 0.01),
        Saturation = random.Between(0.85, 1.2),
        Blur = random.Between(0.2, 0.5),
        Vignetting = random.Between(0, 0.3),
        Noise = random.LogBetween(5e-6, 2e-4),
        ColorBlur = random.Between(0.2, 0.6),
        Sharpening = random.Between(0, 0.5),
        SharpeningRadius = random.Between(0.5, 0.8),
        JpegQuality = random.Integer(86, 97),
    };

    /// <summary>A compact camera of twenty years ago: clips early, noisy in the evening.</summary>
    private static PhotoStyle Compact(SeededRandom random) => new()
    {
        Headroom = random.Between(1, 1.5),
        Shoulder = random.Between(0.6, 0.85),
        Contrast = random.Between(0.1, 0.6),
        Black = random.Between(-0.04, 0.01),
        Saturation = random.Between(0.95, 1.35),
        Warmth = random.Normal(0.03, 0.1),
        Blur = random.Between(0.3, 0.8),
        Vignetting = random.Between(0, 0.25),
        Noise = random.LogBetween(1e-4, 1.2e-3),
        CoarseNoise = random.Chance(0.5),
        ColorBlur = random.Between(0.4, 1.2),
        Sharpening = random.Between(0.2, 1),
        SharpeningRadius = random.Between(0.6, 1.1),
        JpegQuality = random.Integer(72, 94),
    };

    /// <summary>A webcam or a tablet on the table: soft, flat, pale.</summary>
    private static PhotoStyle Webcam(SeededRandom random) => new()
    {
        ExposureBias = random.Normal(0.05, 0.15),
        Headroom = random.Between(1, 1.6),
        Shoulder = random.Between(0.6, 0.9),
        Contrast = random.Between(-0.25, 0.3),
        Black = random.Between(-0.02, 0.05),
        Saturation = random.Between(0.6, 1.1),
        Warmth = random.Normal(0, 0.15),
        Blur = random.Between(0.5, 1.1),
        Vignetting = random.Between(0, 0.3),
        Noise = random.LogBetween(1e-4, 1.5e-3),
        CoarseNoise = random.Chance(0.6),
        Smear = random.Chance(0.5) ? random.Between(0.008, 0.025) : 0,
        ColorBlur = random.Between(0.8, 2),
        Sharpening = random.Between(0, 1.2),
        SharpeningRadius = random.Between(0.8, 1.3),
        JpegQuality = random.Integer(60, 88),
    };

    /// <summary>A camera behind a windscreen: veiled, wide, hard.</summary>
    private static PhotoStyle DashCam(SeededRandom random) => new()
    {
        Headroom = random.Between(1, 2),
        Shoulder = random.Between(0.5, 0.9),
        Contrast = random.Between(-0.1, 0.5),
        Black = random.Between(-0.03, 0.05),
        Saturation = random.Between(0.55, 1.05),
        Warmth = random.Normal(-0.02, 0.12),
        Blur = random.Between(0.3, 0.8),
        Vignetting = random.Between(0, 0.35),
        Noise = random.LogBetween(5e-5, 8e-4),
        Smear = random.Chance(0.4) ? random.Between(0.005, 0.02) : 0,
        ColorBlur = random.Between(0.5, 1.6),
        Sharpening = random.Between(0.1, 0.9),
        SharpeningRadius = random.Between(0.6, 1.1),
        JpegQuality = random.Integer(65, 92),
    };

    /// <summary>A camera on a wall that somebody once adjusted.</summary>
    private static PhotoStyle Surveillance(SeededRandom random) => new()
    {
        ExposureBias = random.Normal(0, 0.25),
        Headroom = random.Between(1, 1.5),
        Shoulder = random.Between(0.6, 0.9),
        Contrast = random.Between(-0.2, 0.6),
        Black = random.Between(-0.02, 0.06),
        Saturation = random.Chance(0.15) ? 0 : random.Between(0.4, 1),
        Warmth = random.Normal(0, 0.18),
        Blur = random.Between(0.4, 1.2),
        Vignetting = random.Between(0, 0.4),
        Noise = random.LogBetween(1e-4, 2e-3),
        CoarseNoise = random.Chance(0.5),
        Smear = random.Chance(0.3) ? random.Between(0.008, 0.025) : 0,
        ColorBlur = random.Between(0.5, 2),
        Sharpening = random.Between(0.3, 1.3),
        SharpeningRadius = random.Between(0.7, 1.2),
        JpegQuality = random.Integer(60, 85),
    };
}
