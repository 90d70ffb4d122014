namespace ZoeDepth.Server;

/// <summary>What an administrator does to a model while the service runs.</summary>
/// <param name="Name">the last part of its path</param>
/// <param name="Does">what it does, in words</param>
/// <param name="Do">does it</param>
internal sealed record ModelChange(string Name, string Does, Func<ServedModel, CancellationToken, Task> Do)
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<ModelChange> All { get; } =
    [
        new("load", "Open a model that is not open", (model, cancellation) => model.LoadAsync(cancellation)),
        new("unload", "Put a model aside; its memory is freed when what it began with is answered",
            (model, cancellation) => model.UnloadAsync(cancellation)),
        new("swap", "Open a model anew from where it lies, and let that answer from then on",
            (model, cancellation) => model.SwapAsync(cancellation)),
    ];
}
