using System.Text.Json;
using ZoeDepth.Cache;
using ZoeDepth.Runtime.Untrusted;

namespace ZoeDepth;

public sealed partial record ZoeDepthImageProcessor
{
    /// <summary>The name of the settings' file in a model folder.</summary>
    public const string FileName = ModelFileNames.Processor;

    /// <summary>A network's input of more pixels a side is taken for a damaged file.</summary>
    private const int LargestSide = 16_384;

    private static readonly FieldKind<ImageSize> SizeKind = new("a whole number, or an object with height and width",
        ReadSize,
        (writer, size) =>
        {
            writer.WriteStartObject();
            writer.WriteNumber("height", size.Height);
            writer.WriteNumber("width", size.Width);
            writer.WriteEndObject();
        });

    private static readonly FieldKind<IReadOnlyList<double>> NumbersKind =
        new("a number, or a list of one number for each channel",
        element => FieldKind.Number.Read(element) is (true, var one) ? (true, [one])
            : FieldKind.ListOf(FieldKind.Number).Read(element) is (true, { Count: > 0 } list)
                ? (true, list) : (false, []),
        FieldKind.ListOf(FieldKind.Number).Write);

    private static readonly FieldKind<ImageResampling> ResampleKind = new("one of Pillow's codes, a whole number",
        element => FieldKind.Whole.Read(element) is (true, var code) ? (true, (ImageResampling)code) : (false, default),
        (writer, code) => writer.WriteNumberValue((int)code));

    /// <summary>
    /// Where the settings come from, in words: a file, or the published values because there was none.
    /// </summary>
    public string Source { get; init; } = "published values";

    /// <summary>Whether no file said otherwise, so that the published values stand in.</summary>
    public bool IsPublishedDefault { get; init; } = true;

    /// <summary>Keys of the file that mean nothing here (some versions write many); they are written back.</summary>
    public IReadOnlyDictionary<string, JsonElement> UnknownKeys { get; init; } = new Dictionary<string, JsonElement>();

