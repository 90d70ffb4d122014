using ZoeDepth.Imaging;
using ZoeDepth.Tensors;

namespace ZoeDepth;

/// <summary>
/// From a picture to <c>pixel_values</c>, and from the model's depth back to the picture: Hugging Face's
/// <c>ZoeDepthImageProcessor</c>, with its names and its numbers (the torchvision class, the default of transformers 5;
/// the others differ by one unit in the last place for 126 of 256 byte values).
/// </summary>
/// <remarks>
/// <para>The defaults here are the published settings: what Intel/zoedepth-nyu, -kitti and -nyu-kitti have in
/// preprocessor_config.json. They differ from Hugging Face's class defaults in one field:
/// <see cref="EnsureMultipleOf"/> is 32 here and in every published file, 32 in the class of transformers 4.x, and 1/32
/// (no constraint) in 5.x. A preprocessor_config.json that lacks the field means 1/32; where there is no such file,
/// <see cref="FromPretrained"/> takes 32.</para>
/// <para>A setting is overridden for one call by <c>(processor with { DoPad = false }).Preprocess(…)</c>, or by name
/// through <see cref="With(string)"/>.</para>
/// </remarks>
public sealed partial record ZoeDepthImageProcessor
{
    /// <summary>
    /// What <c>ensure_multiple_of</c> means in a file that lacks it: the class default of transformers 5.x, which
    /// leaves every whole number alone.
    /// </summary>
    public const double ClassDefaultMultiple = 1.0 / 32;

    /// <summary>
    /// Whose rule it is: <c>ZoeDepthImageProcessor</c>, or <c>DPTImageProcessor</c>, which DPT and Depth Anything have.
    /// That one resizes bytes, antialiased, with half-pixel centres.
    /// </summary>
    public string ImageProcessorType { get; init; } = nameof(ZoeDepthImageProcessor);

    /// <summary>
    /// Whose bytes a <c>DPTImageProcessor</c> resizes to; transformers' argument of that name, which no file holds.
    /// <c>torchvision</c>, what transformers 5 runs; <c>pil</c>, Pillow to 12; <c>pil-columns-first</c>, Pillow from 13
    /// on, where the height shrinks much more than the width. Pillow 13 finds out by itself which pictures are such;
    /// here it is said. The bytes differ by one step here and there.
    /// </summary>
    public string Backend { get; init; } = TorchvisionBackend;

    /// <summary>The class defaults of transformers' <c>DPTImageProcessor</c>.</summary>
    internal static ZoeDepthImageProcessor DptDefaults { get; } = new()
    {
        ImageProcessorType = DptType,
        DoPad = false,
        Size = new(384, 384),
        Resample = ImageResampling.Bicubic,
        KeepAspectRatio = false,
        EnsureMultipleOf = 1,
    };

    /// <summary>Add a mirrored border before resizing: trunc(3 · √(side / 2)) rows or columns on each side.</summary>
    public bool DoPad { get; init; } = true;

    /// <summary>Multiply the samples by <see cref="RescaleFactor"/>.</summary>
    public bool DoRescale { get; init; } = true;

    /// <summary>The factor, rounded to float32 before use; 1/255 turns 0..255 into 0..1.</summary>
    public double RescaleFactor { get; init; } = 1 / 255.0;

    /// <summary>Subtract <see cref="ImageMean"/> and divide by <see cref="ImageStd"/>.</summary>
    public bool DoNormalize { get; init; } = true;

    /// <summary>One mean for each channel, or one for all.</summary>
    public IReadOnlyList<double> ImageMean { get; init; } = [0.5, 0.5, 0.5];

    /// <summary>One divisor for each channel, or one for all; 0.5 and a mean of 0.5 turn 0..1 into −1..1.</summary>
    public IReadOnlyList<double> ImageStd { get; init; } = [0.5, 0.5, 0.5];

    /// <summary>Resize to the size that <see cref="OutputSize(ImageSize)"/> computes.</summary>
    public bool DoResize { get; init; } = true;

    /// <summary>The requested size; the result may exceed it on one axis when the aspect ratio is kept.</summary>
    public ImageSize Size { get; init; } = new(384, 512);

    /// <summary>Bilinear or bicubic; other codes are refused when a picture comes.</summary>
    public ImageResampling Resample { get; init; } = ImageResampling.Bilinear;

    /// <summary>Scale both axes alike, by the scale closer to 1.</summary>
    public bool KeepAspectRatio { get; init; } = true;

    /// <summary>Both extents of the result are multiples of this.</summary>
    public double EnsureMultipleOf { get; init; } = 32;

    /// <summary>
    /// Times the root of half of a picture's rows, rounded down: the rows of its border above and below. 3 everywhere
    /// but where <c>fh</c> is given to the research code's <c>infer</c>.
    /// </summary>
    public double PadFactorHeight { get; init; } = 3;

    /// <summary>The same for columns, its <c>fw</c>.</summary>
    public double PadFactorWidth { get; init; } = 3;

    /// <summary>
    /// The rows and columns the border adds on each side of a picture; 0 and 0 when <see cref="DoPad"/> is off.
    /// </summary>
    public ImageSize Border(ImageSize picture) => DoPad ? ReflectBorder(picture) : default;

    /// <summary>
    /// Whether a picture is large enough for its border: a mirrored border shows pixels 1, 2, …, so it must be smaller
    /// than the picture.
    /// </summary>
    public bool CanPad(ImageSize picture) =>
        Border(picture).Height < picture.Height && Border(picture).Width < picture.Width;

