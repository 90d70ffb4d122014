using ZoeDepth.Runtime.Memory;
using ZoeDepth.Runtime.Random;
using ZoeDepth.Tensors;

namespace ZoeDepth.Benchmarks.FullSize;

/// <summary>
/// The weights of <c>goldens/full/recipe.py</c>: every number of a full-size checkpoint follows from its tensor's key,
/// so that nobody has to ship 1.4 GB to test or time one. Values are bit for bit those of the Python file.
/// </summary>
internal sealed unsafe class RecipeWeights : IWeightSource
{
    /// <inheritdoc/>
    public string Description => "weights by recipe";

    /// <summary>None: every tensor is made on demand.</summary>
    public IEnumerable<string> Keys => [];

    /// <inheritdoc/>
    public WeightTensor? Find(string key, Shape shape) => new([.. shape.ToArray()], new Computed(key, shape), [key]);

    /// <inheritdoc/>
    public void Dispose()
    {
        // It holds nothing.
    }

    /// <summary>The first rule of the recipe that fits a key.</summary>
    internal static (float Offset, float Scale) RuleOf(string key, Shape shape)
    {
        bool Ends(string end) => key.EndsWith(end, StringComparison.Ordinal);
        bool Has(string part) => key.Contains(part, StringComparison.Ordinal);
        if (Ends("cls_token") || Ends("relative_position_bias_table")) return (0, 1);
        if (Ends("lambda_1") || Ends("lambda_2")) return (0.3f, 0.1f);
        if (Ends(".weight") && shape.Rank == 1) return (1, 0.2f);
        if (Ends(".bias")) return (0, 0.1f);
        var isTransposed = Ends("layers.0.resize.weight") || Ends("layers.1.resize.weight");
        var fan = isTransposed ? shape[0] : shape.Count / shape[0];
        var gain = Has("seed_bin_regressor") && Ends("conv2.weight") ? 3 : Has("conditional_log_binomial") ? 0.6 : 1.3;
        return (0, (float)(gain * Math.Sqrt(3.0 / fan)));
    }

    private sealed class Computed(string key, Shape shape) : IParameterValues
    {
        public ParameterLease Open()
        {
            var buffer = new NativeBuffer(shape.Count);
            var (offset, scale) = RuleOf(key, shape);
            var seed = Fnv1a.OfUtf8(key);
            var numbers = buffer.Pointer;
            for (var i = 0L; i < shape.Count; i++)
            {
                // 24 random bits on [-1, 1): exact in float32.
                var uniform = ((SplitMix64.At(seed, (ulong)i) >> 40) * (1f / (1 << 23))) - 1;
                numbers[i] = offset + (scale * uniform);
            }
            return new ParameterLease(numbers, buffer);
        }
    }
}
