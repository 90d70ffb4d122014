namespace ZoeDepth.Synthetic.Materials;

/// <summary>
/// What things are made of. One class a material; its constructor takes colours and sizes in metres,
/// <see cref="Evaluate"/> says how sixteen places look. Materials hold no state that changes.
/// </summary>
internal abstract class Material
{
    /// <summary>The mean albedo: the colour of light that bounces off.</summary>
    public abstract Color Mean { get; }

    /// <summary>False for window panes: the sun shines through them.</summary>
    public virtual bool CastsShadow => true;

    /// <summary>How the places look.</summary>
    public abstract void Evaluate(in Surface at, ref SurfaceProperties look);
}
