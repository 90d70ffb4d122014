using System.Text.Json;
using ZoeDepth.Tensors;

namespace ZoeDepth.Training.Tests.Golden;

/// <summary>A case of the family: its inputs by name, and how what comes is compared with what is stated.</summary>
internal sealed class TrainingCase
{
    private const string Family = "training";

    private readonly GoldenTensors? _tensors;

    public TrainingCase(string name)
    {
        Element = Goldens.Case(Family, name);
        if (Element.GetProperty("file").GetString() is
            { Length: > 0 } file && file.EndsWith(".safetensors", StringComparison.Ordinal))
            _tensors = GoldenTensors.Open(Goldens.PathOf(Family, file));
    }

    public JsonElement Element { get; }

    public JsonElement Params => Element.GetProperty("params");

    public GoldenTensors Tensors => _tensors!;

    public IEnumerable<JsonElement> Expected => Element.GetProperty("expect").EnumerateArray();

    public static TheoryData<string> Names(params string[] operations) => Goldens.Names(Family, operations);

    public static string PathOf(string file) => Goldens.PathOf(Family, file);

    public bool HasInput(string name) =>
        Element.GetProperty("inputs").EnumerateArray().Any(input => input.GetProperty("name").GetString() == name);

    public GoldenTensor Input(string name) =>
        Tensors[Element.GetProperty("inputs").EnumerateArray()
            .Single(input => input.GetProperty("name").GetString() == name).GetProperty("tensor").GetString()!];

    public double Number(string name) => Params.GetProperty(name).GetDouble();

    public string Text(string name) => Params.GetProperty(name).GetString()!;

    /// <summary>
    /// A map <c>[image, 1, row, column]</c> or <c>[image, row, column]</c> as <c>[image, row, column]</c>.
    /// </summary>
    public Tensor Map(Pass pass, string name)
    {
        var golden = Input(name);
        int[] shape = golden.Shape.Length == 4 ? [golden.Shape[0], golden.Shape[2], golden.Shape[3]] : golden.Shape;
        return pass.New(new Shape(shape), golden.Floats());
    }

    public bool[]? Mask(string name) =>
        HasInput(name) ? Array.ConvertAll(Input(name).Doubles(), value => value != 0) : null;

    /// <summary>Asks for a stated value, if the case states it.</summary>
    public void Check(string name, ReadOnlySpan<float> actual)
    {
        foreach (var expected in Expected.Where(e => e.GetProperty("name").GetString() == name))
            Compare(expected, actual);
    }

    public void Compare(JsonElement expected, ReadOnlySpan<float> actual)
    {
        var stated = Tensors[expected.GetProperty(expected.TryGetProperty("tensor64", out _) ? "tensor64" : "tensor")
            .GetString()!].Doubles();
        var what = $"{Element.GetProperty("name").GetString()}: {expected.GetProperty("name").GetString()}";
        var relative = expected.GetProperty("rtol").GetDouble();
        if (!expected.TryGetProperty("atol_tensor", out var bounds))
        {
            Close.Within(actual, stated, relative, expected.GetProperty("atol").GetDouble(), what);
            return;
        }
        var absolute = Tensors[bounds.GetString()!].Doubles();
        for (var i = 0; i < actual.Length; i++)
            Close.Within([actual[i]], [stated[i]], relative, absolute[i], $"{what} {i}");
    }

    public void Compare(JsonElement expected, ReadOnlySpan<double> actual)
    {
        var stated = Tensors[expected.GetProperty("tensor64").GetString()!].Doubles();
        actual.Length.ShouldBe(stated.Length);
        var (relative, absolute) = (expected.GetProperty("rtol").GetDouble(), expected.GetProperty("atol").GetDouble());
        for (var i = 0; i < actual.Length; i++)
            Math.Abs(actual[i] - stated[i])
                .ShouldBeLessThanOrEqualTo(absolute + (relative * Math.Abs(stated[i])),
                    $"{expected.GetProperty("name").GetString()} {i}");
    }
}
