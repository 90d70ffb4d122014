using ZoeDepth.Tensors;

namespace ZoeDepth;

/// <summary>
/// A place in the tree of a model's weights. Modules take theirs in the constructor,
/// <c>weights.Scope("attention").Parameter("query.weight", 1024, 1024)</c>, so that every checkpoint key stands once in
/// the code, next to the shape it must have. Asking registers; <see cref="WeightStore.RequireMatch"/> says afterwards
/// whether all was there and nothing was left.
/// </summary>
internal sealed class Weights
{
    private readonly WeightStore _store;

    internal Weights(WeightStore store, string path)
    {
        _store = store;
        Path = path;
    }

    /// <summary>The key so far; empty at the root.</summary>
    public string Path { get; }

    /// <summary>A place further down: <c>Scope("encoder.layer.3")</c>.</summary>
    public Weights Scope(string name) => new(_store, KeyOf(name));

    /// <summary>A trainable tensor.</summary>
    /// <param name="name">the key below this place: <c>weight</c></param>
    /// <param name="shape">its extents in the checkpoint</param>
    /// <returns>
    /// the parameter; when the checkpoint lacks it or has another shape, one that says so when it is read
    /// </returns>
    /// <exception cref="InvalidOperationException">another module has taken it</exception>
    public Parameter Parameter(string name, params ReadOnlySpan<int> shape) =>
        _store.Take(KeyOf(name), new Shape(shape), trainable: true);

    /// <summary>
    /// A tensor that belongs to the model but is not trainable: the running statistics of a batch norm.
    /// </summary>
    /// <inheritdoc cref="Parameter(string, ReadOnlySpan{int})"/>
    public Parameter Buffer(string name, params ReadOnlySpan<int> shape) =>
        _store.Take(KeyOf(name), new Shape(shape), trainable: false);

    private string KeyOf(string name) => Path.Length == 0 ? name : $"{Path}.{name}";
}
