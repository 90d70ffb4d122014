using System.Collections.Concurrent;
using System.Text.Json;

namespace ZoeDepth.Tests.Golden.Processor;

/// <summary>One case of goldens/processor: its parameters, and the tensors and files it names.</summary>
internal sealed class ProcessorCase
{
    public const string Family = "processor";

    private static readonly ConcurrentDictionary<string, GoldenTensors> Files = [];

    private readonly JsonElement _description;

    public ProcessorCase(string name) => _description = Goldens.Case(Family, name);

    public string Name => _description.GetProperty("name").GetString()!;

    public JsonElement Parameters => _description.GetProperty("params");

    public JsonElement Inputs => _description.GetProperty("inputs");

    public double Relative => _description.GetProperty("rtol").GetDouble();

    public double Absolute => _description.GetProperty("atol").GetDouble();

    public bool ExpectsError => _description.GetProperty("expect").GetString() == "error";

    /// <summary>A figure the case states about itself.</summary>
    public double Number(string name) => _description.GetProperty(name).GetDouble();

    /// <summary>Whether the reference states this output.</summary>
    public bool Has(string output) => _description.GetProperty("outputs").TryGetProperty(output, out _);

    public GoldenTensor Output(string output) => Tensor(_description.GetProperty("outputs").GetProperty(output));

    public GoldenTensor[] Outputs(string output) =>
        [.. _description.GetProperty("outputs").GetProperty(output).EnumerateArray().Select(Tensor)];

    public GoldenTensor Input(string input) => Tensor(Inputs.GetProperty(input));

    public static GoldenTensor Tensor(JsonElement reference) =>
        Files.GetOrAdd(PathOf(reference), GoldenTensors.Open)[reference.GetProperty("tensor").GetString()!];

    public static string PathOf(JsonElement reference) =>
        Goldens.PathOf(Family, reference.GetProperty("file").GetString()!);

    /// <summary>A parameter, or null where it is absent or null.</summary>
    public JsonElement? Parameter(string name) =>
        Parameters.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    /// <summary>A list of (rows, columns), or null.</summary>
    public ImageSize[]? Sizes(string name) =>
        Parameter(name) is { } list ? [.. list.EnumerateArray().Select(Size)] : null;

    public static ImageSize Size(JsonElement pair) => new(pair[0].GetInt32(), pair[1].GetInt32());
}
