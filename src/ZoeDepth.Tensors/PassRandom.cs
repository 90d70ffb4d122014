using ZoeDepth.Runtime.Random;

namespace ZoeDepth.Tensors;

/// <summary>
/// The random numbers of one training pass: counter-based (Salmon et al. 2011, "Parallel random numbers: as easy as 1,
/// 2, 3"), a function of seed, step, stream and place. Every operation that draws takes the next stream; a segment that
/// is run again takes the streams it had the first time. The same on every machine and for every number of threads, and
/// a run that is resumed at a step draws what it would have drawn.
/// </summary>
/// <param name="seed">of the run</param>
/// <param name="step">of the run: the number of the batch, so that no two steps drop alike</param>
public sealed class PassRandom(ulong seed, ulong step = 0)
{
    /// <summary>
    /// Nothing is dropped: gradients of the network as inference runs it (PyTorch's evaluation mode under autograd).
    /// </summary>
    public static PassRandom None { get; } = new(0);

    /// <summary>The run's seed.</summary>
    public ulong Seed { get; } = seed;

    /// <summary>The step of the run.</summary>
    public ulong Step { get; } = step;

    /// <summary>The number of the next stream.</summary>
    internal ulong Position { get; set; }

    /// <summary>The next stream.</summary>
    internal RandomStream Next() => RandomStream.Of(Seed, Step, Position++);
}
