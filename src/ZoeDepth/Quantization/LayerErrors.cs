using ZoeDepth.Runtime.Threading;
using ZoeDepth.Tensors;

namespace ZoeDepth.Quantization;

/// <summary>What 8 bits do to single layers.</summary>
internal static class LayerErrors
{
    /// <summary>
    /// On photographs: every layer is given what it has in a float32 pass, and multiplied in both precisions.
    /// </summary>
    /// <returns>norm of the change over norm of the results, for each layer that ran</returns>
    public static Dictionary<Parameter, double> OnPictures(CalibrationPictures pictures,
        IReadOnlyCollection<Parameter> layers, Work work)
    {
        using var workspace = new Workspace();
        var (squares, changes) = (new Dictionary<Parameter, double>(), new Dictionary<Parameter, double>());
        var looked = layers.ToHashSet();
        pictures.Watch((operation, _) =>
        {
            if (LinearInputs.WeightOf(operation) is not { } weight || !looked.Contains(weight)) return;
            var exact = Multiplied(operation.Inputs[0], weight, Precision.Float32, workspace, work);
            var rounded = Multiplied(operation.Inputs[0], weight, Precision.Int8, workspace, work);
            var (square, change) = (0.0, 0.0);
            for (var i = 0; i < exact.Length; i++)
            {
                square += (double)exact[i] * exact[i];
                change += ((double)rounded[i] - exact[i]) * ((double)rounded[i] - exact[i]);
            }
            squares[weight] = squares.GetValueOrDefault(weight) + square;
            changes[weight] = changes.GetValueOrDefault(weight) + change;
        });
        return squares.ToDictionary(pair => pair.Key,
            pair => pair.Value > 0 ? Math.Sqrt(changes[pair.Key] / pair.Value) : 0);
    }

    /// <summary>Of a weight alone: norm of the change over its norm.</summary>
    public static unsafe double OfWeight(Parameter weight)
    {
        using var lease = weight.Open();
        var (inputs, square, change) = (weight.Shape[1], 0.0, 0.0);
        var integers = new byte[inputs];
        for (var output = 0; output < weight.Shape[0]; output++)
        {
            var row = new ReadOnlySpan<float>(lease.Pointer + ((long)output * inputs), inputs);
            var scale = WritableTensor.ScaleOf(row);
            WritableTensor.Quantize(row, scale, integers);
            for (var i = 0; i < inputs; i++)
            {
                var difference = ((double)(sbyte)integers[i] * scale) - row[i];
                (square, change) = (square + ((double)row[i] * row[i]), change + (difference * difference));
            }
        }
        return square > 0 ? Math.Sqrt(change / square) : 0;
    }

    private static float[] Multiplied(Tensor x, Parameter weight, Precision precision, Workspace workspace, Work work)
    {
        using var pass = Pass.Inference(workspace, work, precision);
        return Operations.Linear(pass.New(x.Shape, x.Values), weight, bias: null).Values.ToArray();
    }
}
