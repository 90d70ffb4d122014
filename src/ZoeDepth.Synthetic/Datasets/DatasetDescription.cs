using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using ZoeDepth.Imaging;
using ZoeDepth.Runtime.IO;
using ZoeDepth.Synthetic.Variants;

namespace ZoeDepth.Synthetic.Datasets;

/// <summary>
/// <c>dataset.json</c>: what the folder's pictures are made from. It is the first file of a dataset, so that a later
/// run knows whether the folder is its own.
/// </summary>
internal sealed record DatasetDescription
{
    public const string FileName = "dataset.json";

    private const string Known = "zoedepth-synthetic-1";
    private const string Fixed = "fixed";
    private const string Metric = "metric";
    private const long LargestFile = 1 << 20;

    public required string Format { get; init; }

    /// <summary>The program: another version may see another world.</summary>
    public required string MadeBy { get; init; }

    public required IReadOnlyList<string> Families { get; init; }

    public required int Count { get; init; }

    public required ulong Seed { get; init; }

    public required int Width { get; init; }

    public required int Height { get; init; }

    /// <summary>
    /// "fixed": pictures have this size; "device": about as many pixels, in shapes of devices. Null in older files:
    /// fixed.
    /// </summary>
    public string? Aspect { get; init; }

    public required int ShardSize { get; init; }

    /// <summary>How depth is known, a name of <see cref="DepthKinds.ByName"/>. Null in older files: metric.</summary>
    public string? Kind { get; init; }

    /// <summary>What the numbers of depth files mean, for people.</summary>
    public required string Depth { get; init; }

    public static DatasetDescription Of(DatasetOptions options) => new()
    {
        Format = Known,
        MadeBy = $"ZoeDepth.Synthetic {Version}",
        Families = options.Families,
        Count = options.Count,
        Seed = options.Seed,
        Width = options.Picture.Width,
        Height = options.Picture.Height,
        Aspect = options.Picture.DeviceAspect ? "device" : Fixed,
        ShardSize = options.ShardSize,
        Kind = options.Kind.Name(),
        Depth = Meaning(options.Kind),
    };

    private static string Meaning(DepthKind kind)
    {
        if (!kind.IsInMetres())
        {
            return $"{(kind.IsDisparity() ? "disparity" : "depth")} in a unit of its own, 16-bit: number / scale + " +
                "offset, both of the picture's line in the manifest; 0 is no value";
        }
        var units = FormattableString.Invariant(
            $"indoor {Units(Domain.Indoor)} units a metre, outdoor {Units(Domain.Outdoor)}");
        return $"z-depth along the optical axis, 16-bit; {units}; 0 is no depth: " +
            (kind == DepthKind.Metric ? "the sky, and what lies beyond 65535 units"
                : "what the instrument did not see");
    }

    private static string Version { get; } =
        typeof(DatasetDescription).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!
            .InformationalVersion;

    private static double Units(Domain domain) => DatasetOptions.ScaleOf(domain).UnitsPerMetre;

    /// <summary>Makes the folder this dataset's, or finds that it is already.</summary>
    /// <exception cref="DatasetException">it holds something else</exception>
    /// <exception cref="IOException">it cannot be made or written to</exception>
    public void Claim(string folder)
    {
        var file = Path.Combine(folder, FileName);
        Directory.CreateDirectory(folder);
        if (File.Exists(file))
        {
            if (DifferenceFrom(Read(file)) is { } difference)
            {
                throw new DatasetException(
                    $"{folder} holds another dataset: {difference}. Nothing was changed; name another folder, or " +
                    "ask for the same again to go on");
            }
            return;
        }
        // A run that was ended while it wrote its first file leaves that.
        var entries = Directory.EnumerateFileSystemEntries(folder).Select(entry => Path.GetFileName(entry));
        if (entries.FirstOrDefault(entry => !PartialFile.IsName(entry)) is { } foreign)
        {
            throw new DatasetException(
                $"{folder} is not empty and no dataset ({foreign} is there, {FileName} is not). Nothing was " +
                "changed; name a new or empty folder");
        }
        AtomicFile.Write(file, stream => JsonSerializer.Serialize(stream, this, Context.DatasetDescription));
    }

    private static readonly DatasetDescriptionContext Context = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        WriteIndented = true,
        NewLine = "\n",
        RespectNullableAnnotations = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });

    private static DatasetDescription Read(string file)
    {
        if (new FileInfo(file).Length > LargestFile) throw Unknown(file, $"it has more than {LargestFile} bytes", null);
        try
        {
            var found = JsonSerializer.Deserialize(File.ReadAllBytes(file), Context.DatasetDescription);
            return found?.Format == Known ? found
                : throw Unknown(file, $"its format is '{found?.Format}', not '{Known}'", null);
        }
        catch (JsonException error)
        {
            throw Unknown(file, error.Message, error);
        }
    }

    private static DatasetException Unknown(string file, string reason, Exception? inner) =>
        inner is null
            ? new($"{file} does not describe a dataset of this program: {reason}. Nothing was changed; name another " +
                "folder")
            : new(file, 1,
                $"it does not describe a dataset of this program: {reason}. Nothing was changed; name another folder",
                inner);

    private string? DifferenceFrom(DatasetDescription found)
    {
        (string What, object There, object Here)[] parts =
        [
            ("its families are", string.Join(", ", found.Families), string.Join(", ", Families)),
            ("its number of pictures is", found.Count, Count),
            ("its first seed is", found.Seed, Seed),
            ("its size (rows x columns) is", $"{found.Height}x{found.Width}", $"{Height}x{Width}"),
            ("its aspect is", found.Aspect ?? Fixed, Aspect ?? Fixed),
            ("its shards' size is", found.ShardSize, ShardSize),
            ("its depth is", found.Kind ?? Metric, Kind ?? Metric),
            ("it was made by", found.MadeBy, MadeBy),
        ];
        var differing = parts.Where(part => !part.There.Equals(part.Here))
            .Select(part => FormattableString.Invariant($"{part.What} {part.There}, here {part.Here}")).ToList();
        return differing.Count == 0 ? null : string.Join("; ", differing);
    }
}

[JsonSerializable(typeof(DatasetDescription))]
internal sealed partial class DatasetDescriptionContext : JsonSerializerContext;
