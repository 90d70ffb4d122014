using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using ZoeDepth.Synthetic.Scenes;
using ZoeDepth.Synthetic.Tracing;

namespace ZoeDepth.Synthetic.Rendering;

/// <summary>
/// Light at what sixteen rays met: one ray to the sun and one to a lamp, one into the half space above the place for
/// the sky or what bounces off near things, and one along the mirror's way where a surface is shiny. Irradiance is
/// counted in the radiance of an even sky that would give as much.
/// </summary>
internal sealed class Shader(Scene scene, TracedScene traced, Vector camera, SampleGrid grid)
{
    /// <summary>Below this share no mirror ray is sent.</summary>
    private const float LeastMirror = 0.02f;

    /// <summary>Below this gloss nothing shines.</summary>
    private const float LeastGloss = 0.005f;

    /// <summary>Of the light that would fall on what a mirror shows, what shadows leave on average.</summary>
    private const float LeftByShadows = 0.6f;

    private readonly Lighting _lighting = new(scene, camera);
    private readonly SkyLight _sky = new(scene.Sky, scene.Sun);
    private readonly Vectors _camera = Vectors.All(camera);
    private readonly Floats _reach = LaneMath.All(scene.OcclusionReach);
    private Integers _earlierPiece;
    private Vectors _earlierNormal;
    private Vectors _earlierLight;

    private readonly bool _open = scene.Domain == Domain.Outdoor;

    /// <summary>What the primitives of a scene send on: a part of the sky, the sun and the lamps.</summary>
    private readonly Color _bounce = Bounce(scene);

    /// <summary>Shades rays from the camera.</summary>
    /// <param name="rays">from the camera</param>
    /// <param name="met">what they met</param>
    /// <param name="sample">0..3, which sample of the pixels</param>
    /// <param name="spread">width of a sample one metre away</param>
    public Shaded Shade(in Packet rays, in Hits met, int sample, Floats spread)
    {
        if (sample == 0) _earlierPiece = Vector512.Create(-1);
        var view = rays.Direction.Unit();
        var nothing = Vector512.LessThan(met.Primitive, Integers.Zero).AsSingle();
        if (Vector512.ExtractMostSignificantBits(nothing) == 0xFFFF)
            return new Shaded { Direct = _sky.Seen(view), Piece = met.Primitive };

        var seen = SeenSurface.Find(traced, met, rays, _camera, spread);
        // Off the surface by more than single precision errs, near and far.
        var start = seen.Point
            + (seen.TrueNormal * (LaneMath.All(2e-4f) + (Vector512.Abs(met.Distance) * LaneMath.All(2e-5f))));
        var (u, v) = (grid.Number(sample, 1), grid.Number(sample, 2));
        var translucency = seen.Properties.Translucency;
        var shaded = new Shaded
        {
            Albedo = seen.Properties.Albedo,
            Irradiance = IrradianceCache(start, seen, sample, nothing),
            Direct = seen.Properties.Emission,
            Piece = seen.Piece,
        };
        if (_lighting.HasSun)
            Light(ref shaded, seen, start, view, _lighting.Sun(seen.Normal, translucency, u, v), nothing);
        if (_lighting.HasLamps)
        {
            var lamp = _lighting.Lamp(start, seen.Normal, translucency, grid.Number(sample, 0), u, v);
            Light(ref shaded, seen, start, view, lamp, nothing);
        }
        Specular(ref shaded, seen, start, view, nothing, spread);
        if (scene.Fog is not null) Fade(ref shaded, Vector512.Sqrt(seen.Point.Dot(seen.Point)), scene.Fog);
        if (Vector512.ExtractMostSignificantBits(nothing) != 0)
            shaded.Direct = Vectors.Select(nothing, _sky.Seen(view), shaded.Direct);
        shaded.Albedo = Vectors.Select(nothing, Vectors.Zero, shaded.Albedo);
        shaded.Irradiance = Vectors.Select(nothing, Vectors.Zero, shaded.Irradiance);
        shaded.Highlight = Vectors.Select(nothing, Vectors.Zero, shaded.Highlight);
        return shaded;
    }

