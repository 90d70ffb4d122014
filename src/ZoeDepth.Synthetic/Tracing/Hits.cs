using System.Runtime.Intrinsics;

namespace ZoeDepth.Synthetic.Tracing;

/// <summary>What sixteen rays met.</summary>
internal struct Hits
{
    /// <summary>t of each ray's end: where it met something, or its limit.</summary>
    public Floats Distance;

    /// <summary>Number of the primitive, −1 for none.</summary>
    public Integers Primitive;

    /// <summary>Number of the triangle within the primitive's mesh.</summary>
    public Integers Triangle;

    /// <summary>Share of the triangle's second corner.</summary>
    public Floats U;

    /// <summary>Share of the triangle's third corner.</summary>
    public Floats V;

    public static Hits Up(Floats limit) => new() { Distance = limit, Primitive = Vector512.Create(-1) };
}