    /// <summary>
    /// Reads <c>preprocessor_config.json</c> of a model folder. Where there is no such file the published values are
    /// taken, and <see cref="Source"/> says so.
    /// </summary>
    /// <param name="folder">the folder, or the name of a downloaded model of the Hugging Face hub</param>
    /// <exception cref="DirectoryNotFoundException">there is no such folder</exception>
    /// <exception cref="ConfigurationException">
    /// the file is not JSON, fields have the wrong type, or a number cannot work
    /// </exception>
    public static ZoeDepthImageProcessor FromPretrained(string folder)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);
        folder = ModelLocation.Of(folder).Path;
        if (Directory.Exists(folder) && !File.Exists(Path.Combine(folder, FileName)))
            return new ZoeDepthImageProcessor
                { Source = $"published values (multiples of 32), because {folder} has no {FileName}" };
        var (json, file) = ConfigurationFile.Open(folder, FileName);
        var processor = FromJson(json, file);
        var problems = new List<ConfigurationProblem>();
        processor.CheckNumbers(new ConfigValidator("", problems));
        return problems.Count == 0 ? processor : throw new ConfigurationException(file, problems);
    }

    /// <summary>Every number that would end in a division by zero, an empty image or no number at all.</summary>
    private void CheckNumbers(ConfigValidator rules)
    {
        rules.That(!DoRescale || ((float)RescaleFactor != 0 && float.IsFinite((float)RescaleFactor)), "rescale_factor",
            "a finite number other than 0", RescaleFactor);
        if (DoNormalize)
        {
            rules.That(ImageMean.All(mean => float.IsFinite((float)mean)), "image_mean", "finite numbers", ImageMean);
            rules.That(ImageStd.All(std => (float)std != 0 && float.IsFinite((float)std)), "image_std",
                "finite divisors other than 0", ImageStd);
        }
        rules.That(!DoPad || !ResizesAntialiased, "do_pad",
            $"false with {DptType}: pictures are not padded to its size_divisor here", DoPad);
        if (!DoResize) return;
        rules.That(Size.Height is >= 1 and <= LargestSide && Size.Width is >= 1 and <= LargestSide, "size",
            $"a height and a width from 1 to {LargestSide}", Size.ToString());
        rules.That(EnsureMultipleOf > 0 && double.IsFinite(EnsureMultipleOf), "ensure_multiple_of",
            "a finite number above 0", EnsureMultipleOf);
        rules.That(Resample is ImageResampling.Bilinear or ImageResampling.Bicubic, "resample",
            "2 (bilinear) or 3 (bicubic)", (int)Resample);
    }

    /// <summary>
    /// Reads settings from the text of a <c>preprocessor_config.json</c>; a field that is absent or null has Hugging
    /// Face's class default.
    /// </summary>
    /// <param name="json">one JSON object</param>
    /// <param name="source">where it came from, for messages and <see cref="Source"/></param>
    /// <exception cref="ConfigurationException">not JSON, or fields have the wrong type</exception>
    public static ZoeDepthImageProcessor FromJson(string json, string? source = null)
    {
        ArgumentNullException.ThrowIfNull(json);
        return ConfigurationFile.Read(json, source, (fields, _) => (BlankFor(fields) with
            { Source = source ?? "JSON text", IsPublishedDefault = false }).Map(fields));
    }

    /// <summary>
    /// The same settings with some replaced, by Hugging Face's names: <c>{"do_pad": false, "size": 384}</c>.
    /// </summary>
    /// <exception cref="ConfigurationException">there is no such setting, or it has the wrong type</exception>
    public ZoeDepthImageProcessor With(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        return ConfigurationFile.Read(json, "overrides", (fields, problems) =>
        {
            var changed = Map(fields);
            foreach (var (name, value) in changed.UnknownKeys)
                problems.Add(new(UntrustedText.Shown(name), "a setting of the image processor (do_pad, size, …)",
                    FieldReader.Shown(value)));
            return changed with { UnknownKeys = UnknownKeys };
        });
    }

    /// <summary>The settings as the text of a <c>preprocessor_config.json</c>.</summary>
    public string ToJson() => ConfigurationFile.Write(Map);

    /// <summary>
    /// Writes <c>preprocessor_config.json</c> into a folder, which is made if need be; an older file is replaced in one
    /// step.
    /// </summary>
    public void SavePretrained(string folder)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);
        Directory.CreateDirectory(folder);
        ConfigurationFile.Save(Path.Combine(folder, FileName), ToJson());
    }

    /// <summary>Settings are equal when they are written alike.</summary>
    public bool Equals(ZoeDepthImageProcessor? other) => other is not null && ToJson() == other.ToJson();

    /// <inheritdoc/>
    public override int GetHashCode() =>
        HashCode.Combine(Size, DoPad, DoResize, DoRescale, DoNormalize, Resample, KeepAspectRatio, EnsureMultipleOf);

    /// <summary>What the fields a file leaves out mean to the class it names.</summary>
    private static ZoeDepthImageProcessor BlankFor(FieldReader fields)
    {
        foreach (var key in new[] { "image_processor_type", "feature_extractor_type" })
            if (fields.Has(key, out var name) && name.ValueKind == JsonValueKind.String
                && name.GetString()!.StartsWith("DPT", StringComparison.Ordinal)) return DptDefaults;
        return new ZoeDepthImageProcessor { EnsureMultipleOf = ClassDefaultMultiple };
    }

    private ZoeDepthImageProcessor Map(FieldMap fields)
    {
        fields.Field("image_processor_type", ImageProcessorType, FieldKind.Text);
        return this with
        {
            DoNormalize = Setting(fields, "do_normalize", DoNormalize, FieldKind.Flag),
            DoPad = Setting(fields, "do_pad", DoPad, FieldKind.Flag),
            DoRescale = Setting(fields, "do_rescale", DoRescale, FieldKind.Flag),
            DoResize = Setting(fields, "do_resize", DoResize, FieldKind.Flag),
            EnsureMultipleOf = Setting(fields, "ensure_multiple_of", EnsureMultipleOf, FieldKind.Factor),
            ImageMean = Setting(fields, "image_mean", ImageMean, NumbersKind),
            ImageStd = Setting(fields, "image_std", ImageStd, NumbersKind),
            KeepAspectRatio = Setting(fields, "keep_aspect_ratio", KeepAspectRatio, FieldKind.Flag),
            Resample = Setting(fields, "resample", Resample, ResampleKind),
            RescaleFactor = Setting(fields, "rescale_factor", RescaleFactor, FieldKind.Number),
            Size = Setting(fields, "size", Size, SizeKind),
            UnknownKeys = fields.Rest(UnknownKeys),
        };
    }

    private static (bool Fits, ImageSize Size) ReadSize(JsonElement element)
    {
        if (FieldKind.Whole.Read(element) is (true, var side)) return (true, new ImageSize(side, side));
        return element.ValueKind == JsonValueKind.Object
            && element.TryGetProperty("height", out var rows) && FieldKind.Whole.Read(rows) is (true, var height)
            && element.TryGetProperty("width", out var columns) && FieldKind.Whole.Read(columns) is (true, var width)
            ? (true, new ImageSize(height, width))
            : (false, default);
    }

    /// <summary>A field whose null means that the file does not say.</summary>
    private static T Setting<T>(FieldMap fields, string key, T value, FieldKind<T> kind) =>
        fields.Field(key, value, kind with
            { Read = element => element.ValueKind == JsonValueKind.Null ? (true, value) : kind.Read(element) });
}
