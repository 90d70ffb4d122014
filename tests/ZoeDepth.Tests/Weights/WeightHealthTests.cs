using ZoeDepth.Tensors;

namespace ZoeDepth.Tests.CheckpointWeights;

/// <summary>Finding weights that are no numbers.</summary>
public sealed class WeightHealthTests
{
    private static Parameter With(string name, int length, params (int At, float Value)[] bad)
    {
        // The largest finite numbers, so that none is taken for infinite.
        var values = Enumerable.Range(0, length).Select(i => i % 2 == 0 ? float.MaxValue : float.MinValue).ToArray();
        foreach (var (at, value) in bad) values[at] = value;
        return new Parameter(name, new Shape(length), new MemoryValues(values));
    }

    [Fact]
    public void A_bad_number_is_found_at_every_place_of_every_length()
    {
        for (var length = 1; length <= 70; length++)
        {
            for (var at = 0; at < length; at++)
                WeightHealth.Scan(
                    [With("w", length,
                        (at, at % 3 == 0 ? float.NaN : at % 3 == 1 ? float.PositiveInfinity : float.NegativeInfinity))])
                    .ShouldBe([new NonFiniteTensor("w", 1, at)]);
        }
    }

    [Fact]
    public void Sound_weights_are_silent() =>
        WeightHealth.Scan(Enumerable.Range(0, 70).Select(length => With("w", length))).ShouldBeEmpty();

    [Fact]
    public void Only_the_offending_tensors_are_named_with_how_many_and_where() =>
        WeightHealth.Scan([With("good", 100),
            With("bad", 100, (3, float.NaN), (64, float.NegativeInfinity), (99, float.NaN)),
            With("worse", 1, (0, float.NaN))])
            .ShouldBe([new NonFiniteTensor("bad", 3, 3), new NonFiniteTensor("worse", 1, 0)]);
}
