using System.Diagnostics.CodeAnalysis;

namespace ZoeDepth.Training;

/// <summary>
/// Batches made ahead on threads of their own, handed out in order. What a batch holds depends on its number alone, so
/// neither the number of threads nor where loading began changes anything.
/// </summary>
internal sealed class BatchLoader : IBatchSource
{
    private const int Ahead = 3;

    private readonly object _gate = new();
    private readonly BatchPlan _plan;
    private readonly PictureLoader _pictures;
    private readonly TrainingRecipe _recipe;
    private readonly Queue<Filling> _queue = new();
    private readonly Stack<Batch> _idle = new();
    private readonly Thread[] _threads;
    private readonly CancellationTokenSource _stop = new();
    private Filling? _open;
    private Exception? _failure;
    private bool _closing;

    /// <summary>Begins to load.</summary>
    /// <param name="recipe">batch size, labels, augmentation, seed</param>
    /// <param name="plan">stands before the first batch that is wanted; owned by the loader from here on</param>
    /// <param name="pictures">reads single pictures</param>
    /// <param name="threads">how many threads load</param>
    public BatchLoader(TrainingRecipe recipe, BatchPlan plan, PictureLoader pictures, int threads)
    {
        (_recipe, _plan, _pictures) = (recipe, plan, pictures);
        for (var i = 0; i <= Ahead; i++) _idle.Push(new Batch());
        _threads = [.. Enumerable.Range(0, threads)
            .Select(i => new Thread(Load) { IsBackground = true, Name = $"loader {i}" })];
        foreach (var thread in _threads) thread.Start();
    }

    /// <inheritdoc/>
    public Batch Take(CancellationToken cancellation)
    {
        using var registration = cancellation.Register(() =>
        {
            lock (_gate) Monitor.PulseAll(_gate);
        });
        lock (_gate)
        {
            while (true)
            {
                cancellation.ThrowIfCancellationRequested();
                if (_failure is not null) System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(_failure);
                if (_queue.TryPeek(out var first) && first.Done == first.Plan.Pictures.Length)
                {
                    _queue.Dequeue();
                    Monitor.PulseAll(_gate);
                    return first.Batch;
                }
                Monitor.Wait(_gate);
            }
        }
    }

    /// <inheritdoc/>
    public void Return(Batch batch)
    {
        lock (_gate)
        {
            _idle.Push(batch);
            Monitor.PulseAll(_gate);
        }
    }

    /// <summary>Ends loading and waits for the threads.</summary>
    public void Dispose()
    {
        _stop.Cancel();
        lock (_gate)
        {
            _closing = true;
            Monitor.PulseAll(_gate);
        }
        foreach (var thread in _threads) thread.Join();
        _stop.Dispose();
    }

    [SuppressMessage("Design", "CA1031",
        Justification = "whatever ends a thread is thrown to the one that waits for its batch")]
    private void Load()
    {
        try
        {
            while (NextPicture() is var (filling, slot) && filling is not null)
            {
                _pictures.FillVaried(filling.Batch, slot, filling.Plan.Pictures[slot], _recipe.Augmentation,
                    new Draws(_recipe.Seed, Purpose.Picture, filling.Plan.Number, slot), _stop.Token);
                lock (_gate)
                {
                    filling.Done++;
                    Monitor.PulseAll(_gate);
                }
            }
        }
        catch (Exception failure)
        {
            lock (_gate)
            {
                _failure ??= failure;
                Monitor.PulseAll(_gate);
            }
        }
    }

    private (Filling? Filling, int Slot) NextPicture()
    {
        lock (_gate)
        {
            while (true)
            {
                if (_closing || _failure is not null) return (null, 0);
                if (_open is null && _idle.TryPop(out var batch))
                {
                    _open = new Filling(_plan.Next(), batch);
                    batch.Begin(_open.Plan, _recipe.LabelStride);
                    _queue.Enqueue(_open);
                }
                if (_open is { } open)
                {
                    var slot = open.Begun++;
                    if (open.Begun == open.Plan.Pictures.Length) _open = null;
                    return (open, slot);
                }
                Monitor.Wait(_gate);
            }
        }
    }

    private sealed class Filling(PlannedBatch plan, Batch batch)
    {
        public PlannedBatch Plan { get; } = plan;

        public Batch Batch { get; } = batch;

        public int Begun { get; set; }

        public int Done { get; set; }
    }
}
