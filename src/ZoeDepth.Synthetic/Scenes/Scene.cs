using ZoeDepth.Synthetic.Geometry;
using ZoeDepth.Synthetic.Materials;

namespace ZoeDepth.Synthetic.Scenes;

/// <summary>The kinds of closed shapes; each fills its unit space and is placed by an affine map.</summary>
internal enum Shape
{
    /// <summary>−1..1 along each axis.</summary>
    Box,

    /// <summary>Radius 1 about the origin.</summary>
    Ball,

    /// <summary>
    /// About z, from z = 0 with radius 1 to z = 1 with radius <see cref="Primitive.Taper"/>: a cylinder where that is
    /// 1, a cone where it is 0.
    /// </summary>
    Cone,

    /// <summary>Triangles.</summary>
    Mesh,
}

/// <summary>One shape at its place.</summary>
/// <param name="Shape">which</param>
/// <param name="Map">from the shape's unit space to the world</param>
/// <param name="Material">what it is made of</param>
/// <param name="Part">number of the named part it belongs to, an index of <see cref="Scene.PartNames"/></param>
/// <param name="Taper">radius of a cone's far end as a share of its near end</param>
/// <param name="Mesh">the triangles of a mesh</param>
internal readonly record struct Primitive(Shape Shape, Affine Map, Material Material, int Part, double Taper = 1,
    Mesh? Mesh = null);

/// <summary>
/// Everything a picture is made from: primitives, lights, air, one camera. Families compose it through
/// <see cref="LocalFrame"/>.
/// </summary>
internal sealed class Scene
{
    private readonly Dictionary<string, int> _parts = new() { ["scene"] = 0 };

    public Scene(Domain domain) => Domain = domain;

    public Domain Domain { get; }

    public List<Primitive> Primitives { get; } = [];

    public List<Light> Lights { get; } = [];

    public List<string> PartNames { get; } = ["scene"];

    /// <summary>None under a roof, unless it shines through a window.</summary>
    public Sun? Sun { get; set; }

    /// <summary>The background and the ambient light.</summary>
    public Sky Sky { get; set; } = Sky.Even(Color.Gray(0.5));

    public Fog? Fog { get; set; }

    /// <summary>How far the ambient light is blocked by things, metres: about 2 in rooms, 6 outside.</summary>
    public double OcclusionReach { get; set; } = 2;

    /// <summary>
    /// How near, as a share of the usual 0.3 m, things may come to the camera: below 1 for close-ups.
    /// </summary>
    public double NearestScale { get; set; } = 1;

    /// <summary>
    /// How much depths must differ at least, as a standard deviation of their logarithm: less for what is looked down
    /// upon.
    /// </summary>
    public double LeastVariety { get; set; } = 0.08;

    /// <summary>Set by the family.</summary>
    public Camera Camera { get; set; } = Camera.Looking((0, 0, 1.5), (0, 1, 1.5), 60);

    /// <summary>The world's own coordinate system, where composing begins.</summary>
    public LocalFrame World => new(this, Affine.Identity, 0);

    /// <summary>The number of a part of this name.</summary>
    public int Part(string name)
    {
        if (_parts.TryGetValue(name, out var number)) return number;
        _parts.Add(name, PartNames.Count);
        PartNames.Add(name);
        return PartNames.Count - 1;
    }
}
