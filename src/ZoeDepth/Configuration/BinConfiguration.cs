using System.Text.Json;

namespace ZoeDepth;

/// <summary>The depth bins of one domain: an entry of <see cref="ZoeDepthConfig.BinConfigurations"/>.</summary>
public sealed record BinConfiguration
{
    /// <summary>Depth bins per pixel.</summary>
    public int NBins { get; init; } = 64;

    /// <summary>Nearest depth in metres; only bins of the type <c>normed</c> know it.</summary>
    public double MinDepth { get; init; } = 0.001;

    /// <summary>Farthest depth in metres; only bins of the type <c>normed</c> know it.</summary>
    public double MaxDepth { get; init; } = 10;

    /// <summary>
    /// The domain, which is part of checkpoint keys when there are two heads: <c>nyu</c>, <c>kitti</c>.
    /// </summary>
    public string? Name { get; init; }

    /// <summary>Keys of the file that mean nothing here; they are written back.</summary>
    public IReadOnlyDictionary<string, JsonElement> UnknownKeys { get; init; } = new Dictionary<string, JsonElement>();

    /// <summary>Two configurations are equal when they are written alike.</summary>
    public bool Equals(BinConfiguration? other) =>
        other is not null && ConfigurationFile.Write(Map) == ConfigurationFile.Write(other.Map);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(NBins, MinDepth, MaxDepth, Name);

    internal BinConfiguration Map(FieldMap fields) => this with
    {
        NBins = fields.Required("n_bins", NBins, FieldKind.Whole),
        MinDepth = fields.Required("min_depth", MinDepth, FieldKind.Number),
        MaxDepth = fields.Required("max_depth", MaxDepth, FieldKind.Number),
        Name = fields.Field("name", Name, FieldKind.Text.OrNull(), omitDefault: true),
        UnknownKeys = fields.Rest(UnknownKeys),
    };
}
