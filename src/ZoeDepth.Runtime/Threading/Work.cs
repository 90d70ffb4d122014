using ZoeDepth.Runtime.Memory;

namespace ZoeDepth.Runtime.Threading;

/// <summary>
/// The only way to threads. Work is cut into numbered pieces that own disjoint outputs, and a sum is never split
/// between pieces, so results are the same bits for every number of threads.
/// </summary>
public sealed class Work
{
    private readonly Arena? _arena;
    private Work? _single;

    /// <summary>Work on a given number of threads, the caller's included.</summary>
    /// <exception cref="ArgumentOutOfRangeException">fewer than one thread, or more than 1024</exception>
    public Work(int threads)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(threads, 1024);
        Threads = threads;
    }

    private Work(int threads, Arena? arena, CancellationToken cancellation) : this(threads)
    {
        _arena = arena;
        Cancellation = cancellation;
    }

    private static readonly Lazy<Work> OfEnvironment =
        new(() => new Work(FromEnvironment(Environment.GetEnvironmentVariable("ZOEDEPTH_THREADS"))));

    /// <summary>As many threads as <c>ZOEDEPTH_THREADS</c> says, or one for each processor.</summary>
    /// <exception cref="ArgumentException">it says no number from 1 to 1024</exception>
    public static Work Default => OfEnvironment.Value;

    /// <summary>The caller's thread and no other.</summary>
    public static Work Alone { get; } = new(1);

    /// <summary>How many threads share the pieces.</summary>
    public int Threads { get; }

    /// <summary>Looked at before every piece.</summary>
    public CancellationToken Cancellation { get; }

    /// <summary>
    /// The same threads for one pass: kernels take their temporaries from its arena and stop between pieces when it is
    /// cancelled.
    /// </summary>
    internal Work With(Arena arena, CancellationToken cancellation) => new(Threads, arena, cancellation);

    /// <summary>The same on the caller's thread and no other.</summary>
    public Work Single => Threads == 1 ? this : _single ??= new(1, _arena, Cancellation);

    /// <summary>
    /// A block for the length of one kernel: at least so many floats, 64-byte aligned, contents undefined.
    /// </summary>
    internal ScratchBlock Scratch(long floats) => new(_arena, floats);

    /// <summary>
    /// Runs <c>body(0)</c> … <c>body(count − 1)</c>, each once, in any order, and returns when all are done. Pieces may
    /// call <see cref="For"/> again, and any number of threads may call it at once. The first exception of a piece is
    /// thrown to the caller once no piece is running; pieces not yet started are then left out.
    /// </summary>
    /// <exception cref="OperationCanceledException">
    /// the work was cancelled; the pieces that had started have ended, the others were left out
    /// </exception>
    public void For(int count, Action<int> body)
    {
        ArgumentNullException.ThrowIfNull(body);
        if (Threads == 1 || count <= 1)
            for (var i = 0; i < count; i++)
            {
                Cancellation.ThrowIfCancellationRequested();
                body(i);
            }
        else
            Team.Run(count, Math.Min(Threads, count), body, Cancellation);
    }

    /// <summary>
    /// Cuts 0..<paramref name="length"/> into ranges of at least <paramref name="grain"/> and runs <c>body(start,
    /// end)</c> on each.
    /// </summary>
    public void Ranges(long length, long grain, Action<long, long> body)
    {
        ArgumentNullException.ThrowIfNull(body);
        if (length <= 0) return;
        var size = Math.Max(Math.Max(1, grain), (length + (Threads * 4) - 1) / (Threads * 4));
        var count = (int)((length + size - 1) / size);
        For(count, i => body(i * size, Math.Min(length, (i + 1) * size)));
    }

    private static int FromEnvironment(string? text)
    {
        if (string.IsNullOrWhiteSpace(text)) return Environment.ProcessorCount;
        return int.TryParse(text, out var threads) && threads is >= 1 and <= 1024
            ? threads
            : throw new ArgumentException($"ZOEDEPTH_THREADS is '{text}'; expected a whole number from 1 to 1024");
    }
}
