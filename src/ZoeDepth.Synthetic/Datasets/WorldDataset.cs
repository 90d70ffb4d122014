using System.Collections.Concurrent;
using System.Globalization;
using ZoeDepth.Runtime.Random;
using ZoeDepth.Synthetic.Variants;

namespace ZoeDepth.Synthetic.Datasets;

/// <summary>
/// The procedural world as a dataset that needs no disk: a picture is made when it is loaded, on the caller's thread,
/// and is the same whenever and wherever that is. Photographs are as the camera gave them before compression.
/// </summary>
public sealed class WorldDataset : IDepthDataset
{
    private readonly WorldDatasetOptions _options;
    private readonly (string Family, (int Rows, int Columns) Size)[] _slots;
    private readonly ConcurrentDictionary<int, DepthSample> _remembered = [];
    private long _rememberedBytes;

    /// <summary>Makes no picture yet.</summary>
    /// <exception cref="ArgumentException">there is no family of a name, or an option is out of its range</exception>
    public WorldDataset(WorldDatasetOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.Count ?? 1);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.Round);
        if (options.Sizes.Count == 0) throw new ArgumentException("at least one size is needed");
        _options = options;
        var families = options.Families ?? SyntheticWorld.Families.ToDictionary(family => family, _ => 1.0);
        _slots = Slots(families, options, options.Count ?? options.Round);
    }

    /// <inheritdoc/>
    public string Name =>
        string.Create(CultureInfo.InvariantCulture, $"the procedural world from seed {_options.Seed}");

    /// <inheritdoc/>
    public int Count => _options.Count ?? int.MaxValue;

    /// <inheritdoc/>
    public DepthSampleInfo Describe(int index)
    {
        var (family, (rows, columns)) = At(index);
        return new DepthSampleInfo
        {
            Name = string.Create(CultureInfo.InvariantCulture, $"{family} {SeedOf(index)}"),
            Kind = _options.Kind,
            Domain = SyntheticWorld.DomainOf(family),
            Family = family,
            Width = columns,
            Height = rows,
        };
    }

    /// <inheritdoc/>
    public DepthSample Load(int index, CancellationToken cancellation = default)
    {
        if (_remembered.TryGetValue(index, out var known)) return known;
        cancellation.ThrowIfCancellationRequested();
        var sample = Make(index);
        if (_options.Count is null) return sample;
        var bytes = sample.Image.Data.LongLength + (sample.Depth.LongLength * (sizeof(float) + sizeof(bool)));
        if (Interlocked.Add(ref _rememberedBytes, bytes) > _options.RememberedBytes)
            Interlocked.Add(ref _rememberedBytes, -bytes);
        else if (!_remembered.TryAdd(index, sample)) Interlocked.Add(ref _rememberedBytes, -bytes);
        return sample;
    }

    private DepthSample Make(int index)
    {
        var (family, (rows, columns)) = At(index);
        var sample = SyntheticWorld.Generate(family, SeedOf(index),
            new SampleOptions { Width = columns, Height = rows });
        var depth = RelativeDepth.Of(sample, _options.Kind, 0);
        return new DepthSample(
            Describe(index), sample.Picture, depth.Values, sample.Width, sample.Height, depth.Valid, sample.Intrinsics);
    }

    private ulong SeedOf(int index) => unchecked(_options.Seed + (ulong)index);

    private (string Family, (int Rows, int Columns) Size) At(int index)
    {
        if ((uint)index >= (uint)Count)
            throw new ArgumentOutOfRangeException(nameof(index), index, $"{Name} has pictures 0 to {Count - 1}");
        return _slots[index % _slots.Length];
    }

    /// <summary>Families take turns so that each has had its share at any time, to less than one picture.</summary>
    private static (string Family, (int Rows, int Columns) Size)[] Slots(
        IReadOnlyDictionary<string, double> families, WorldDatasetOptions options, int count)
    {
        foreach (var (family, weight) in families)
        {
            SyntheticWorld.DomainOf(family);
            if (!(weight > 0 && double.IsFinite(weight)))
                throw new ArgumentException(
                    $"the weight of a family is above 0, but {family} has " +
                    $"{weight.ToString(CultureInfo.InvariantCulture)}");
        }
        if (families.Count == 0) throw new ArgumentException("at least one family is needed");
        var (names, all) = (families.Keys.Order(StringComparer.Ordinal).ToArray(), families.Values.Sum());
        var taken = new int[names.Length];
        var slots = new (string, (int, int))[count];
        for (var slot = 0; slot < count; slot++)
        {
            var next = Enumerable.Range(0, names.Length).MaxBy(i => ((slot + 1) * families[names[i]] / all) - taken[i]);
            taken[next]++;
            var draw = SplitMix64.At(SplitMix64.Mix(options.Seed), (ulong)slot);
            slots[slot] = (names[next], options.Sizes[(int)(draw % (ulong)options.Sizes.Count)]);
        }
        return slots;
    }
}