    /// <summary>Adds what a lamp or the sun gives where nothing stands in its way, and its highlight.</summary>
    private void Light(ref Shaded shaded, in SeenSurface seen, in Vectors start, in Vectors view, in ChosenLight light,
        Floats nothing)
    {
        // The other side of a leaf lies in its own shade unless the ray starts there.
        var behind = Vector512.LessThan(light.Towards.Dot(seen.TrueNormal), Floats.Zero);
        var from = Vectors.Select(behind, seen.Point + seen.Point - start, start);
        var open = traced.Open(new Packet(from, light.Towards),
            Vector512.ConditionalSelect(nothing, LaneMath.All(-1f), light.Limit));
        if (Vector512.ExtractMostSignificantBits(open) == 0) return;
        var power = Vectors.Select(open, light.Power, Vectors.Zero);
        var way = light.Towards.Unit();
        shaded.Irradiance += power * Lighting.Facing(seen.Normal.Dot(way), seen.Properties.Translucency);
        if (Vector512.LessThanOrEqualAll(seen.Properties.Gloss, LaneMath.All(LeastGloss))) return;

        var half = (way - view).Unit();
        var alpha = Vector512.Max(seen.Properties.Roughness * seen.Properties.Roughness, LaneMath.All(0.004f));
        var cosine = LaneMath.Saturate(half.Dot(seen.Normal));
        var square = alpha * alpha;
        var bottom = (cosine * cosine * (square - Floats.One)) + Floats.One;
        // GGX (Walter et al. 2007) times π/4, the visibility term taken as 1; cut at 40, so
        // that one sample of a smooth surface does not decide its pixel.
        var lobe = Vector512.Min(LaneMath.All(40f), square * LaneMath.All(0.25f) / (bottom * bottom));
        var strength = seen.Properties.Gloss
            * (LaneMath.All(0.25f) + (FresnelSchlick(seen, view) * LaneMath.All(0.75f)));
        shaded.Highlight += power * (lobe * strength * LaneMath.Saturate(way.Dot(seen.Normal)));
    }

    /// <summary>
    /// Light of the surroundings. The later samples of a pixel take over what the sample before them was given, where
    /// they lie on the same piece of surface turned the same way, or are leaves of one crown: this light changes
    /// slowly, and its ray is the dearest.
    /// </summary>
    private Vectors IrradianceCache(in Vectors start, in SeenSurface seen, int sample, Floats nothing)
    {
        // Within 18 degrees.
        var near = Vector512.GreaterThan(seen.Normal.Dot(_earlierNormal), LaneMath.All(0.95f));
        var samePiece = Vector512.Equals(seen.Piece, _earlierPiece).AsSingle();
        var sameThing = Vector512.Equals(seen.Piece >> SeenSurface.FaceBits, _earlierPiece >> SeenSurface.FaceBits)
            .AsSingle();
        var alike = (samePiece & near) | (sameThing & Vector512.GreaterThan(seen.Properties.Translucency, Floats.Zero));
        var done = alike | nothing;
        var light = Vector512.ExtractMostSignificantBits(done) == 0xFFFF
            ? _earlierLight
            : Vectors.Select(alike, _earlierLight, AmbientOcclusion(start, seen.Normal, sample, done));
        (_earlierPiece, _earlierNormal, _earlierLight) = (seen.Piece, seen.Normal, light);
        return light;
    }

    /// <summary>
    /// Light of the sky, or of what stands before it, along one direction above the place, likelier the steeper
    /// (Lambert).
    /// </summary>
    private Vectors AmbientOcclusion(in Vectors start, in Vectors normal, int sample, Floats nothing)
    {
        // A point of the unit ball's surface about the tip of the normal.
        var z = Floats.One - (grid.Number(sample, 3) * LaneMath.All(2f));
        var radius = Vector512.Sqrt(Vector512.Max(Floats.One - (z * z), Floats.Zero));
        var turn = grid.Number(sample, 4);
        var direction = (normal + new Vectors(LaneMath.CosTurns(turn) * radius, LaneMath.SinTurns(turn) * radius, z))
            .Unit();
        var met = traced.Any(new Packet(start, direction),
            Vector512.ConditionalSelect(nothing, LaneMath.All(-1f), _reach));
        var sky = _sky.Smooth(direction);
        var bounced = MeanAlbedo(met.Primitive) * Vectors.All(_bounce);
        // What is at the end of its reach hides as little as what is beyond.
        var far = met.Distance / _reach;
        return Vectors.Select(
            Vector512.LessThan(met.Primitive, Integers.Zero).AsSingle(), sky, Vectors.Mix(bounced, sky, far * far));
    }

