using System.Text.Json;

namespace ZoeDepth.Data.Manifests;

/// <summary>One line of a manifest, understood.</summary>
internal sealed record ManifestRecord
{
    /// <summary>Its line, from 1.</summary>
    public required int Line { get; init; }

    /// <summary>The photograph, a path from the manifest's folder, with slashes.</summary>
    public required string Image { get; init; }

    /// <summary>Its depth, likewise.</summary>
    public required string Depth { get; init; }

    /// <summary>
    /// Units of the depth file in a metre, or in 1 of a kind that has a unit of its own; null: what the file says.
    /// </summary>
    public double? Scale { get; init; }

    /// <summary>What is added: <c>value = number / Scale + Offset</c>.</summary>
    public double Offset { get; init; }

    /// <summary>How the file knows depth.</summary>
    public DepthKind Kind { get; init; }

    public Domain? Domain { get; init; }

    /// <summary>The angle between the left and the right edge of the photograph.</summary>
    public double? FieldOfViewDegrees { get; init; }

    public PinholeCamera? Camera { get; init; }

    /// <summary>What the line calls the sample; null: the photograph's path without its ending.</summary>
    public string? Name { get; init; }

    public string? Scene { get; init; }

    public string? Split { get; init; }

    public string? Family { get; init; }

    /// <summary>The photograph's columns, when the line states them.</summary>
    public int? Width { get; init; }

    /// <summary>The photograph's rows, when the line states them.</summary>
    public int? Height { get; init; }

    /// <summary>
    /// Fields of other names, a JSON object in UTF-8, small because there may be a million lines; null: none.
    /// </summary>
    public byte[]? Others { get; init; }

    public DepthSampleInfo ToInfo() => new()
    {
        Name = Name ?? Path.ChangeExtension(Image, null),
        Kind = Kind,
        Domain = Domain,
        Scene = Scene,
        Split = Split,
        Family = Family,
        Width = Width,
        Height = Height,
    };

    public IReadOnlyDictionary<string, string> OtherFields() => Others is null
        ? new Dictionary<string, string>()
        : JsonSerializer.Deserialize(Others, ManifestTextContext.Default.DictionaryStringString)!;
}

/// <summary>A pinhole camera, pixels of the photograph.</summary>
internal sealed record PinholeCamera(double FocalX, double FocalY, double CenterX, double CenterY);
