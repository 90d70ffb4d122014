using ZoeDepth.Runtime.Memory;
using ZoeDepth.Runtime.Threading;
using ZoeDepth.Tensors;

namespace ZoeDepth.Training;

/// <summary>
/// A slow copy of the weights: average ← average + (1 − decay)(weights − average) after every step. It forgets the
/// steps of a schedule's noisy part and is what is validated and exported. Early on, when the average would still be
/// the start, the decay is (1 + n) / (10 + n) if that is less.
/// </summary>
public sealed class ExponentialMovingAverage : IDisposable
{
    private readonly Dictionary<Parameter, NativeBuffer> _averages = [];

    /// <summary>An average that begins at the weights as they are.</summary>
    /// <param name="parameters">what is averaged</param>
    /// <param name="decay">how much of the average stays in a step, 0 to below 1</param>
    /// <exception cref="ArgumentOutOfRangeException">the decay is out of range</exception>
    public ExponentialMovingAverage(IEnumerable<Parameter> parameters, double decay)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        if (decay is not (>= 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(decay), decay, "the decay of an average is 0 to below 1");
        Decay = decay;
        foreach (var parameter in parameters) _averages.Add(parameter, new NativeBuffer(parameter.Shape.Count));
        Restart();
    }

    /// <summary>How much of the average stays in a step, once it is under way.</summary>
    public double Decay { get; }

    /// <summary>The averages.</summary>
    internal IReadOnlyDictionary<Parameter, NativeBuffer> Averages => _averages;

    /// <summary>Begins anew at the weights as they are.</summary>
    public void Restart()
    {
        foreach (var (parameter, average) in _averages) parameter.Values.CopyTo(average.Span);
    }

    /// <summary>Moves the averages towards the weights.</summary>
    /// <param name="step">steps taken before this one</param>
    /// <param name="work">the threads; all processors when left out</param>
    public void Update(long step, Work? work = null)
    {
        var decay = Math.Min(Decay, (1.0 + step) / (10 + step));
        foreach (var (parameter, average) in _averages)
            Optimization.MoveTowards(average, parameter, (float)(1 - decay), work);
    }

    /// <summary>Exchanges weights and averages: before validation, and again after it.</summary>
    public void Swap()
    {
        foreach (var (parameter, average) in _averages)
        {
            using var weights = parameter.Write();
            Span<float> values = weights.Values, others = average.Span;
            for (var i = 0; i < values.Length; i++) (values[i], others[i]) = (others[i], values[i]);
        }
    }

    /// <summary>Frees the averages.</summary>
    public void Dispose()
    {
        foreach (var buffer in _averages.Values) buffer.Dispose();
        _averages.Clear();
    }
}