    /// <summary>Specular reflection of the sky, and mirror images.</summary>
    private void Specular(ref Shaded shaded, in SeenSurface seen, in Vectors start, in Vectors view, Floats nothing,
        Floats spread)
    {
        var properties = seen.Properties;
        if (Vector512.LessThanOrEqualAll(properties.Gloss, LaneMath.All(LeastGloss))
            && Vector512.LessThanOrEqualAll(properties.Mirror, Floats.Zero)) return;
        var facing = LaneMath.Saturate(Floats.Zero - view.Dot(seen.Normal));
        var rise = FresnelSchlick(seen, view);
        var reflected = (view + (seen.Normal * (facing + facing))).Unit();
        var mirror = properties.Mirror
            + ((Floats.One - properties.Mirror) * rise
                * Vector512.Min(properties.Mirror * LaneMath.All(8f), LaneMath.All(0.8f)));
        mirror = Vector512.ConditionalSelect(nothing | Vector512.LessThan(mirror, LaneMath.All(LeastMirror)),
            Floats.Zero, mirror);
        var matt = properties.Gloss * (LaneMath.All(0.06f) + (rise * LaneMath.All(0.5f)))
            * (Floats.One - properties.Roughness);
        shaded.Direct += _sky.Smooth(reflected) * (matt * (Floats.One - mirror));
        if (Vector512.EqualsAll(mirror, Floats.Zero)) return;
        shaded.Direct += Image(start, reflected, mirror, spread) * mirror;
        shaded.Albedo *= Floats.One - mirror;
    }

    /// <summary>How much more a surface reflects at grazing angles (Schlick 1994).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Floats FresnelSchlick(in SeenSurface seen, in Vectors view)
    {
        var grazing = Floats.One - LaneMath.Saturate(Floats.Zero - view.Dot(seen.Normal));
        var square = grazing * grazing;
        return square * square * grazing;
    }

    /// <summary>What a mirror shows, lit without shadows.</summary>
    private Vectors Image(in Vectors start, in Vectors direction, Floats mirror, Floats spread)
    {
        var rays = new Packet(start, direction);
        var met = traced.First(rays, Vector512.ConditionalSelect(Vector512.GreaterThan(mirror, Floats.Zero),
            LaneMath.All(500f), LaneMath.All(-1f)));
        var nothing = Vector512.LessThan(met.Primitive, Integers.Zero).AsSingle();
        var sky = _open ? _sky.Seen(direction) : Vectors.All(_bounce);
        if (Vector512.ExtractMostSignificantBits(nothing) == 0xFFFF) return sky;
        var seen = SeenSurface.Find(traced, met, rays, _camera, spread * LaneMath.All(2f));
        var irradiance = _sky.Smooth(seen.Normal) * LaneMath.All(LeftByShadows);
        var half = LaneMath.All(0.5f);
        var light = _lighting.HasLamps
            ? _lighting.Lamp(seen.Point, seen.Normal, seen.Properties.Translucency, half, half, half)
            : _lighting.HasSun && _open
                ? _lighting.Sun(seen.Normal, seen.Properties.Translucency, Floats.Zero, Floats.Zero) : default;
        irradiance += light.Power
            * (Lighting.Facing(seen.Normal.Dot(light.Towards.Unit()), seen.Properties.Translucency)
                * LaneMath.All(LeftByShadows));
        return Vectors.Select(nothing, sky, (seen.Properties.Albedo * irradiance) + seen.Properties.Emission);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Fade(ref Shaded shaded, Floats distance, Fog fog)
    {
        var through = LaneMath.Exp(distance * LaneMath.All(-1 / fog.Visibility));
        shaded.Albedo *= through;
        shaded.Highlight *= through;
        shaded.Direct = (shaded.Direct * through) + (Vectors.All(fog.Color) * (Floats.One - through));
    }

    private Vectors MeanAlbedo(Integers primitives)
    {
        Span<int> numbers = stackalloc int[16];
        Span<float> red = stackalloc float[16], green = stackalloc float[16], blue = stackalloc float[16];
        primitives.CopyTo(numbers);
        for (var lane = 0; lane < 16; lane++)
        {
            if (numbers[lane] < 0) continue;
            ref readonly var primitive = ref traced.Primitives[numbers[lane]];
            (red[lane], green[lane], blue[lane]) = (primitive.MeanRed, primitive.MeanGreen, primitive.MeanBlue);
        }
        return new(Vector512.Create<float>(red), Vector512.Create<float>(green), Vector512.Create<float>(blue));
    }

    /// <summary>
    /// What a white thing near the place sends there. Shares of light that reach such things, by the eye from pictures:
    /// of the sky what the things leave open, of the sun its mean cosine and its shadows (a patch on the floor in
    /// rooms), of lamps what is left some metres away.
    /// </summary>
    private static Color Bounce(Scene scene)
    {
        var sum = new SkyLight(scene.Sky, scene.Sun).Mean * 0.7;
        if (scene.Sun is not null) sum += scene.Sun.Irradiance * (scene.Domain == Domain.Outdoor ? 0.22 : 0.03);
        foreach (var light in scene.Lights) sum += light.Power * (light.Radius > 0 ? 0.04 : 0.03);
        return sum;
    }
}
