using System.Diagnostics;
using ZoeDepth.Tensors;

namespace ZoeDepth.Cli.Bench;

/// <summary>Operations of one kind in one stage of the network, those of a pass together.</summary>
/// <param name="Stage">backbone, neck or heads</param>
/// <param name="Kind">linear, convolution, attention or other</param>
/// <param name="Flops">floating-point operations of the formulas</param>
/// <param name="Bytes">inputs, weights and results in float32, each once: what has to be moved at least</param>
/// <param name="Seconds">what they took</param>
internal sealed record NetworkPart(string Stage, string Kind, long Flops, long Bytes, double Seconds)
{
    /// <summary>Operations for each byte.</summary>
    public double Intensity => (double)Flops / Bytes;
}

/// <summary>Listens to a pass, and tells where its time went.</summary>
internal sealed class PartTimes
{
    private readonly Dictionary<(string Stage, string Kind), NetworkPart> _parts = [];
    private readonly List<NetworkPart> _waiting = [];
    private long _last = Stopwatch.GetTimestamp();

    /// <summary>In the order in which they first ran.</summary>
    public IReadOnlyCollection<NetworkPart> Parts => _parts.Values;

    /// <summary>All of them together, seconds.</summary>
    public double Seconds => _parts.Values.Sum(part => part.Seconds);

    /// <summary>Listens from now on.</summary>
    public void ListenTo(Pass pass)
    {
        pass.Ran = (operation, _) => Take(operation);
        pass.Progress = Place;
        _last = Stopwatch.GetTimestamp();
    }

    private void Take(IOperation operation)
    {
        var now = Stopwatch.GetTimestamp();
        var numbers = operation.Output.Count + operation.Inputs.Sum(input => input.Shape.Count)
            + operation.Parameters.Sum(parameter => parameter.Shape.Count);
        _waiting.Add(new("", KindOf(operation), operation.Flops, numbers * sizeof(float),
            Stopwatch.GetElapsedTime(_last, now).TotalSeconds));
        _last = now;
    }

    // A stage is named when it is done.
    private void Place(string segment)
    {
        var stage = segment.Split('.')[0] switch { "backbone" => "backbone", "neck" => "neck", _ => "heads" };
        foreach (var part in _waiting)
        {
            var key = (stage, part.Kind);
            var before = _parts.GetValueOrDefault(key) ?? new(stage, part.Kind, 0, 0, 0);
            _parts[key] = before with
            {
                Flops = before.Flops + part.Flops, Bytes = before.Bytes + part.Bytes,
                Seconds = before.Seconds + part.Seconds,
            };
        }
        _waiting.Clear();
    }

    private static string KindOf(IOperation operation) => operation.Name switch
    {
        _ when operation.Flops == 0 => "other",
        var name when name.StartsWith("conv", StringComparison.Ordinal) => "convolution",
        var name when name.StartsWith("attention", StringComparison.Ordinal) => "attention",
        "weighted values" => "attention",
        _ => "linear",
    };
}
