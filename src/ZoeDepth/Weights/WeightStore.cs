using ZoeDepth.Tensors;

namespace ZoeDepth;

/// <summary>
/// The parameters of one model and the source they came from. After <see cref="Dispose"/> new passes are refused; both
/// are freed when the last pass that reads them has ended.
/// </summary>
internal sealed class WeightStore : IDisposable
{
    private readonly IWeightSource _source;
    private readonly IReadOnlyList<IWeightDialect> _dialects;
    private readonly Dictionary<string, Parameter> _parameters = [];
    private readonly ParameterGroup _group;
    private readonly HashSet<string> _taken = [];
    private readonly List<string> _missing = [];
    private readonly List<CheckpointMismatchException.WrongShape> _wrongShapes = [];

    /// <summary>A store over a source in the dialects of transformers 4 and 5.</summary>
    /// <param name="source">where the elements are; owned by the store</param>
    public WeightStore(IWeightSource source)
        : this(source, [new HuggingFaceDialect(), new HuggingFaceInMemoryDialect()]) { }

    /// <summary>A store over a source in the given dialects, which are asked in turn for every key.</summary>
    /// <param name="source">where the numbers are; owned by the store</param>
    /// <param name="dialects">what the source calls them</param>
    /// <param name="preparedFolder">where operands may lie that were packed ahead; null: nowhere</param>
    public WeightStore(IWeightSource source, IReadOnlyList<IWeightDialect> dialects, string? preparedFolder = null)
    {
        _source = source;
        _dialects = dialects;
        Prepared = preparedFolder is null ? null : PreparedOperands.Of(source, preparedFolder);
        _group = new ParameterGroup(() =>
        {
            Prepared?.Dispose();
            source.Dispose();
        });
        Root = new Weights(this, "");
    }

    /// <summary>Where modules begin to take their weights.</summary>
    public Weights Root { get; }

    /// <summary>Where the weights come from: a file, a rule.</summary>
    public string Description => _source.Description;

    /// <summary>What tells the weights from others; null where they come from no file.</summary>
    public ulong? Fingerprint() => _source.Fingerprint();

    /// <summary>What was packed ahead; null where nothing was.</summary>
    public PreparedOperands? Prepared { get; }

    /// <summary>All parameters in the order they were taken, which is the order of the model.</summary>
    public IReadOnlyCollection<Parameter> Parameters => _group.Parameters;

    /// <summary>The parameters as what is read, replaced and freed as one.</summary>
    internal ParameterGroup Group => _group;

    /// <summary>A parameter by its canonical key.</summary>
    /// <exception cref="KeyNotFoundException">the model has no such parameter</exception>
    public Parameter this[string name] =>
        _parameters.TryGetValue(name, out var parameter)
            ? parameter : throw new KeyNotFoundException($"the model has no parameter '{name}'");

    /// <summary>
    /// Throws unless the source held every tensor the model took, in its shape, and no other. Buffers that the model
    /// computes itself (<see cref="ComputedTensors"/>) may be there, and what its dialect knows nobody reads.
    /// </summary>
    /// <exception cref="CheckpointMismatchException">lists everything that differs</exception>
    /// <exception cref="CheckpointException">a checksum of the source does not match</exception>
    public void RequireMatch()
    {
        string[] unexpected = [.. _source.Keys.Where(key => !_taken.Contains(key) && !ComputedTensors.Contains(key)
            && !_dialects.Any(dialect => dialect.Ignores(key))).Order(StringComparer.Ordinal)];
        if (_missing.Count + _wrongShapes.Count + unexpected.Length > 0)
            throw new CheckpointMismatchException(_source.Description, _parameters.Count, _missing, _wrongShapes,
                unexpected);
        _source.Verify(_taken);
    }

    /// <inheritdoc/>
    public void Dispose() => _group.Dispose();

    internal Parameter Take(string key, Shape shape, bool trainable)
    {
        if (_parameters.ContainsKey(key)) throw new InvalidOperationException($"the weights '{key}' are taken twice");
        return _parameters[key] = _group.Add(key, shape, ValuesOf(key, shape), trainable);
    }

    private IParameterValues ValuesOf(string key, Shape shape)
    {
        if (Find(key, shape) is not { } tensor)
        {
            _missing.Add(_dialects[0].NameOf(key));
            return new AbsentValues($"{_source.Description}: there is no tensor '{key}'");
        }
        _taken.UnionWith(tensor.Keys);
        if (tensor.Shape.SequenceEqual(shape.ToArray().Select(extent => (long)extent)))
            return Prepared is null ? tensor.Values : new PreparedValues(tensor.Values, Prepared.FormsOf(key));
        var wrong = new CheckpointMismatchException.WrongShape(_dialects[0].NameOf(key), shape.ToString(),
            $"[{string.Join(", ", tensor.Shape)}]");
        _wrongShapes.Add(wrong);
        return new AbsentValues($"{_source.Description}: {wrong}");
    }

    private WeightTensor? Find(string key, Shape shape)
    {
        foreach (var dialect in _dialects)
            if (dialect.Find(_source, key, shape) is { } tensor) return tensor;
        return null;
    }

    /// <summary>
    /// Stands for elements that are not there, so that construction goes on and the list of what is missing becomes
    /// complete.
    /// </summary>
    private sealed class AbsentValues(string reason) : IParameterValues
    {
        public ParameterLease Open() => throw new InvalidOperationException(reason);
    }
}
