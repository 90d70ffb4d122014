using System.Text.Json;
using ZoeDepth.Tensors;

namespace ZoeDepth.Tests.Golden.Ops;

/// <summary>How a reference tensor's axes are laid out here.</summary>
public enum Axes
{
    /// <summary>The axes stay as they are.</summary>
    AsStored,

    /// <summary>NCHW in the reference, <c>[image, row, column, channel]</c> here.</summary>
    ChannelsLast,

    /// <summary>Any rank with the channels on axis 1 in the reference, on the last axis here.</summary>
    ChannelsFromOne,

    /// <summary><c>[image, head, token, size]</c> in the reference, <c>[image, token, head, size]</c> here.</summary>
    TokensBeforeHeads,
}

/// <summary>
/// Names the kind of operation (<c>op</c> in cases.json) a method runs; the method takes one
/// <see cref="GoldenOperation"/>.
/// </summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class RunsAttribute(string operation) : Attribute
{
    public string Operation { get; } = operation;
}

/// <summary>
/// One case of goldens/ops while it runs: hands out inputs and parameters, collects outputs, compares values and
/// gradients.
/// </summary>
public sealed class GoldenOperation(JsonElement description, GoldenTensors tensors, Pass pass) : IDisposable
{
    private readonly Dictionary<string, (Tensor Tensor, Axes Axes)> _inputs = [];
    private readonly Dictionary<string, Parameter> _parameters = [];
    private WeightStore? _store;
    private Dictionary<string, string> _aliases = [];
    private readonly Dictionary<string, (Func<float[]> Values, Tensor? Tensor, Axes Axes)> _outputs = [];

    public Pass Pass { get; } = pass;

    public string Name => description.GetProperty("name").GetString()!;

    private JsonElement Settings => description.GetProperty("params");

    public double Number(string name) => Settings.GetProperty(name).GetDouble();

    public int Whole(string name) => Settings.GetProperty(name).GetInt32();

    public string Text(string name) => Settings.GetProperty(name).GetString()!;

    public bool Flag(string name) =>
        Settings.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.True;

    public bool HasSetting(string name) => Settings.TryGetProperty(name, out _);

    public int[] Wholes(string name) => [.. Settings.GetProperty(name).EnumerateArray().Select(e => e.GetInt32())];

    public double[] Numbers(string name) => [.. Settings.GetProperty(name).EnumerateArray().Select(e => e.GetDouble())];

    public bool Has(string input) =>
        description.GetProperty("inputs").EnumerateArray().Any(i => i.GetProperty("name").GetString() == input);

    /// <summary>The names of all inputs, in order.</summary>
    public IEnumerable<string> InputNames =>
        description.GetProperty("inputs").EnumerateArray().Select(i => i.GetProperty("name").GetString()!);

    /// <summary>The reference tensor behind an input, as stored.</summary>
    public GoldenTensor Stored(string input) =>
        tensors[description.GetProperty("inputs").EnumerateArray()
            .Single(i => i.GetProperty("name").GetString() == input).GetProperty("tensor").GetString()!];

    /// <summary>An input whose gradient is wanted when the pass is recorded.</summary>
    public Tensor Input(string name, Axes axes = Axes.AsStored)
    {
        var stored = Arrange(Stored(name), axes);
        var tensor = Pass.New(new Shape(stored.Shape), stored.Floats());
        if (Pass.Tape is not null) tensor.RequiresGradient();
        _inputs[name] = (tensor, axes);
        return tensor;
    }

    /// <summary>A parameter in the checkpoint's layout.</summary>
    public Parameter Parameter(string name)
    {
        if (_parameters.TryGetValue(name, out var known)) return known;
        var stored = Stored(name);
        var parameter = new Parameter(name, new Shape(stored.Shape), new MemoryValues(stored.Floats()));
        _parameters[name] = parameter;
        return parameter;
    }

    /// <summary>A parameter, or null where the case has none of that name.</summary>
    public Parameter? ParameterOrNone(string name) => Has(name) ? Parameter(name) : null;

    /// <summary>Where a module takes the case's parameters and buffers.</summary>
    /// <param name="aliases">keys the module asks for, where the case calls them otherwise</param>
    internal Weights Scope(Dictionary<string, string>? aliases = null)
    {
        _store ??= new WeightStore(new CaseWeights(this, aliases ?? []), [new HuggingFaceDialect()]);
        _aliases = aliases ?? [];
        return _store.Root;
    }

    /// <summary>An integer input.</summary>
    public int[] Indices(string name) => Array.ConvertAll(Stored(name).Doubles(), x => (int)x);

