namespace ZoeDepth.Tensors;

/// <summary>
/// Parameters that are read, replaced and freed as one: those of a model. A pass that enters the group reads all of
/// them as they are at that moment, whatever is written meanwhile; several parameters written inside one
/// <see cref="Write"/> change together.
/// </summary>
/// <param name="freed">
/// called once, when the group was disposed and the last pass that read from it has ended: closes the files behind the
/// values
/// </param>
internal sealed class ParameterGroup(Action? freed = null) : IDisposable
{
    private readonly List<Parameter> _parameters = [];
    private int _alive;
    private bool _disposed;

    /// <summary>All parameters, in the order they were added.</summary>
    public IReadOnlyList<Parameter> Parameters => _parameters;

    /// <summary>Guards which snapshot of each parameter is the newest, and who reads it.</summary>
    internal Lock Gate { get; } = new();

    /// <summary>A new parameter of the group.</summary>
    /// <inheritdoc cref="Parameter(string, Shape, IParameterValues, bool)"/>
    public Parameter Add(string name, Shape shape, IParameterValues values, bool trainable = true)
    {
        lock (Gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            var parameter = new Parameter(name, shape, values, trainable, this);
            _parameters.Add(parameter);
            _alive++;
            return parameter;
        }
    }

    /// <summary>
    /// Begins a change of several parameters: until the scope ends no pass of another thread begins to read any of
    /// them, and each is written through its own <see cref="Parameter.Write"/>.
    /// </summary>
    /// <exception cref="ObjectDisposedException">the group was disposed</exception>
    public GroupWriter Write()
    {
        Gate.Enter();
        if (!_disposed) return new GroupWriter(this);
        Gate.Exit();
        throw new ObjectDisposedException(
            nameof(ParameterGroup),
            "the weights were written after their model was disposed; dispose it after its last use");
    }

    /// <summary>Refuses new readers. Memory goes with the last pass that reads; at once if none does.</summary>
    public void Dispose()
    {
        lock (Gate)
        {
            if (_disposed) return;
            _disposed = true;
            foreach (var parameter in _parameters) parameter.Dispose();
            // Of a group without parameters nothing will be freed.
            if (_parameters.Count == 0) freed?.Invoke();
        }
    }

    /// <summary>One of the parameters has freed its memory.</summary>
    internal void Freed()
    {
        if (--_alive == 0 && _disposed) freed?.Invoke();
    }
}

/// <summary>A change of several parameters, until the scope ends (<see cref="ParameterGroup.Write"/>).</summary>
public readonly ref struct GroupWriter
{
    private readonly ParameterGroup _group;

    internal GroupWriter(ParameterGroup group) => _group = group;

    /// <summary>Lets passes read what was written.</summary>
    public void Dispose() => _group.Gate.Exit();
}
