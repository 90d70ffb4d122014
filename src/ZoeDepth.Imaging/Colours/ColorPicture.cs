using System.Globalization;

namespace ZoeDepth.Imaging;

/// <summary>
/// How depth is drawn for people: a map, and what its colours stand for. The 2nd to the 85th percentile are spread over
/// the map (<see cref="Colorizer"/>), and that is all for most maps, whose first colour is then the nearest. Spectral_r
/// is drawn of nearness, 1 − depth spread over 0..1, as pictures of depth in this map usually are: near is warm, far is
/// cold. That is the picture Spectral gives of depth.
/// </summary>
public sealed record ColorPicture
{
    /// <summary>The map of <see cref="Default"/>.</summary>
    public const string DefaultMap = NearnessMap;

    private const string NearnessMap = "Spectral_r";

    private ColorPicture(ColorMap map, bool isInverse = false)
    {
        OfNearness = map.Name == NearnessMap;
        IsInverse = isInverse;
        Colorizer = new Colorizer { Map = map, Transform = OfNearness != isInverse ? spread => 1 - spread : null };
    }

    /// <summary>Spectral_r of nearness.</summary>
    public static ColorPicture Default { get; } = Of(ColorMap.Get(DefaultMap));

    /// <summary>The colours.</summary>
    public ColorMap Map => Colorizer.Map;

    /// <summary>Whether the map runs from far to near instead of from near to far.</summary>
    public bool OfNearness { get; }

    /// <summary>Whether what is drawn is inverse depth of unknown scale, larger where things are nearer.</summary>
    public bool IsInverse { get; }

    /// <summary>Whether <see cref="Between"/> gave it ends in metres or another view.</summary>
    internal bool IsOfMetres =>
        Colorizer.Minimum is not null || Colorizer.Maximum is not null || View != DepthView.Linear;

    private Colorizer Colorizer { get; init; }

    private DepthView View { get; init; }

    /// <summary>The same colours for relative inverse depth: near stays at its end of the map.</summary>
    public ColorPicture ForInverseDepth() => new(Map, isInverse: true);

    /// <summary>The way depth is drawn in a map.</summary>
    public static ColorPicture Of(ColorMap map)
    {
        ArgumentNullException.ThrowIfNull(map);
        return new ColorPicture(map);
    }

    /// <summary>The same colours between other ends, or of another view; not for inverse depth.</summary>
    /// <param name="near">metres of the near end; the 2nd percentile when null</param>
    /// <param name="far">metres of the far end; the 85th percentile when null</param>
    /// <param name="view">what is spread evenly over them</param>
    internal ColorPicture Between(double? near, double? far, DepthView view = DepthView.Linear) =>
        this with { Colorizer = Colorizer with { Minimum = near, Maximum = far }, View = view };

    /// <summary>The ends that the colours of these values are spread between.</summary>
    /// <exception cref="ArgumentException">no value is a number, and an end is not given</exception>
    internal (double Near, double Far) Ends(ReadOnlySpan<float> metres) => Colorizer.Range(metres);

    /// <summary>Draws depth.</summary>
    /// <param name="metres"><c>[row, column]</c></param>
    /// <param name="width">columns</param>
    /// <param name="height">rows</param>
    /// <returns>an <see cref="PixelFormat.Rgb8"/> picture</returns>
    /// <exception cref="ArgumentException">sizes do not fit, or no value is a number</exception>
    public RasterImage Draw(ReadOnlySpan<float> metres, int width, int height) =>
        Spread(metres).Colorize(metres, width, height).ToRgb8();

    /// <summary>A view bends what lies between the ends, so these have to be known.</summary>
    private Colorizer Spread(ReadOnlySpan<float> metres)
    {
        if (View == DepthView.Linear) return Colorizer;
        var ((near, far), turned) = (Ends(metres), Colorizer.Transform);
        return Colorizer with
        {
            Minimum = near,
            Maximum = far,
            Transform = share => turned is null ? View.ShareOf(share, near, far)
                : turned(View.ShareOf(share, near, far)),
        };
    }

    /// <summary>
    /// What <see cref="Draw"/> draws of these values, in words: "Spectral_r of nearness, near is warm, from 1.2 m to
    /// 4.5 m (2nd to 85th percentile)".
    /// </summary>
    /// <exception cref="ArgumentException">no value is a number</exception>
    public string Describe(ReadOnlySpan<float> metres)
    {
        var (near, far) = Ends(metres);
        if (IsInverse)
            return string.Create(CultureInfo.InvariantCulture,
                $"{Map.Name} of relative inverse depth, no metres,{(OfNearness ? " near is warm," : "")} from " +
                $"{near:0.###} (far) to {far:0.###} (near) (2nd to 85th percentile)");
        return string.Create(CultureInfo.InvariantCulture,
            $"{Map.Name}{(OfNearness ? " of nearness, near is warm," : "")} from {near:0.###} m to {far:0.###} m " +
            $"({Origin}){(View == DepthView.Linear ? "" : $", spread over the {View.Name()}")}");
    }

    private string Origin => (Colorizer.Minimum, Colorizer.Maximum) switch
    {
        (null, null) => "2nd to 85th percentile",
        (null, _) => "2nd percentile to what was given",
        (_, null) => "what was given to the 85th percentile",
        _ => "both given",
    };
}