    /// <summary>Declares a result that gradients flow into.</summary>
    public void Output(string name, Tensor tensor, Axes axes = Axes.AsStored) =>
        _outputs[name] = (() => tensor.Values.ToArray(), tensor, axes);

    /// <summary>Declares a result without a gradient, in the reference's own layout.</summary>
    public void Output(string name, float[] values) => _outputs[name] = (() => values, null, Axes.AsStored);

    /// <summary>Runs backward if the pass is recorded, and compares everything the reference states.</summary>
    public void Compare()
    {
        if (Pass.Tape is { } tape)
        {
            foreach (var upstream in description.GetProperty("upstream").EnumerateArray())
            {
                var (_, tensor, axes) = _outputs[upstream.GetProperty("name").GetString()!];
                // Added: two outputs of the reference may be one tensor.
                var gradient = Arrange(tensors[upstream.GetProperty("tensor").GetString()!], axes).Floats();
                for (var i = 0; i < gradient.Length; i++) tensor!.Gradient[i] += gradient[i];
            }
            // What is its own input (a map that has the size asked for) or comes from constants alone leaves nothing to
            // run backward.
            if (tape.Count > 0) tape.Backward();
        }
        foreach (var expected in description.GetProperty("expect").EnumerateArray()) Compare(expected);
        if (Pass.Tape is not null && description.TryGetProperty("unused", out var unused))
            foreach (var name in unused.EnumerateArray())
                if (FindParameter(name.GetString()!) is { } parameter)
                    Assert.False(parameter.HasGradient,
                        $"{Name}: {parameter.Name} takes no part, yet a gradient arrived");
    }

    private void Compare(JsonElement expected)
    {
        var name = expected.GetProperty("name").GetString()!;
        var truth = tensors[(expected.TryGetProperty("tensor64", out var key) ? key : expected.GetProperty("tensor"))
            .GetString()!];
        var absolute = expected.GetProperty("atol").GetDouble();
        var relative = expected.GetProperty("rtol").GetDouble();
        if (!name.StartsWith("grad.", StringComparison.Ordinal))
        {
            Assert.True(_outputs.TryGetValue(name, out var output), $"{Name}: the runner declares no output {name}");
            Close.Within(output.Values(), Arrange(truth, output.Axes).Doubles(), relative, absolute, $"{Name} {name}");
            return;
        }
        if (Pass.Tape is null) return;
        var of = name["grad.".Length..];
        float[] gradient;
        if (_inputs.TryGetValue(of, out var input))
        {
            truth = Arrange(truth, input.Axes);
            gradient = input.Tensor.Gradient.ToArray();
        }
        else
        {
            var parameter = FindParameter(of);
            Assert.True(parameter is not null, $"{Name}: the runner never asked for {of}");
            gradient = parameter.Gradient.ToArray();
        }
        // torch 2.13 lets the gradient pass exactly on a clamp's bounds, 2.15 stops it: either is right there.
        if (HasSetting("version_dependent")) return;
        Close.Within(gradient, truth.Doubles(), relative, absolute, $"{Name} {name}");
    }

    private Parameter? FindParameter(string name)
    {
        if (_parameters.TryGetValue(name, out var own)) return own;
        var key = _aliases.FirstOrDefault(pair => pair.Value == name).Key ?? name;
        return _store?.Parameters.FirstOrDefault(p => p.Name == key);
    }

    private static GoldenTensor Arrange(GoldenTensor tensor, Axes axes) => axes switch
    {
        Axes.ChannelsLast => tensor.ChannelsLast(),
        Axes.ChannelsFromOne when tensor.Shape.Length > 1 =>
        tensor.Permute([0, .. Enumerable.Range(2, tensor.Shape.Length - 2), 1]),
        Axes.TokensBeforeHeads => tensor.Permute(0, 2, 1, 3),
        _ => tensor,
    };

    public void Dispose()
    {
        foreach (var parameter in _parameters.Values) parameter.Dispose();
        _store?.Dispose();
        Pass.Dispose();
    }

    /// <summary>The case's tensors as a source of weights; a class token the case lacks is zero.</summary>
    private sealed class CaseWeights(GoldenOperation operation, Dictionary<string, string> aliases) : IWeightSource
    {
        public string Description => operation.Name;

        public IEnumerable<string> Keys => [];

        public WeightTensor? Find(string key, Shape shape)
        {
            var name = aliases.GetValueOrDefault(key, key);
            if (!operation.Has(name))
                return key == "cls_token"
                    ? new WeightTensor([.. shape.ToArray()], new MemoryValues(new float[shape.Count]), [key]) : null;
            var stored = operation.Stored(name);
            return new WeightTensor([.. stored.Shape], new MemoryValues(stored.Floats()), [key]);
        }

        public void Dispose()
        {
        }
    }
}
