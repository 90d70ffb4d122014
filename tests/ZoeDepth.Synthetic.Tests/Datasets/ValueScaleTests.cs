using FsCheck.Xunit;
using ZoeDepth.Synthetic.Datasets;
using ZoeDepth.Synthetic.Numbers;
using ZoeDepth.Synthetic.Tests.Variants;
using ZoeDepth.Synthetic.Variants;

namespace ZoeDepth.Synthetic.Tests.Datasets;

public sealed class ValueScaleTests
{
    private static readonly Sample Picture = FakeScenes.Wall(2, 16, 12);

    private static RelativeSample Values(DepthKind kind, Func<int, double?> at)
    {
        var values = new RelativeSample(Picture, kind);
        for (var i = 0; i < values.Values.Length; i++)
            if (at(i) is { } value) values.Set(i, value);
        return values;
    }

    // The rule of manifests.
    private static (float[] Values, bool[] Valid) Read(ValueScale scale, ushort[] numbers) => (
        [.. numbers.Select(number => number == 0 ? 0 : (float)((number / scale.Scale) + scale.Offset))],
        [.. numbers.Select(number => number != 0)]);

    /// <summary>
    /// Whatever the unit: the smallest floats, the largest, 0 among them, all close together, holes anywhere.
    /// </summary>
    [Property(MaxTest = 300)]
    public void Values_come_back_within_half_a_unit_and_holes_as_holes(ulong seed)
    {
        var random = new SeededRandom(seed);
        var middle = random.LogBetween(1e-30, 1e30);
        var spread = random.LogBetween(1e-9, 10);
        var (holes, zeros) = (random.Unit(), random.Chance(0.3) ? 0.2 : 0);
        var values = Values(DepthKind.Disparity, _ =>
            random.Chance(holes) ? null : random.Chance(zeros) ? 0 : middle * (1 + (spread * random.Unit())));
        var scale = ValueScale.Of(values, Domain.Indoor);
        double.IsFinite(scale.Offset).ShouldBeTrue();
        scale.Scale.ShouldBeGreaterThan(0);
        double.IsFinite(scale.Scale).ShouldBeTrue();
        var (read, valid) = Read(scale, scale.ToNumbers(values));
        valid.ShouldBe(values.Valid);

        // Reading ends in a float, whose own rounding is not the file's.
        for (var i = 0; i < read.Length; i++)
            read[i].ShouldBe(values.Values[i], (0.501 / scale.Scale) + (1.2e-7 * values.Values[i]));
    }

    [Fact]
    public void The_range_of_the_picture_fills_the_numbers_from_1()
    {
        var values = Values(DepthKind.ScaledShifted, i => i == 5 ? null : 20 + i);
        var numbers = ValueScale.Of(values, Domain.Outdoor).ToNumbers(values);
        (numbers[0], numbers[5], numbers[^1]).ShouldBe(((ushort)1, (ushort)0, ushort.MaxValue));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1e-20)]
    [InlineData(0.3)]
    [InlineData(1e20)]
    public void A_picture_of_one_value_gives_it_back_exactly(double value)
    {
        var values = Values(DepthKind.Disparity, i => i % 2 == 0 ? value : null);
        var scale = ValueScale.Of(values, Domain.Outdoor);
        var (read, valid) = Read(scale, scale.ToNumbers(values));
        read.ShouldBe(values.Values);
        valid.ShouldBe(values.Valid);
    }

    [Fact]
    public void A_picture_of_holes_alone_is_one_of_zeros()
    {
        var values = Values(DepthKind.Stereo, _ => null);
        var scale = ValueScale.Of(values, Domain.Outdoor);
        scale.ShouldBe(new ValueScale(1, 0));
        scale.ToNumbers(values).ShouldAllBe(number => number == 0);
    }

    [Theory]
    [InlineData(DepthKind.Lidar, Domain.Outdoor, 256)]
    [InlineData(DepthKind.StructuredLight, Domain.Indoor, 1000)]
    public void Metres_keep_the_unit_of_their_domain(DepthKind kind, Domain domain, double units) =>
        ValueScale.Of(Values(kind, i => 1 + i), domain).ShouldBe(new ValueScale(units, 0));

    [Fact]
    public void Every_kind_has_a_name_of_its_own()
    {
        DepthKinds.ByName.Values.ShouldBe(Enum.GetValues<DepthKind>());
        foreach (var (name, kind) in DepthKinds.ByName) kind.Name().ShouldBe(name);
        DepthKinds.ByName.Keys.ShouldBe(
            ["metric", "relative", "disparity", "stereo", "structured-light", "lidar", "sfm"]);
    }
}
