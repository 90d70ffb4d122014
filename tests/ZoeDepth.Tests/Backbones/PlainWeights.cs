using ZoeDepth.Tensors;

namespace ZoeDepth.Tests.Backbones;

/// <summary>A model's parameters as doubles.</summary>
internal sealed class PlainWeights
{
    private readonly Dictionary<string, double[]> _all;
    private readonly string _path = "";

    public PlainWeights(ZoeDepthForDepthEstimation model) => _all = model.Parameters.ToDictionary(
        parameter => parameter.Name, parameter => Array.ConvertAll(parameter.Values.ToArray(), v => (double)v));

    private PlainWeights(PlainWeights parent, string path) => (_all, _path) = (parent._all, path);

    public PlainWeights In(string name) => new(this, Key(name));

    public double[] this[string name] => _all[Key(name)];

    public double[]? Optional(string name) => _all.GetValueOrDefault(Key(name));

    public double[] Linear(string name, double[] x) =>
        PlainMath.Linear(x, this[name + ".weight"], Optional(name + ".bias"));

    public double[] Norm(string name, double[] x, double epsilon) =>
        PlainMath.LayerNorm(x, this[name + ".weight"], this[name + ".bias"], epsilon);

    private string Key(string name) => _path.Length == 0 ? name : $"{_path}.{name}";

    /// <summary>
    /// Gives every number of a model a value of its own: fresh biases, positions and tables are zeros, which hide
    /// mistakes.
    /// </summary>
    public static ZoeDepthForDepthEstimation Shaken(ZoeDepthForDepthEstimation model, int seed)
    {
        var random = new Random(seed);
        foreach (var parameter in model.Parameters.Where(parameter => parameter.Trainable))
        {
            var isNorm = parameter.Shape.Rank == 1 && (parameter.Name.EndsWith(".weight", StringComparison.Ordinal)
                || parameter.Name.Contains("lambda", StringComparison.Ordinal));
            var fanIn = parameter.Shape.Rank == 1 ? 4 : Math.Max(1, parameter.Shape.Count / parameter.Shape[0]);
            var reach = 1.4 / Math.Sqrt(fanIn);
            // Above the relu that comes last, which would leave nothing to compare.
            var isLast = parameter.Name is "head.conv3.bias" or "head.head.4.bias";
            using var writer = parameter.Write();
            for (var i = 0; i < writer.Values.Length; i++)
                writer.Values[i] = (float)((isLast ? 1.5 : isNorm ? 1 : 0) + (reach * ((2 * random.NextDouble()) - 1)));
        }
        return model;
    }
}
