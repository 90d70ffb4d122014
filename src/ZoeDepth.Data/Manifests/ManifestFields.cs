using System.Globalization;

namespace ZoeDepth.Data.Manifests;

/// <summary>Turns the named texts of a line into a record, taking what it knows and keeping the rest.</summary>
internal sealed class ManifestFields(Dictionary<string, string> texts)
{
    /// <exception cref="FormatException">which field, what was expected and what came</exception>
    public ManifestRecord ToRecord(int line, ManifestOptions options)
    {
        var kind = Kind();
        var disparity = Flag("disparity");
        if (disparity is { } said && said != kind.IsDisparity())
            throw Wrong("disparity", $"{Lower(kind.IsDisparity())} of {kind.Name()}", Lower(said));
        var offset = Number("offset") ?? 0;
        if (offset != 0 && kind.IsInMetres()) throw Wrong("offset", "0 where values are metres", offset);
        return new ManifestRecord
        {
            Line = line,
            Image = RelativePath("image"),
            Depth = RelativePath("depth"),
            Scale = Scale(),
            Offset = offset,
            Kind = kind,
            Domain = DomainOfLine() ?? options.Domain,
            FieldOfViewDegrees = FieldOfView(),
            Camera = CameraText.Parse(Take("intrinsics"), Number("fx"), Number("fy"), Number("cx"), Number("cy")),
            Name = Take("name"),
            Scene = Take("scene"),
            Split = Take("split"),
            Family = Take("family"),
            Width = Side("width", "columns"),
            Height = Side("height", "rows"),
            Others = ManifestText.ToJson(texts),
        };
    }

    private string? Take(string field) => texts.Remove(field, out var text) && text.Length > 0 ? text : null;

    private string RelativePath(string field)
    {
        var path = Take(field)
            ?? throw new FormatException($"\"{field}\" is missing: a path from the manifest's folder, with slashes");
        ManifestPath.Check(field, path);
        return path;
    }

    private double? Number(string field)
    {
        if (Take(field) is not { } text) return null;
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            && double.IsFinite(number)
            ? number
            : throw Wrong(field, "a finite number", text);
    }

    private double? Scale() =>
        Number("scale") is not { } units ? null
        : units > 0 ? units
        : throw Wrong("scale", "units in a metre, above 0", units);

    private double? FieldOfView() =>
        Number("hfov_degrees") is not { } degrees ? null
        : degrees is > 0 and < 180 ? degrees
        : throw Wrong("hfov_degrees", "an angle above 0 and below 180 degrees", degrees);

    private int? Side(string field, string what) =>
        Number(field) is not { } number ? null
        : number is >= 1 and <= ushort.MaxValue && number == Math.Floor(number) ? (int)number
        : throw Wrong(field, $"{what}, 1 to 65535", number);

    private bool? Flag(string field) => Take(field) switch
    {
        null => null,
        var text when bool.TryParse(text, out var flag) => flag,
        var text => throw Wrong(field, "true or false", text),
    };

    private DepthKind Kind() => Take("kind") switch
    {
        null => DepthKind.Metric,
        var name when DepthKinds.ByName.TryGetValue(name, out var kind) => kind,
        var name => throw Wrong("kind", $"one of {string.Join(", ", DepthKinds.ByName.Keys)}", name),
    };

    private Domain? DomainOfLine() => Take("domain")?.ToLowerInvariant() switch
    {
        null => null,
        "indoor" => Domain.Indoor,
        "outdoor" => Domain.Outdoor,
        var other => throw Wrong("domain", "indoor or outdoor", other),
    };

    // As JSON writes them.
    private static string Lower(bool value) => value ? "true" : "false";

    private static FormatException Wrong(string field, string expected, object came) =>
        new(string.Create(CultureInfo.InvariantCulture, $"\"{field}\" is {expected}, but {came} came"));
}
