namespace ZoeDepth.Training;

/// <summary>How pictures are varied.</summary>
public sealed record AugmentationRecipe
{
    /// <summary>How often a picture is mirrored.</summary>
    public double Flip { get; set; } = 0.5;

    /// <summary>
    /// Least side of a crop, as a share of the largest one of the batch's shape that fits; the largest is 1.
    /// </summary>
    public double Crop { get; set; } = 0.65;

    /// <summary>
    /// How much the shape of a crop differs from the batch's: its columns per row are multiplied by exp(±this).
    /// </summary>
    public double Aspect { get; set; } = 0.05;

    /// <summary>
    /// Strength of colour changes, 0 for none, 1 for: gamma exp(±0.4), gain exp(±0.3), contrast exp(±0.4), saturation
    /// exp(−0.7..0.5), channels N(1, 0.1), a twelfth grey, noise to 0.04. 0.5 is mild.
    /// </summary>
    public double Colour { get; set; } = 0.5;

    /// <summary>
    /// How often a picture is reduced with a filter that sees every pixel; otherwise by bilinear points, as the image
    /// processor does.
    /// </summary>
    public double Antialias { get; set; } = 0.5;

    /// <summary>How often red, green and blue change places.</summary>
    public double Channels { get; set; }

    /// <summary>How often a picture is lit unevenly: times a smooth surface of 0.75 to 1.25.</summary>
    public double Shading { get; set; }

    /// <summary>How often a picture is blurred at the network's size, by 1/4, 1/2, 1/4 along both axes.</summary>
    public double Blur { get; set; }

    /// <summary>How often a picture is reduced to 0.5 to 0.95 of its sides and enlarged again.</summary>
    public double Downscale { get; set; }

    /// <summary>How often a picture has been a JPEG file, of quality 40 to 95, at the network's size.</summary>
    public double Jpeg { get; set; }

    /// <summary>
    /// How often one or two boxes of one colour each, a tenth to three tenths of the sides, hide a part of a picture
    /// whose depth is asked all the same.
    /// </summary>
    public double CutOut { get; set; }

    /// <summary>
    /// What the original's loader does, instead of all the above; each picture is then seen whole, stretched to the
    /// network's input.
    /// </summary>
    public OriginalAugmentationRecipe? Original { get; set; }
}

/// <summary>
/// How the original's loader varies a picture: border, rotation, crop, translation, and each with ½ mirrored and other
/// colours. Reference: isl-org/ZoeDepth data/data_mono.py, utils/config.py
/// </summary>
public sealed record OriginalAugmentationRecipe
{
    /// <summary>Rotation by up to so many degrees either way; 0: none.</summary>
    public double Degrees { get; set; } = 1;

    /// <summary>Whether a white border is replaced by a mirrored one, and depth there by none.</summary>
    public bool AvoidBoundary { get; set; }

    /// <summary>Rows x columns of a random crop, "416x544"; none when left out.</summary>
    public string? RandomCrop { get; set; }

    /// <summary>How often a picture is translated; 0.2 where the original's configuration asks for it.</summary>
    public double TranslateProbability { get; set; }

    /// <summary>Largest translation in pixels of the picture.</summary>
    public int MaxTranslation { get; set; } = 100;
}
