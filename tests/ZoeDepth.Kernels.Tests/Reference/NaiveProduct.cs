using ZoeDepth.Kernels.Functions;

namespace ZoeDepth.Kernels.Tests;

/// <summary>The naive twin of the product and its doors: double precision, plain loops.</summary>
internal static class NaiveProduct
{
    /// <summary>y[m, n] = Σ a(m, k) · b(k, n)</summary>
    public static double[] Multiply(int m, int k, int n, Func<int, int, double> a, Func<int, int, double> b)
    {
        var y = new double[m * n];
        for (var i = 0; i < m; i++)
            for (var j = 0; j < n; j++)
                for (var p = 0; p < k; p++)
                    y[(i * n) + j] += a(i, p) * b(p, j);
        return y;
    }

    /// <summary>residual + scale · activation(x + bias)</summary>
    public static double[] Finish(double[] x, int n, float[]? bias, ActivationKind activation, float[]? scale,
        float[]? residual) =>
        [.. x.Select((value, i) => (residual?[i] ?? 0.0)
            + ((scale?[i % n] ?? 1.0) * Activate(activation, value + (bias?[i % n] ?? 0.0))))];

    public static double Activate(ActivationKind activation, double x) => activation switch
    {
        ActivationKind.None => x,
        ActivationKind.Relu => Math.Max(0, x),
        ActivationKind.Gelu => x / 2 * (1 + VectorMathTests.Erf(x / Math.Sqrt(2))),
        ActivationKind.GeluTanh => x / 2 * (1 + Math.Tanh(Math.Sqrt(2 / Math.PI) * (x + (0.044715 * x * x * x)))),
        ActivationKind.QuickGelu => x / (1 + Math.Exp(-1.702 * x)),
        ActivationKind.Silu => x / (1 + Math.Exp(-x)),
        ActivationKind.Softplus => x > 20 ? x : Math.Log(1 + Math.Exp(x)),
        ActivationKind.Sigmoid => 1 / (1 + Math.Exp(-x)),
        ActivationKind.Tanh => Math.Tanh(x),
        _ => throw new ArgumentOutOfRangeException(nameof(activation)),
    };
}
