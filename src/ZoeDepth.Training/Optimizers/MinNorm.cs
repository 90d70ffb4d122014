namespace ZoeDepth.Training;

/// <summary>
/// The weights of several tasks for which their common gradient is shortest: w ≥ 0, Σ w = 1, |Σ wᵢ·gᵢ| least. Where
/// that is 0 no direction helps all of them. Two tasks have a closed form (Sener and Koltun, arXiv 1810.04650,
/// algorithm 2); more are solved exactly by Wolfe's algorithm (1976) on the products of the gradients.
/// </summary>
public static class MinNorm
{
    private const double Tolerance = 1e-14;

    /// <summary>The weights.</summary>
    /// <param name="products">gᵢ·gⱼ, <c>[task, task]</c>, at least one task</param>
    /// <exception cref="ArgumentException">the table is not square, or empty</exception>
    public static double[] Weights(double[,] products)
    {
        ArgumentNullException.ThrowIfNull(products);
        var tasks = products.GetLength(0);
        if (tasks == 0 || products.GetLength(1) != tasks)
            throw new ArgumentException(
                $"the products of gradients are {tasks}x{products.GetLength(1)}; expected one row and one column " +
                "for each task", nameof(products));
        return tasks switch
        {
            1 => [1],
            2 => OfTwo(products),
            _ => OfMany(products, tasks),
        };
    }

    private static double[] OfTwo(double[,] g)
    {
        // |g₁ − g₂|²; of equal gradients any weights do.
        var distance = g[0, 0] + g[1, 1] - (2 * g[0, 1]);
        var first = distance <= 0 ? 0.5 : Math.Clamp((g[1, 1] - g[0, 1]) / distance, 0, 1);
        return [first, 1 - first];
    }

    private static double[] OfMany(double[,] g, int tasks)
    {
        var start = Enumerable.Range(0, tasks).MinBy(i => g[i, i]);
        var corral = new List<int> { start };
        var weights = new double[tasks];
        weights[start] = 1;
        var largest = Enumerable.Range(0, tasks).Max(i => g[i, i]);
        // Each round shortens the norm, so no set of tasks comes twice; the bound guards against rounding alone.
        for (var round = 0; round < 100 * tasks; round++)
        {
            double[] along = [.. Enumerable.Range(0, tasks)
                .Select(i => Enumerable.Range(0, tasks).Sum(j => g[i, j] * weights[j]))];
            var norm = Enumerable.Range(0, tasks).Sum(i => weights[i] * along[i]);
            var best = Enumerable.Range(0, tasks).MinBy(i => along[i]);
            if (along[best] >= norm - (Tolerance * largest) || corral.Contains(best)) break;
            corral.Add(best);
            ShortenWithin(g, corral, weights);
        }
        return weights;
    }

    /// <summary>
    /// Moves to the shortest vector that the tasks of the corral span, dropping those whose weight would be negative on
    /// the way.
    /// </summary>
    private static void ShortenWithin(double[,] g, List<int> corral, double[] weights)
    {
        while (true)
        {
            var wanted = Shortest(g, corral);
            if (wanted.All(weight => weight > 0))
            {
                for (var i = 0; i < corral.Count; i++) weights[corral[i]] = wanted[i];
                return;
            }
            var part = 1.0;
            for (var i = 0; i < corral.Count; i++)
                if (wanted[i] <= 0) part = Math.Min(part, weights[corral[i]] / (weights[corral[i]] - wanted[i]));
            var dropped = -1;
            for (var i = 0; i < corral.Count; i++)
            {
                weights[corral[i]] += part * (wanted[i] - weights[corral[i]]);
                if (wanted[i] <= 0 && (dropped < 0 || weights[corral[i]] < weights[corral[dropped]])) dropped = i;
            }
            weights[corral[dropped]] = 0;
            corral.RemoveAt(dropped);
        }
    }

    /// <summary>
    /// Weights of any sign that sum to 1, of the shortest combination: G·w = μ·1, solved by elimination with pivots.
    /// </summary>
    private static double[] Shortest(double[,] g, List<int> corral)
    {
        var n = corral.Count + 1;
        var a = new double[n, n + 1];
        for (var i = 0; i < n - 1; i++)
        {
            for (var j = 0; j < n - 1; j++) a[i, j] = g[corral[i], corral[j]];
            a[i, n - 1] = a[n - 1, i] = 1;
        }
        a[n - 1, n] = 1;
        for (var column = 0; column < n; column++)
        {
            var pivot = Enumerable.Range(column, n - column).MaxBy(row => Math.Abs(a[row, column]));
            for (var k = 0; k <= n; k++) (a[column, k], a[pivot, k]) = (a[pivot, k], a[column, k]);
            for (var row = 0; row < n; row++)
            {
                if (row == column) continue;
                var factor = a[row, column] / a[column, column];
                for (var k = column; k <= n; k++) a[row, k] -= factor * a[column, k];
            }
        }
        return [.. Enumerable.Range(0, n - 1).Select(i => a[i, n] / a[i, i])];
    }
}
