namespace ZoeDepth.Tensors;

/// <summary>
/// The numbers of a <see cref="Parameter"/> opened for writing, until the scope ends (<see cref="Parameter.Write"/>).
/// </summary>
public readonly unsafe ref struct ParameterWriter
{
    private readonly Parameter _parameter;

    internal ParameterWriter(Parameter parameter, float* pointer)
    {
        _parameter = parameter;
        Pointer = pointer;
    }

    /// <summary>The first number, row-major in the checkpoint's layout.</summary>
    public float* Pointer { get; }

    /// <summary>All numbers.</summary>
    public Span<float> Values => new(Pointer, checked((int)_parameter.Shape.Count));

    /// <summary>Ends the scope: the parameter has a new version.</summary>
    public void Dispose() => _parameter.Written();
}
