using ZoeDepth.Kernels.Gemm;

namespace ZoeDepth.Tensors;

public static unsafe partial class Operations
{
    /// <summary>
    /// y = p · v, head by head: what attention mixes from its values by weights that are written out
    /// (<see cref="AttentionProbabilities"/>).
    /// <para>Backward: dp = dy · vᵀ; dv = pᵀ · dy.</para>
    /// </summary>
    /// <param name="weights"><c>[image, head, query, key]</c></param>
    /// <param name="v"><c>[image, key, heads·size]</c></param>
    /// <returns><c>[image, query, heads·size]</c></returns>
    /// <exception cref="ArgumentException">the shapes do not fit</exception>
    public static Tensor WeightedValues(Tensor weights, Tensor v)
    {
        ArgumentNullException.ThrowIfNull(weights);
        ArgumentNullException.ThrowIfNull(v);
        Check.SamePass("weighted values", weights, v);
        Check.Tokens("weighted values", v, "v");
        var fits = weights.Shape.Rank == 4 && weights.Shape[0] == v.Shape[0] && weights.Shape[3] == v.Shape[1];
        Check.That(fits, "weighted values",
            $"the weights {weights.Shape} do not fit v {v.Shape}: expected [image, head, query, key], images and " +
            $"keys as v");
        Check.That(weights.Shape[1] > 0 && v.Shape[2] % weights.Shape[1] == 0, "weighted values",
            $"the width of v {v.Shape} is not a multiple of {weights.Shape[1]} heads");
        return v.Pass.Run(new WeightedValuesOperation(weights, v));
    }

    private sealed class WeightedValuesOperation(Tensor weights, Tensor v) : IPrimitive
    {
        private int Heads => weights.Shape[1];

        private int Queries => weights.Shape[2];

        private int Keys => weights.Shape[3];

        private int Width => v.Shape[2];

        private int Size => Width / Heads;

        public string Name => "weighted values";

        public long Flops => 2 * Output.Count * Keys;

        public Shape Output => v.Shape.With(1, Queries);

        public Tensor[] Inputs => [weights, v];

        public void Forward(Tensor y)
        {
            foreach (var head in Planes())
            {
                var (p, values) = (Weights(weights.Pointer, head), Values(v.Pointer, head));
                GemmDriver.Multiply(v.Pass.Work, p, values, OfQueries(y.Pointer, head), Width, false, v.Pass.Format);
            }
        }

        public void Backward(Tensor y)
        {
            var (work, format) = (v.Pass.Work, v.Pass.Format);
            foreach (var head in Planes())
            {
                var dy = new MatrixView(OfQueries(y.GradientPointer, head), Queries, Size, Width);
                var (p, values) = (Weights(weights.Pointer, head), Values(v.Pointer, head));
                if (weights.IsRecorded)
                    GemmDriver.Multiply(work, dy, values.Transpose, Plane(weights.GradientPointer, head), Keys,
                        accumulate: true, format);
                if (v.IsRecorded)
                    GemmDriver.Multiply(work, p.Transpose, dy, OfKeys(v.GradientPointer, head), Width,
                        accumulate: true, format);
            }
        }

        private IEnumerable<(int Image, int Head)> Planes()
        {
            for (var image = 0; image < v.Shape[0]; image++)
                for (var head = 0; head < Heads; head++) yield return (image, head);
        }

        private MatrixView Weights(float* p, (int Image, int Head) at) => new(Plane(p, at), Queries, Keys);

        private MatrixView Values(float* p, (int Image, int Head) at) => new(OfKeys(p, at), Keys, Size, Width);

        private float* Plane(float* p, (int Image, int Head) at) =>
            p + ((((long)at.Image * Heads) + at.Head) * Queries * Keys);

        private float* OfKeys(float* p, (int Image, int Head) at) =>
            p + ((long)at.Image * Keys * Width) + (at.Head * Size);

        private float* OfQueries(float* p, (int Image, int Head) at) =>
            p + ((long)at.Image * Queries * Width) + (at.Head * Size);
    }
}
