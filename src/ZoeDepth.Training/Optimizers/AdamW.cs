using ZoeDepth.Runtime.Memory;
using ZoeDepth.Runtime.Threading;
using ZoeDepth.Tensors;

namespace ZoeDepth.Training;

/// <summary>
/// AdamW with groups, as PyTorch's. A parameter without a gradient is left out completely: no decay, no moments, no
/// count of a step. The bias correction takes the β₁ of the step to the power of the parameter's own count of steps,
/// also while a schedule moves β₁.
/// </summary>
public sealed class AdamW : IDisposable
{
    private readonly Dictionary<Parameter, AdamWState> _states = [];

    /// <summary>An optimiser that has not taken a step.</summary>
    /// <param name="groups">the parameters, each in one group</param>
    /// <param name="beta2">how much of the mean of squared gradients stays</param>
    /// <param name="epsilon">added to its root</param>
    /// <exception cref="ArgumentException">a parameter is in two groups</exception>
    public AdamW(IReadOnlyList<ParameterGroup> groups, double beta2 = 0.999, double epsilon = 1e-8)
    {
        ArgumentNullException.ThrowIfNull(groups);
        var twice = groups.SelectMany(group => group.Parameters).GroupBy(parameter => parameter)
            .FirstOrDefault(same => same.Count() > 1);
        if (twice is not null) throw new ArgumentException($"{twice.Key.Name} is in two groups", nameof(groups));
        (Groups, Beta2, Epsilon) = (groups, beta2, epsilon);
    }

    /// <summary>The parameters.</summary>
    public IReadOnlyList<ParameterGroup> Groups { get; }

    /// <summary>How much of the mean of squared gradients stays.</summary>
    public double Beta2 { get; }

    /// <summary>Added to its root.</summary>
    public double Epsilon { get; }

    /// <summary>The moments of the parameters that have taken a step.</summary>
    internal IReadOnlyDictionary<Parameter, AdamWState> States => _states;

    /// <summary>Moves every parameter that has a gradient.</summary>
    /// <param name="rate">what the groups' rates are multiplied by: the schedule's factor</param>
    /// <param name="beta1">how much of the mean of gradients stays</param>
    /// <param name="work">the threads; all processors when left out</param>
    public void Step(double rate, double beta1, Work? work = null)
    {
        foreach (var group in Groups)
        {
            foreach (var parameter in group.Parameters)
                if (parameter.HasGradient)
                    Step(parameter, group.Rate * rate, group.WeightDecay, beta1, work ?? Work.Default);
        }
    }

    /// <summary>The moments of a parameter; zero before its first step.</summary>
    internal AdamWState StateOf(Parameter parameter)
    {
        if (!_states.TryGetValue(parameter, out var state))
            _states.Add(parameter, state = new AdamWState(parameter.Shape.Count));
        return state;
    }

    /// <summary>Frees the moments.</summary>
    public void Dispose()
    {
        foreach (var state in _states.Values) state.Dispose();
        _states.Clear();
    }

    private void Step(Parameter parameter, double rate, double decay, double beta1, Work work)
    {
        var state = StateOf(parameter);
        state.Steps++;
        Optimization.AdamW(
            parameter, state.Mean, state.Square,
            (float)(1 - (rate * decay)), (float)(1 - beta1), (float)Beta2, (float)(1 - Beta2),
            (float)(rate / (1 - Math.Pow(beta1, state.Steps))), (float)Math.Sqrt(1 - Math.Pow(Beta2, state.Steps)),
            (float)Epsilon, work);
    }
}

/// <summary>What AdamW remembers of a parameter.</summary>
internal sealed class AdamWState : IDisposable
{
    public AdamWState(long count)
    {
        (Mean, Square) = (new NativeBuffer(count), new NativeBuffer(count));
        Mean.Span.Clear();
        Square.Span.Clear();
    }

    /// <summary>Mean of gradients.</summary>
    public NativeBuffer Mean { get; }

    /// <summary>Mean of squared gradients.</summary>
    public NativeBuffer Square { get; }

    /// <summary>Steps the parameter has taken.</summary>
    public long Steps { get; set; }

    public void Dispose()
    {
        Mean.Dispose();
        Square.Dispose();
    }
}
