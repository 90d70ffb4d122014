using System.Numerics;
using System.Runtime.Intrinsics;
using ZoeDepth.Synthetic.Materials;
using ZoeDepth.Synthetic.Tracing;

namespace ZoeDepth.Synthetic.Rendering;

/// <summary>
/// What sixteen rays see, whatever primitives they met: each one's material is asked once, for the lanes that met it.
/// </summary>
internal struct SeenSurface
{
    /// <summary>Of a piece's number the lower bits say which face of the primitive it is.</summary>
    public const int FaceBits = 3;

    public Vectors Point;
    public Vectors Normal;
    public Vectors TrueNormal;
    public Integers Piece;
    public SurfaceProperties Properties;

    /// <param name="scene">what was traced</param>
    /// <param name="met">what the rays met</param>
    /// <param name="rays">the rays</param>
    /// <param name="camera">the origin of the camera-centred world</param>
    /// <param name="spread">width of a sample one metre away</param>
    public static SeenSurface Find(TracedScene scene, in Hits met, in Packet rays, in Vectors camera, Floats spread)
    {
        var seen = new SeenSurface { Point = rays.At(met.Distance), Piece = Vector512.Create(-1) };
        var length = Vector512.Sqrt(rays.Direction.Dot(rays.Direction));
        var view = rays.Direction * (Floats.One / length);
        var distance = met.Distance * length;
        var world = seen.Point + camera;
        Span<int> numbers = stackalloc int[16];
        met.Primitive.CopyTo(numbers);
        var waiting = ~Vector512.ExtractMostSignificantBits(met.Primitive) & 0xFFFF;
        while (waiting != 0)
        {
            var number = numbers[BitOperations.TrailingZeroCount(waiting)];
            var same = Vector512.Equals(met.Primitive, Vector512.Create(number)).AsSingle();
            var lanes = Vector512.ExtractMostSignificantBits(same);
            waiting &= ~lanes;
            ref readonly var primitive = ref scene.Primitives[number];
            var surface = SurfaceFinder.Find(primitive, lanes, met, seen.Point, out var face);
            surface.World = world;
            surface.Variation = primitive.Variation;

            // Both sides of a sheet are seen: the normal turns to the viewer.
            var normal = primitive.NormalToWorld(surface.LocalNormal);
            var facing = normal.Dot(view);
            var away = Vector512.GreaterThan(facing, Floats.Zero);
            surface.LocalNormal = Vectors.Select(away, Vectors.Zero - surface.LocalNormal, surface.LocalNormal);
            normal = Vectors.Select(away, Vectors.Zero - normal, normal);
            // A sample that grazes a surface covers a long strip of it: the geometric mean of the strip's width and
            // length, ten widths at most.
            surface.Footprint = distance * spread
                / Vector512.Sqrt(Vector512.Max(Vector512.Abs(facing), Vector512.Create(0.01f)));
            var properties = SurfaceProperties.Matt(surface);
            primitive.Material.Evaluate(surface, ref properties);
            seen.Take(same, properties, normal, primitive.NormalToWorld(properties.LocalNormal),
                Vector512.Create(number << FaceBits) + face);
        }
        return seen;
    }

    private void Take(Floats lanes, in SurfaceProperties properties, in Vectors trueNormal, in Vectors normal,
        Integers piece)
    {
        Normal = Vectors.Select(lanes, normal, Normal);
        TrueNormal = Vectors.Select(lanes, trueNormal, TrueNormal);
        Piece = Vector512.ConditionalSelect(lanes.AsInt32(), piece, Piece);
        Properties.Albedo = Vectors.Select(lanes, properties.Albedo, Properties.Albedo);
        Properties.Emission = Vectors.Select(lanes, properties.Emission, Properties.Emission);
        Properties.Gloss = Vector512.ConditionalSelect(lanes, properties.Gloss, Properties.Gloss);
        Properties.Roughness = Vector512.ConditionalSelect(lanes, properties.Roughness, Properties.Roughness);
        Properties.Mirror = Vector512.ConditionalSelect(lanes, properties.Mirror, Properties.Mirror);
        Properties.Translucency = Vector512.ConditionalSelect(lanes, properties.Translucency, Properties.Translucency);
    }
}
