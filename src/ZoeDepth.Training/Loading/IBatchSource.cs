namespace ZoeDepth.Training;

/// <summary>Batches in the order of their numbers, whoever makes them.</summary>
internal interface IBatchSource : IDisposable
{
    /// <summary>The next batch; waits for it. It must come back by <see cref="Return"/>.</summary>
    /// <exception cref="Data.DatasetException">a picture could not be read</exception>
    /// <exception cref="OperationCanceledException">the token was cancelled</exception>
    Batch Take(CancellationToken cancellation);

    /// <summary>Gives the room of a batch back.</summary>
    void Return(Batch batch);
}
