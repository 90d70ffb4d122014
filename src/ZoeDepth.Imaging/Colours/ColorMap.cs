namespace ZoeDepth.Imaging;

/// <summary>
/// A colour map of matplotlib, byte for byte: 256 colours for the values 0..1. Every map has a reversed twin whose name
/// ends with "_r".
/// </summary>
public sealed class ColorMap
{
    /// <summary>Colours in a map.</summary>
    public const int Count = 256;

    private const string Reversed = "_r";

    /// <summary>
    /// Evenly spaced anchors of Spectral: ColorBrewer's eleven-class scheme (Cynthia Brewer, Mark Harrower, The
    /// Pennsylvania State University; Apache-2.0 style licence with attribution, colorbrewer.org).
    /// </summary>
    private const string SpectralAnchors = "9E0142D53E4FF46D43FDAE61FEE08BFFFFBFE6F598ABDDA466C2A53288BD5E4FA2";

    private static readonly Dictionary<string, ColorMap> Maps = MakeMaps();

    private readonly byte[] _colours;

    private ColorMap(string name, byte[] colours) => (Name, _colours) = (name, colours);

    /// <summary>All names, plain and reversed.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Maps.Keys];

    /// <summary>The map's name as matplotlib spells it.</summary>
    public string Name { get; }

    /// <summary>The colours, <c>[256, 3]</c>: red, green, blue.</summary>
    public ReadOnlySpan<byte> Colours => _colours;

    /// <summary>
    /// Finds a map: gray, Spectral, viridis, inferno, magma, plasma, turbo, or one of them with "_r". Capitals do not
    /// matter.
    /// </summary>
    /// <exception cref="ArgumentException">there is no such map; the message lists all</exception>
    public static ColorMap Get(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return Maps.TryGetValue(name, out var map)
            ? map
            : throw new ArgumentException(
                $"there is no colour map \"{name}\"; choose one of {string.Join(", ", Names)}", nameof(name));
    }

    /// <summary>
    /// The colour of a value, by matplotlib's rule: entry <c>trunc(value · 256)</c>, the first below 0, the last from 1
    /// on, clear black for NaN.
    /// </summary>
    internal Rgba Of(double value)
    {
        if (double.IsNaN(value)) return default;
        var entry = value < 0 ? 0 : value >= 1 ? Count - 1 : (int)(value * Count);
        return new Rgba(_colours[3 * entry], _colours[(3 * entry) + 1], _colours[(3 * entry) + 2]);
    }

    private static Dictionary<string, ColorMap> MakeMaps()
    {
        var maps = new Dictionary<string, ColorMap>(StringComparer.OrdinalIgnoreCase);
        AddBlend("gray", [0, 0, 0, 1, 1, 1]);
        AddBlend("Spectral", Array.ConvertAll(Convert.FromHexString(SpectralAnchors), b => b / 255.0));
        AddTable("viridis", ColorMapTables.Viridis);
        AddTable("inferno", ColorMapTables.Inferno);
        AddTable("magma", ColorMapTables.Magma);
        AddTable("plasma", ColorMapTables.Plasma);
        AddTable("turbo", ColorMapTables.Turbo);
        return maps;

        void Add(string name, byte[] colours) => maps.Add(name, new ColorMap(name, colours));

        void AddTable(string name, string hexadecimal)
        {
            var colours = Convert.FromHexString(hexadecimal);
            Add(name, colours);
            Add(name + Reversed, Backwards(colours));
        }

        // Reversing the anchors is not reversing the bytes: 1 − i/255 times 255 falls just below a whole number for 38
        // entries of gray_r, and is cut off there.
        void AddBlend(string name, double[] anchors)
        {
            var last = (anchors.Length / 3) - 1;
            var places = new double[last + 1];
            for (var i = 0; i <= last; i++) places[i] = i == last ? 1 : i * (1.0 / last);
            Add(name, Blend(places, anchors));
            Add(name + Reversed,
                Blend(Array.ConvertAll(places, p => 1 - p).AsEnumerable().Reverse().ToArray(), Backwards(anchors)));
        }
    }

    private static T[] Backwards<T>(T[] colours)
    {
        var backwards = new T[colours.Length];
        for (var i = 0; i < colours.Length; i++) backwards[i] = colours[colours.Length - 3 - (i / 3 * 3) + (i % 3)];
        return backwards;
    }

    /// <summary>
    /// Lines between anchors, in double precision and in the order of matplotlib's <c>_create_lookup_table</c>
    /// (matplotlib/colors.py), since one rounding more or less would move a byte.
    /// </summary>
    /// <param name="places">where the anchors stand, from 0 to 1</param>
    /// <param name="anchors">their colours 0..1, <c>[anchor, 3]</c></param>
    private static byte[] Blend(double[] places, double[] anchors)
    {
        var colours = new byte[3 * Count];
        for (var entry = 0; entry < Count; entry++)
        {
            var isLast = entry == Count - 1;
            var position = (Count - 1) * (isLast ? 1 : entry * (1.0 / (Count - 1)));
            var right = 1;
            while (right < places.Length - 1 && places[right] * (Count - 1) < position) right++;
            var (start, end) = (places[right - 1] * (Count - 1), places[right] * (Count - 1));
            var distance = (position - start) / (end - start);
            for (var channel = 0; channel < 3; channel++)
            {
                var (from, to) = (anchors[(3 * right) - 3 + channel], anchors[(3 * right) + channel]);
                var value = isLast ? to : (distance * (to - from)) + from;
                colours[(3 * entry) + channel] = (byte)(255 * Math.Clamp(value, 0, 1));
            }
        }
        return colours;
    }
}
