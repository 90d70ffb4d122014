using System.Globalization;
using ZoeDepth.Cli.Shell;
using ZoeDepth.Imaging;
using ZoeDepth.Runtime.Untrusted;

namespace ZoeDepth.Cli.Info;

/// <summary>What a depth file holds, and what it says of how it was made.</summary>
internal static class DepthFacts
{
    private const int LongestText = 300;

    private const string Unit = "Depth unit";

    /// <summary>The texts of our PNG files that are told, and their names in the JSON document.</summary>
    private static readonly (string Text, string Key)[] Said =
    [
        ("Model", "model"), ("Preset", "preset"), ("Preset overrides", "presetOverrides"), ("Domain", "domain"),
        ("Network size", "networkSize"), ("Precision", "precision"), ("Field of view", "fieldOfView"),
        ("Focal length", "focalLength"), ("Photo", "photo"), ("Photo damage", "photoDamage"), ("Notes", "notes"),
        ("Version", "version"),
    ];

    /// <summary>Whether a file is one: a PNG that names its unit, an array, or a float map of one channel.</summary>
    /// <exception cref="IOException">it cannot be read</exception>
    public static bool AreOf(string path)
    {
        ReadOnlySpan<byte> start = StartOf(path);
        return Npy.Recognises(start) || start.StartsWith("PK\x03\x04"u8) || start.StartsWith("Pf"u8)
            || TextsOf(path).ContainsKey(Unit);
    }

    /// <summary>Reads it.</summary>
    /// <exception cref="CommandException">it holds no depth</exception>
    public static IReadOnlyList<Fact> Of(string path)
    {
        try
        {
            var texts = TextsOf(path);
            // A file of relative depth names no scale: its units are told as they are.
            var isRelative = texts.TryGetValue(Unit, out var unit) && unit.StartsWith("none", StringComparison.Ordinal);
            return Of(DepthFile.Read(path, isRelative ? new DepthScale(1) : null), path, isRelative, texts);
        }
        catch (Exception unreadable) when (unreadable is ImageFormatException or IOException
            or UnauthorizedAccessException)
        {
            throw new CommandException(ExitCode.SomeFailed, unreadable.Message, unreadable);
        }
    }

    private static List<Fact> Of(DepthRaster depth, string path, bool isRelative,
        IReadOnlyDictionary<string, string> texts)
    {
        var (width, height, bytes) = (depth.Width, depth.Height, new FileInfo(path).Length);
        List<Fact> facts =
        [
            new("kind", "kind", "depth"),
            new("width", "width", width, $"{width} pixels"),
            new("height", "height", height, $"{height} pixels"),
            new("bytes", "file", bytes, $"{bytes} bytes"),
            new("unit", "unit", texts.TryGetValue(Unit, out var unit) ? UntrustedText.Shown(unit, LongestText)
                : "the file does not say; metres, if zoedepth wrote it"),
        ];
        var measured = Array.FindAll(depth.Values, value => value > 0 && float.IsFinite(value));
        if (measured.Length > 0)
        {
            var ((least, largest, median), m) = (DepthStatistics.Of(measured), isRelative ? "" : " m");
            facts.Add(new("min", "smallest", (double)least, Shown(least) + m));
            facts.Add(new("median", "median", (double)median, Shown(median) + m));
            facts.Add(new("max", "largest", (double)largest, Shown(largest) + m));
        }
        facts.Add(new("pixelsWithoutDepth", "without depth", depth.Values.Length - measured.Length,
            $"{depth.Values.Length - measured.Length} of {depth.Values.Length} pixels"));
        foreach (var (name, key) in Said)
            if (texts.TryGetValue(name, out var text))
                facts.Add(new(key, name.ToLowerInvariant(), UntrustedText.Shown(text, LongestText)));
        return facts;
    }

    private static byte[] StartOf(string path)
    {
        using var file = File.OpenRead(path);
        var start = new byte[PngChunks.Signature.Length];
        return start[..file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false)];
    }

    private static IReadOnlyDictionary<string, string> TextsOf(string path)
    {
        try
        {
            return new PngDecoder().Recognises(StartOf(path)) ? PngEncoder.ReadText(path)
                : new Dictionary<string, string>();
        }
        catch (ImageFormatException)
        {
            // Whoever reads its pixels says what is wrong with it.
            return new Dictionary<string, string>();
        }
    }

    private static string Shown(float value) => value.ToString("0.000", CultureInfo.InvariantCulture);
}
