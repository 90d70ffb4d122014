using ZoeDepth.Kernels.Pointwise;
using ZoeDepth.Runtime.Machine;
using ZoeDepth.Runtime.Threading;

namespace ZoeDepth.Kernels.Tests;

/// <summary>AdamW against its formula in double precision, on every instruction set and number of threads.</summary>
public sealed unsafe class AdamWUpdateTests
{
    private static readonly AdamWStep Step = new(0.999f, 0.1f, 0.98f, 0.02f, 0.01f, 0.5f, 1e-8f);

    public static TheoryData<string> Levels => Each.Levels;

    [Theory, MemberData(nameof(Levels))]
    public void Every_length_agrees_with_the_formula(string set)
    {
        var level = Each.Set(set);
        using var forced = InstructionSet.Force(level);
        foreach (var count in new[] { 1, 2, 7, 8, 15, 16, 17, 31, 33, 64, 257 })
        {
            var (p, g, m, v) = (Draw(1, count), Draw(2, count), Draw(3, count),
                Array.ConvertAll(Draw(4, count), x => x * x));
            var expected = Enumerable.Range(0, count).Select(i => Naive(p[i], g[i], m[i], v[i])).ToArray();
            Run(p, g, m, v, new Work(1));
            for (var i = 0; i < count; i++)
            {
                p[i].ShouldBe((float)expected[i].P, 1e-5f);
                m[i].ShouldBe((float)expected[i].M, 1e-6f);
                v[i].ShouldBe((float)expected[i].V, 1e-6f);
            }
        }
    }

    [Fact]
    public void The_number_of_threads_changes_no_bit()
    {
        const int Count = 100_003;
        var alone = Draw(1, Count);
        Run(alone, Draw(2, Count), Draw(3, Count), Array.ConvertAll(Draw(4, Count), MathF.Abs), new Work(1));
        foreach (var threads in new[] { 2, 3 })
        {
            var p = Draw(1, Count);
            Run(p, Draw(2, Count), Draw(3, Count), Array.ConvertAll(Draw(4, Count), MathF.Abs), new Work(threads));
            p.ShouldBe(alone);
        }
    }

    private static (double P, double M, double V) Naive(double p, double g, double m, double v)
    {
        m += (g - m) * Step.NewMean;
        v = (v * Step.Beta2) + (g * g * Step.NewSquare);
        return ((p * Step.Keep) - (Step.StepSize * m / ((Math.Sqrt(v) / Step.RootOfCorrection) + Step.Epsilon)), m, v);
    }

    private static void Run(float[] p, float[] g, float[] m, float[] v, Work work)
    {
        fixed (float* pp = p, pg = g, pm = m, pv = v) AdamWUpdate.Run(Step, pp, pg, pm, pv, p.Length, work);
    }

    private static float[] Draw(int seed, int count)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => (random.NextSingle() * 2) - 1)];
    }
}
