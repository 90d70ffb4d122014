namespace ZoeDepth.Tensors;

public static unsafe partial class Operations
{
    /// <summary>
    /// How much x changes from pixel to pixel, at several scales: y = Σₛ Σ w·w′·|x′ − x| / Σ w, where x′ and w′ belong
    /// to the next pixel to the right and to the one below, and scale s looks at every 2ˢ-th row and column. Of x =
    /// prediction − target this is the gradient matching term of MiDaS (arXiv 1907.01341, equation 11), whose mask is
    /// w. A scale at which nothing counts gives nothing.
    /// <para>Backward: dx′ = w·w′·sign(x′ − x) / Σ w · dy, and dx the opposite; the weights are given.</para>
    /// </summary>
    /// <param name="x"><c>[image, row, column]</c>; what it holds where w is 0 does not matter</param>
    /// <param name="weights">w, 0 or above, <c>[image, row, column]</c></param>
    /// <param name="scales">4 in MiDaS</param>
    /// <param name="perImage">
    /// divide by the weights of each image and take the mean over images, instead of dividing by all
    /// </param>
    /// <returns>one number, <c>[]</c></returns>
    /// <exception cref="ArgumentException">the shapes differ, are no maps, or there is no scale</exception>
    public static Tensor GradientMatching(Tensor x, Tensor weights, int scales = 4, bool perImage = false)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(weights);
        Check.SamePass("gradient matching", x, weights);
        Check.That(x.Shape.Rank == 3, "gradient matching", $"x {x.Shape} is no map; expected [image, row, column]");
        Check.That(weights.Shape == x.Shape, "gradient matching",
            $"the weights {weights.Shape} do not fit x {x.Shape}");
        Check.That(scales is >= 1 and <= 16, "gradient matching", $"{scales} scales were asked for; expected 1 to 16");
        return x.Pass.Run(new GradientMatchingOperation(x, weights, scales, perImage));
    }

    private sealed class GradientMatchingOperation(Tensor x, Tensor weights, int scales, bool perImage) : IPrimitive
    {
        // Of each image and scale: the sum of weights, then the sum of weighted changes.
        private readonly double[] _weight = new double[x.Shape[0] * scales];
        private readonly double[] _change = new double[x.Shape[0] * scales];

        public string Name => "gradient matching";

        public Shape Output => new();

        public Tensor[] Inputs => [x, weights];

        private int Images => x.Shape[0];

        private int Rows => x.Shape[1];

        private int Columns => x.Shape[2];

        public void Forward(Tensor y)
        {
            y.Pass.Work.For(_weight.Length, Measure);
            var sum = 0.0;
            for (var i = 0; i < _change.Length; i++) sum += _change[i] * Share(i);
            y.Pointer[0] = (float)sum;
        }

        public void Backward(Tensor y)
        {
            if (!x.IsRecorded) return;
            var dx = x.GradientPointer;
            var dy = y.GradientPointer[0];
            y.Pass.Work.For(Images, image =>
            {
                for (var scale = 0; scale < scales; scale++)
                    Spread(image, scale, (float)(Share((image * scales) + scale) * dy),
                        dx + ((long)image * Rows * Columns));
            });
        }

        /// <summary>What the changes of one image and scale are multiplied by.</summary>
        private double Share(int at)
        {
            var all = _weight[at];
            if (!perImage)
            {
                all = 0;
                for (var i = at % scales; i < _weight.Length; i += scales) all += _weight[i];
            }
            return all > 0 ? 1 / (perImage ? all * Images : all) : 0;
        }

        private void Measure(int at)
        {
            var (image, step) = (at / scales, 1 << (at % scales));
            float* px = x.Pointer + ((long)image * Rows * Columns),
                pw = weights.Pointer + ((long)image * Rows * Columns);
            double weight = 0, change = 0;
            for (var row = 0; row < Rows; row += step)
            {
                float* v = px + (row * Columns), w = pw + (row * Columns);
                float weightOfRow = 0, changeOfRow = 0;
                var below = row + step < Rows ? step * Columns : 0;
                for (var column = 0; column < Columns; column += step)
                {
                    if (w[column] == 0) continue;
                    weightOfRow += w[column];
                    if (column + step < Columns && w[column + step] != 0)
                        changeOfRow += w[column] * w[column + step] * MathF.Abs(v[column + step] - v[column]);
                    if (below > 0 && w[column + below] != 0)
                        changeOfRow += w[column] * w[column + below] * MathF.Abs(v[column + below] - v[column]);
                }
                weight += weightOfRow;
                change += changeOfRow;
            }
            (_weight[at], _change[at]) = (weight, change);
        }

        private void Spread(int image, int scale, float by, float* dx)
        {
            if (by == 0) return;
            var step = 1 << scale;
            float* px = x.Pointer + ((long)image * Rows * Columns),
                pw = weights.Pointer + ((long)image * Rows * Columns);
            for (var row = 0; row < Rows; row += step)
            {
                float* v = px + (row * Columns), w = pw + (row * Columns), d = dx + (row * Columns);
                var below = row + step < Rows ? step * Columns : 0;
                for (var column = 0; column < Columns; column += step)
                {
                    if (w[column] == 0) continue;
                    if (column + step < Columns && w[column + step] != 0) Pull(v, w, d, column, column + step, by);
                    if (below > 0 && w[column + below] != 0) Pull(v, w, d, column, column + below, by);
                }
            }
        }

        private static void Pull(float* v, float* w, float* d, int from, int to, float by)
        {
            var change = v[to] - v[from];
            var gradient = by * w[from] * w[to] * (change > 0 ? 1 : change < 0 ? -1 : 0);
            d[to] += gradient;
            d[from] -= gradient;
        }
    }
}
