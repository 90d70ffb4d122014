namespace ZoeDepth.Tensors;

/// <summary>
/// The values of a <see cref="Parameter"/> opened for writing, until the scope ends (<see cref="Parameter.Write"/>).
/// </summary>
public readonly unsafe ref struct ParameterWriter
{
    private readonly Parameter _parameter;
    private readonly ParameterSnapshot _snapshot;
    private readonly float* _first;

    internal ParameterWriter(Parameter parameter, ParameterSnapshot snapshot, float* first)
    {
        _parameter = parameter;
        _snapshot = snapshot;
        _first = first;
    }

    /// <summary>The first number, row-major in the checkpoint's layout.</summary>
    /// <exception cref="InvalidOperationException">the scope has ended</exception>
    public float* Pointer => _snapshot.Writers > 0 ? _first : throw _parameter.WrittenTooLate();

    /// <summary>All values.</summary>
    /// <inheritdoc cref="Pointer" path="/exception"/>
    public Span<float> Values => new(Pointer, checked((int)_parameter.Shape.Count));

    /// <summary>Ends the scope: the parameter has a new version.</summary>
    /// <inheritdoc cref="Pointer" path="/exception"/>
    public void Dispose() => _parameter.Written(_snapshot);
}
