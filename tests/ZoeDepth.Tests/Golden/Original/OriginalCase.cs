using System.Globalization;
using System.Text.Json;
using ZoeDepth.Imaging;
using ZoeDepth.Original;
using ZoeDepth.Pretrained;
using ZoeDepth.Tensors;

namespace ZoeDepth.Tests.Golden.Original;

/// <summary>
/// One case of goldens/original: a checkpoint of the research code, pictures, and what that code computed.
/// </summary>
internal sealed class OriginalCase
{
    public const string Family = "original";

    private readonly JsonElement _description;
    private readonly Lazy<GoldenTensors> _tensors;

    public OriginalCase(string name)
    {
        _description = Goldens.Case(Family, name);
        _tensors = new(() => GoldenTensors.Open(Goldens.PathOf(Family, _description.GetProperty("file").GetString()!)));
    }

    public string Name => _description.GetProperty("name").GetString()!;

    public JsonElement Parameters => _description.GetProperty("params");

    public IEnumerable<JsonElement> Outputs => _description.GetProperty("outputs").EnumerateArray();

    public IReadOnlyList<RasterImage> Images() =>
        [.. _description.GetProperty("images").EnumerateArray()
            .Select(image => RasterImage.Load(Goldens.PathOf(Family, "images", image.GetString() + ".png")))];

    /// <summary>The models of the family by name.</summary>
    public static IReadOnlyDictionary<string, JsonElement> Models()
    {
        var file = Goldens.PathOf(Family, "cases.json");
        if (Goldens.IsForeign && !File.Exists(file)) return new Dictionary<string, JsonElement>();
        using var document = JsonDocument.Parse(File.ReadAllBytes(file));
        return document.RootElement.GetProperty("models").EnumerateArray()
            .ToDictionary(model => model.GetProperty("name").GetString()!, model => model.Clone());
    }

    /// <summary>Opens the case's model as a user does who has the file and its settings.</summary>
    public ModelFiles Open()
    {
        var model = Models()[_description.GetProperty("model").GetString()!];
        var weights = model.GetProperty("files").EnumerateObject().First().Value.GetString()!;
        return ModelFiles.Open(Goldens.PathOf(Family, weights), Settings(model, _description));
    }

    /// <summary>The settings of a model with those of a case over them, as they are typed.</summary>
    public static OriginalSettings Settings(JsonElement model, JsonElement? item = null)
    {
        var settings = new Dictionary<string, string>();
        var blocks = new[] { model.GetProperty("config"), item?.GetProperty("config") ?? default };
        foreach (var block in blocks.Where(block => block.ValueKind == JsonValueKind.Object))
            foreach (var pair in block.EnumerateObject().Where(pair =>
                pair.Name is not ("version_name" or "memory_efficient" or "model")))
                settings[pair.Name] = pair.Value.ValueKind == JsonValueKind.String
                    ? pair.Value.GetString()! : pair.Value.GetRawText();
        return OriginalSettings.Read(null, [.. settings.Select(pair => $"{pair.Key}={pair.Value}")]);
    }

    public ZoeDepthForDepthEstimation Model(ModelFiles files, double? epsilon = null)
    {
        var config = epsilon is { } eps
            ? files.Config with { BackboneConfig = (BeitConfig)files.Config.BackboneConfig with { LayerNormEps = eps } }
            : files.Config;
        return ZoeDepthForDepthEstimation.FromSource(config, files.Source);
    }

    /// <summary>An input of the case, channels last.</summary>
    public Tensor Input(Pass pass, string name)
    {
        var tensor = _description.GetProperty("inputs").GetProperty(name).GetString()!;
        var stored = _tensors.Value[tensor].ChannelsLast();
        return pass.New(new Shape(stored.Shape), stored.Floats());
    }

    /// <summary>
    /// Compares what we have, channels last, with an output of the case, of which every s-th row and column may be
    /// stored.
    /// </summary>
    public void Compare(JsonElement output, Tensor ours)
    {
        var stored = _tensors.Value[output.GetProperty("tensor").GetString()!];
        var expected = stored.ChannelsLast();
        var isThinned = output.TryGetProperty("stride", out var step) && step.ValueKind == JsonValueKind.Number;
        var stride = isThinned ? step.GetInt32() : 1;
        var (rows, columns) = ours.Shape.Rank == 2 ? (1, 1) : (ours.Shape[1], ours.Shape[2]);
        var channels = ours.Shape.Rank == 4 ? ours.Shape[3] : ours.Shape.Rank == 2 ? ours.Shape[1] : 1;
        var values = new List<float>();
        for (var image = 0; image < ours.Shape[0]; image++)
            for (var row = 0; row < rows; row += stride)
                for (var column = 0; column < columns; column += stride)
                    values.AddRange(ours.Values.Slice(
                        ((((image * rows) + row) * columns) + column) * channels, channels));
        Close.Within(values.ToArray(), expected.Doubles(), output.GetProperty("rtol").GetDouble(),
            output.GetProperty("atol").GetDouble(), $"{Name} {output.GetProperty("name").GetString()}");
    }

    /// <summary>Compares a map of the picture's size, one channel, of one picture of several.</summary>
    public void Compare(JsonElement output, ReadOnlySpan<float> map, int image, int images)
    {
        var expected = _tensors.Value[output.GetProperty("tensor").GetString()!].Doubles();
        var count = expected.Length / images;
        Close.Within(map, expected.AsSpan(image * count, count).ToArray(), output.GetProperty("rtol").GetDouble(),
            output.GetProperty("atol").GetDouble(),
            string.Create(CultureInfo.InvariantCulture, $"{Name} {output.GetProperty("name").GetString()} {image}"));
    }
}
