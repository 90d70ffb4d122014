using ZoeDepth.Kernels.Gemm;
using ZoeDepth.Runtime.Machine;
using ZoeDepth.Runtime.Threading;
using static ZoeDepth.Tensors.Operations;

namespace ZoeDepth.Tensors.Tests.Core;

/// <summary>Panels that were packed ahead stand in for packing, and nothing else changes.</summary>
public sealed unsafe class PreparedFormTests
{
    private static readonly int[][] Shapes = [[96, 64], [512, 768], [40, 24, 3, 3], [128, 256, 3, 3], [64, 300, 1, 1]];

    public static TheoryData<int, Precision> Cases
    {
        get
        {
            var cases = new TheoryData<int, Precision>();
            for (var shape = 0; shape < Shapes.Length; shape++)
                foreach (var precision in Enum.GetValues<Precision>()) cases.Add(shape, precision);
            return cases;
        }
    }

    [Theory, MemberData(nameof(Cases))]
    public void A_product_of_panels_packed_ahead_has_the_bits_of_one_that_packs(int shape, Precision precision)
    {
        using var plain = Weight(Shapes[shape], new Mapped(Numbers(Shapes[shape])));
        var expected = Product(plain, precision);
        var mapped = new Mapped(Numbers(Shapes[shape]));
        var ahead = Ahead.Of(plain, precision);
        using var prepared = Weight(Shapes[shape], new PreparedMapped(mapped, ahead));
        // The first use of a large weight, the second, which keeps it, and one of what is kept.
        for (var use = 0; use < 3; use++) Product(prepared, precision).ShouldBe(expected, $"use {use}");
        mapped.Opened.ShouldBe(0, "the weights themselves were not needed");
        ahead.Reads.ShouldBeInRange(1, 2);
    }

    [Theory, MemberData(nameof(Cases))]
    public void Damaged_panels_and_those_of_another_size_are_packed_anew(int shape, Precision precision)
    {
        using var plain = Weight(Shapes[shape], new Mapped(Numbers(Shapes[shape])));
        var expected = Product(plain, precision);
        foreach (var ahead in new[]
            { Ahead.Of(plain, precision) with { IsDamaged = true }, Ahead.Of(plain, precision) with { Spare = 32 } })
        {
            var mapped = new Mapped(Numbers(Shapes[shape]));
            using var prepared = Weight(Shapes[shape], new PreparedMapped(mapped, ahead));
            for (var use = 0; use < 3; use++) Product(prepared, precision).ShouldBe(expected);
            mapped.Opened.ShouldBeGreaterThan(0);
            mapped.Closed.ShouldBe(mapped.Opened);
        }
    }

    [Theory, MemberData(nameof(Cases))]
    public void Numbers_that_were_changed_are_never_multiplied_as_they_were_before(int shape, Precision precision)
    {
        var numbers = Numbers(Shapes[shape]);
        using var plain = Weight(Shapes[shape], new Mapped(numbers));
        using var prepared = Weight(Shapes[shape], new PreparedMapped(new Mapped(numbers), Ahead.Of(plain, precision)));
        Product(prepared, precision);
        using (var change = prepared.Write()) change.Values[7] = 3;
        numbers[7] = 3;
        using var changed = Weight(Shapes[shape], new Mapped(numbers));
        Product(prepared, precision).ShouldBe(Product(changed, precision));
    }

    [Theory, MemberData(nameof(Cases))]
    public void Weights_are_packed_to_the_same_words_on_every_instruction_set(int shape, Precision precision)
    {
        using var weight = Weight(Shapes[shape], new Mapped(Numbers(Shapes[shape])));
        var expected = Words();
        foreach (var level in InstructionSet.Available)
        {
            using var forced = InstructionSet.Force(level);
            foreach (var (form, words) in Words())
                words.AsSpan().SequenceEqual(expected[form]).ShouldBeTrue($"{form} on {level}");
        }

        // Compared as integers: a word of two or four numbers may look like a float that is none.
        Dictionary<string, int[]> Words() => Ahead.Of(weight, precision).Words.ToDictionary(
            pair => pair.Key, pair => Array.ConvertAll(pair.Value, BitConverter.SingleToInt32Bits));
    }

    [Fact]
    public void Preparing_a_linear_weight_takes_what_was_packed_ahead()
    {
        using var plain = Weight([512, 768], new Mapped(Numbers([512, 768])));
        var expected = Product(plain, Precision.Int8);
        var mapped = new Mapped(Numbers([512, 768]));
        using var prepared = Weight([512, 768], new PreparedMapped(mapped, Ahead.Of(plain, Precision.Int8)));
        prepared.Prepare(Precision.Int8);
        Product(prepared, Precision.Int8).ShouldBe(expected);
        mapped.Opened.ShouldBe(0);
    }

    private static float[] Numbers(int[] shape) =>
        [.. Enumerable.Range(0, shape.Aggregate((a, b) => a * b)).Select(i => MathF.Sin(i * 0.37f * (1 + (i % 7))))];

    private static Parameter Weight(int[] shape, IParameterValues values)
    {
        var weight = new Parameter("w", new Shape(shape), values);
        return shape.Length == 2 ? WeightOfLinear(weight) : weight;
    }

    private static float[] Product(Parameter weight, Precision precision)
    {
        using var pass = Pass.Inference(work: new Work(2), precision: precision);
        return Product(pass, weight).Values.ToArray();
    }

    private static Tensor Product(Pass pass, Parameter weight)
    {
        var channels = weight.Shape[1];
        var x = pass.New(new Shape(1, 6, 5, channels),
            [.. Enumerable.Range(0, 30 * channels).Select(i => MathF.Cos(i * 0.7f))]);
        return weight.Shape.Rank == 4 && weight.Shape[2] > 1
            ? Conv2d(x, weight, null, stride: 1, padding: 1) : Linear(x, weight, null);
    }

    private sealed class PreparedMapped(Mapped mapped, Ahead ahead) : IParameterValues
    {
        public IPreparedForms Prepared => ahead;

        public ParameterLease Open() => mapped.Open();
    }

    /// <summary>Stands for a file of panels.</summary>
    private sealed record Ahead(Dictionary<string, float[]> Words) : IPreparedForms
    {
        public bool IsDamaged { get; init; }

        public int Spare { get; init; }

        public int Reads { get; private set; }

        public static Ahead Of(Parameter weight, Precision precision)
        {
            using var pass = Pass.Inference(work: new Work(2), precision: precision);
            var words = new Dictionary<string, float[]>();
            foreach (var form in PreparedForm.NeededBy(pass, () => Product(pass, weight)))
            {
                var bytes = new List<byte>();
                form.Write(pass.Work, 4096, (index, piece) =>
                {
                    (bytes.Count / 4096).ShouldBe(index);
                    bytes.AddRange(piece);
                });
                words[form.Key] = [.. bytes.Chunk(sizeof(float)).Select(word => BitConverter.ToSingle(word))];
                words[form.Key].Length.ShouldBe((int)form.Floats);
            }
            words.ShouldNotBeEmpty();
            return new Ahead(words);
        }

        public long FloatsOf(string form) => Words.TryGetValue(form, out var words) ? words.Length + Spare : 0;

        public bool TryRead(string form, float* panels, Work work)
        {
            Reads++;
            if (IsDamaged) new Span<float>(panels, Words[form].Length).Fill(float.NaN);
            else Words[form].CopyTo(new Span<float>(panels, Words[form].Length));
            return !IsDamaged;
        }
    }
}
