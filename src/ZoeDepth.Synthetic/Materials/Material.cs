namespace ZoeDepth.Synthetic.Materials;

/// <summary>
/// What things are made of. One class a material; its constructor takes colours and sizes in metres,
/// <see cref="Evaluate"/> says how sixteen places send light back. Materials hold no state that changes.
/// </summary>
internal abstract class Material
{
    /// <summary>The mean albedo: the colour of light that bounces off.</summary>
    public abstract Color Mean { get; }

    /// <summary>False for window panes: the sun shines through them.</summary>
    public virtual bool CastsShadow => true;

    /// <summary>Reflection and emission where sixteen rays met primitives.</summary>
    /// <param name="at">the places</param>
    /// <param name="surface">plain and matt when it comes; a material changes what differs</param>
    public abstract void Evaluate(in Surface at, ref SurfaceProperties surface);
}
