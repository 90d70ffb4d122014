using ZoeDepth.Imaging;

namespace ZoeDepth.Data.Manifests;

/// <summary>How a manifest is read.</summary>
public sealed record ManifestOptions
{
    /// <summary>Everything is taken, and a bad line is an error.</summary>
    public static ManifestOptions Default { get; } = new();

    /// <summary>Only lines of this <c>split</c>; all when null. Upper and lower case are one.</summary>
    public string? Split { get; init; }

    /// <summary>The domain of lines that name none.</summary>
    public Domain? Domain { get; init; }

    /// <summary>
    /// Whether lines that cannot be understood are left out and listed in <see cref="ManifestDataset.BadLines"/>; else
    /// the first of them is an error.
    /// </summary>
    public bool SkipBadLines { get; init; }

    /// <summary>How photographs are decoded: further decoders, limits.</summary>
    public DecodeOptions Decoding { get; init; } = DecodeOptions.Default;
}
