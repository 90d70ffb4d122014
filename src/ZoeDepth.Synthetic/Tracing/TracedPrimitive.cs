using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using ZoeDepth.Synthetic.Geometry;
using ZoeDepth.Synthetic.Materials;
using ZoeDepth.Synthetic.Scenes;

namespace ZoeDepth.Synthetic.Tracing;

/// <summary>
/// A primitive as the tracer wants it: the way from the camera-centred world into the shape's unit space, in single
/// precision.
/// </summary>
internal readonly struct TracedPrimitive
{
    public readonly Shape Shape;
    public readonly bool CastsShadow;
    public readonly float Taper;
    public readonly float Variation;
    public readonly float MeanRed;
    public readonly float MeanGreen;
    public readonly float MeanBlue;
    public readonly TriangleSet? Triangles;
    public readonly Material Material;

    // Rows of the inverse map.
    private readonly float _xx, _xy, _xz, _yx, _yy, _yz, _zx, _zy, _zz, _x, _y, _z;

    // Length of each axis, and where normals along the primitive's own axes go, as columns: the inverse map transposed,
    // times the lengths. It is the axes at length 1 unless they are skewed, as those of primitives turned within a
    // stretched place are.
    private readonly float _scaleX, _scaleY, _scaleZ, _rxx, _rxy, _rxz, _ryx, _ryy, _ryz, _rzx, _rzy, _rzz;

    /// <param name="primitive">the primitive</param>
    /// <param name="number">its number in the scene: what its variation is drawn from</param>
    /// <param name="camera">the origin of the camera-centred world</param>
    public TracedPrimitive(in Primitive primitive, int number, Vector camera)
    {
        Variation = (float)new SeededRandom((ulong)number).Unit();
        (Shape, Taper, Material, CastsShadow) =
            (primitive.Shape, (float)primitive.Taper, primitive.Material, primitive.Material.CastsShadow);
        // A lamp's own light is asked for by rays to lamps; what bounces off it is no more than off a white wall.
        var mean = primitive.Material.Mean;
        (MeanRed, MeanGreen, MeanBlue) =
            ((float)Math.Min(mean.Red, 1), (float)Math.Min(mean.Green, 1), (float)Math.Min(mean.Blue, 1));
        Triangles = primitive.Mesh is { } mesh ? TriangleSet.Of(mesh) : null;
        var map = primitive.Map with { Origin = primitive.Map.Origin - camera };
        var inverse = map.Inverse();
        (_xx, _xy, _xz, _x) = ((float)inverse.X.X, (float)inverse.Y.X, (float)inverse.Z.X, (float)inverse.Origin.X);
        (_yx, _yy, _yz, _y) = ((float)inverse.X.Y, (float)inverse.Y.Y, (float)inverse.Z.Y, (float)inverse.Origin.Y);
        (_zx, _zy, _zz, _z) = ((float)inverse.X.Z, (float)inverse.Y.Z, (float)inverse.Z.Z, (float)inverse.Origin.Z);
        var (lengthX, lengthY, lengthZ) = (map.X.Length, map.Y.Length, map.Z.Length);
        var x = new Vector(inverse.X.X, inverse.Y.X, inverse.Z.X) * lengthX;
        var y = new Vector(inverse.X.Y, inverse.Y.Y, inverse.Z.Y) * lengthY;
        var z = new Vector(inverse.X.Z, inverse.Y.Z, inverse.Z.Z) * lengthZ;
        (_scaleX, _scaleY, _scaleZ) = ((float)lengthX, (float)lengthY, (float)lengthZ);
        (_rxx, _rxy, _rxz) = ((float)x.X, (float)x.Y, (float)x.Z);
        (_ryx, _ryy, _ryz) = ((float)y.X, (float)y.Y, (float)y.Z);
        (_rzx, _rzy, _rzz) = ((float)z.X, (float)z.Y, (float)z.Z);
        Bounds = UnitBounds(primitive).Mapped(map);
    }

    /// <summary>The box around it, camera-centred world.</summary>
    public Bounds Bounds { get; }

    /// <summary>The rays in unit space; t stays what it was.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Packet Inwards(in Packet rays) => new(PointInwards(rays.Origin), DirectionInwards(rays.Direction));

    /// <summary>A point of the camera-centred world in unit space.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vectors PointInwards(in Vectors p) => new(
        Vector512.FusedMultiplyAdd(All(_xx), p.X,
            Vector512.FusedMultiplyAdd(All(_xy), p.Y, Vector512.FusedMultiplyAdd(All(_xz), p.Z, All(_x)))),
        Vector512.FusedMultiplyAdd(All(_yx), p.X,
            Vector512.FusedMultiplyAdd(All(_yy), p.Y, Vector512.FusedMultiplyAdd(All(_yz), p.Z, All(_y)))),
        Vector512.FusedMultiplyAdd(All(_zx), p.X,
            Vector512.FusedMultiplyAdd(All(_zy), p.Y, Vector512.FusedMultiplyAdd(All(_zz), p.Z, All(_z)))));

    /// <summary>A point of unit space in metres along the primitive's own axes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vectors ToLocal(in Vectors unit) => new(unit.X * All(_scaleX), unit.Y * All(_scaleY), unit.Z * All(_scaleZ));

    /// <summary>
    /// A normal of unit space along the primitive's own axes, length 1: divided by the scale, for normals turn against
    /// stretching.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vectors NormalToLocal(in Vectors unit) =>
        new Vectors(unit.X / All(_scaleX), unit.Y / All(_scaleY), unit.Z / All(_scaleZ)).Unit();

    /// <summary>A normal along the primitive's own axes in the world, length 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vectors NormalToWorld(in Vectors local) => new Vectors(
        Vector512.FusedMultiplyAdd(All(_rxx), local.X,
            Vector512.FusedMultiplyAdd(All(_ryx), local.Y, All(_rzx) * local.Z)),
        Vector512.FusedMultiplyAdd(All(_rxy), local.X,
            Vector512.FusedMultiplyAdd(All(_ryy), local.Y, All(_rzy) * local.Z)),
        Vector512.FusedMultiplyAdd(All(_rxz), local.X,
            Vector512.FusedMultiplyAdd(All(_ryz), local.Y, All(_rzz) * local.Z))).Unit();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vectors DirectionInwards(in Vectors d) => new(
        Vector512.FusedMultiplyAdd(All(_xx), d.X, Vector512.FusedMultiplyAdd(All(_xy), d.Y, All(_xz) * d.Z)),
        Vector512.FusedMultiplyAdd(All(_yx), d.X, Vector512.FusedMultiplyAdd(All(_yy), d.Y, All(_yz) * d.Z)),
        Vector512.FusedMultiplyAdd(All(_zx), d.X, Vector512.FusedMultiplyAdd(All(_zy), d.Y, All(_zz) * d.Z)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Floats All(float value) => Vector512.Create(value);

    private static Bounds UnitBounds(in Primitive primitive) => primitive.Shape switch
    {
        Shape.Cone => new((-1, -1, 0), (1, 1, 1)),
        Shape.Mesh => primitive.Mesh!.Bounds,
        _ => new((-1, -1, -1), (1, 1, 1)),
    };
}