    /// <summary>
    /// The size a picture enters the network with: padded, then resized, as far as the settings say so. 480x640 gives
    /// 384x512, 1080x1920 gives 384x672.
    /// </summary>
    /// <exception cref="UnsupportedImageSizeException">
    /// an extent comes out as 0: the picture is too elongated
    /// </exception>
    /// <exception cref="ArgumentException">a setting is out of its range</exception>
    public ImageSize OutputSize(ImageSize picture) => OutputSize(picture, "the picture");

    private const string DptType = "DPTImageProcessor", TorchvisionBackend = "torchvision";

    private static readonly Dictionary<string, ResizeLibrary> Libraries = new(StringComparer.Ordinal)
    {
        [TorchvisionBackend] = ResizeLibrary.Torchvision,
        ["pil"] = ResizeLibrary.Pillow,
        ["pil-columns-first"] = ResizeLibrary.PillowColumnsFirst,
    };

    /// <summary>Four weights are held for each pixel of a side: of this one, 32 MB.</summary>
    private const int LongestAntialiased = 1 << 20;

    private bool ResizesAntialiased => ImageProcessorType == DptType;

    /// <summary>
    /// How pictures enter a network whose folder has no preprocessor_config.json: as they enter the published models of
    /// its kind.
    /// </summary>
    internal static ZoeDepthImageProcessor PublishedFor(ZoeDepthConfig config) => config.ModelType switch
    {
        ZoeDepthConfig.DepthAnythingType => DptDefaults with
        {
            Size = new(518, 518),
            KeepAspectRatio = true,
            EnsureMultipleOf = config.BackboneConfig.Pitch,
            ImageMean = ImageNetMean,
            ImageStd = ImageNetStd,
        },
        ZoeDepthConfig.DptType => DptDefaults with { Size = TrainedSize(config.BackboneConfig) },
        _ => new(),
    };

    private static ImageSize TrainedSize(BackboneConfig backbone) => backbone switch
    {
        BeitConfig beit => new(beit.ImageSize, beit.ImageColumns ?? beit.ImageSize),
        Dinov2Config dino => new(dino.ImageSize, dino.ImageSize),
        ViTConfig vit => new(vit.ImageSize, vit.ImageSize),
        SwinConfig swin => new(swin.ImageSize, swin.ImageSize),
        _ => DptDefaults.Size,
    };

    internal static readonly double[] ImageNetMean = [0.485, 0.456, 0.406], ImageNetStd = [0.229, 0.224, 0.225];

    private ImageSize ReflectBorder(ImageSize picture) =>
        new(SizeRule.Border(picture.Height, PadFactorHeight), SizeRule.Border(picture.Width, PadFactorWidth));

    internal ImageSize OutputSize(ImageSize picture, string name)
    {
        CheckSettings();
        var border = Border(picture);
        var padded = new ImageSize(checked(picture.Height + (2 * border.Height)),
            checked(picture.Width + (2 * border.Width)));
        if (!DoResize) return padded;
        if (ResizesAntialiased && Math.Max(padded.Height, padded.Width) > LongestAntialiased)
            throw new UnsupportedImageSizeException(
                $"{name} of {picture} has a side of more than {LongestAntialiased} pixels, which is not resized with " +
                "antialiasing", SuggestedFix.Crop);
        var (height, width) = SizeRule.Resized(padded, Size, KeepAspectRatio, EnsureMultipleOf);
        if ((height < 1 || width < 1) && Math.Min(Size.Height, Size.Width) < EnsureMultipleOf)
        {
            throw new UnsupportedImageSizeException(
                $"{Size.Height}x{Size.Width} (rows x columns) is too small a size to ask of the network: sides are " +
                $"rounded to multiples of {EnsureMultipleOf}, and {name} of {picture} would be resized to " +
                $"{width}x{height}",
                SuggestedFix.LargerSize);
        }
        if (height < 1 || width < 1)
        {
            throw new UnsupportedImageSizeException(
                $"{name} of {picture} is too elongated: with its border it is {padded} and would be resized to " +
                $"{width}x{height}, but every side must be at least 1",
                SuggestedFix.Crop, SuggestedFix.LargerSize, SuggestedFix.Stretch);
        }
        if (height > int.MaxValue || width > int.MaxValue)
            throw new UnsupportedImageSizeException(
                $"{name} of {picture} would be resized to {width}x{height}, which is too large", SuggestedFix.Crop,
                SuggestedFix.Stretch);
        return new ImageSize((int)height, (int)width);
    }

    private void CheckSettings()
    {
        if (!(PadFactorHeight >= 0 && PadFactorWidth >= 0 && double.IsFinite(PadFactorHeight + PadFactorWidth)))
            throw new ArgumentException(
                $"the border's factors must be 0 or greater, but {PadFactorHeight} and {PadFactorWidth} came; it is " +
                "3 everywhere but in the research code's infer");
        if (!DoResize) return;
        if (Size.Height < 1 || Size.Width < 1)
            throw new ArgumentException(
                $"size must have a height and a width of at least 1, but {Size.Height} rows and {Size.Width} " +
                "columns came");
        if (!(EnsureMultipleOf > 0 && double.IsFinite(EnsureMultipleOf)))
            throw new ArgumentException(
                $"ensure_multiple_of must be greater than 0, but {EnsureMultipleOf} came; published models use 32");
        if (Resample is not (ImageResampling.Bilinear or ImageResampling.Bicubic))
            throw new ArgumentException(
                $"resample {(int)Resample} ({Resample}) cannot be used: with aligned corners there are only 2 " +
                "(bilinear) and 3 (bicubic)");
    }
}
