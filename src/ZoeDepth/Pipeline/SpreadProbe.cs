using ZoeDepth.Metric;
using ZoeDepth.Tensors;

namespace ZoeDepth;

/// <summary>Keeps what a pass shows of the spread of its bins, of each head that answers.</summary>
internal sealed class SpreadProbe
{
    private readonly List<(float[] Values, int Rows, int Columns)> _seen = [];

    /// <summary>Looks at a named tensor of the pass.</summary>
    public void Observe(string name, Tensor tensor)
    {
        if (name.StartsWith(DomainHead.SpreadName, StringComparison.Ordinal))
            _seen.Add((tensor.Values.ToArray(), tensor.Shape[1], tensor.Shape[2]));
    }

    /// <summary>The spread as the picture has it, metres, <c>[row, column]</c>; null where there are no bins.</summary>
    /// <param name="head">which head; where one alone was asked, it is the only one that was seen</param>
    /// <param name="plan">how the picture entered the network, and its camera</param>
    /// <param name="pass">the pass that is still open</param>
    public float[]? Of(int head, DepthPlan plan, Pass pass)
    {
        if (_seen.Count == 0) return null;
        var (values, rows, columns) = _seen.Count == 1 ? _seen[0] : _seen[head];
        using var frame = pass.Frame();
        var (interpolation, corners) = plan.ResizeBack.Rule();
        var map = ZoeDepthImageProcessor.ResizedAndCut(pass.New(new Shape(rows, columns), values), plan.Output,
            plan.Border, interpolation, corners);
        // A bicubic enlargement swings below 0, where no spread is.
        var scale = (float)(plan.Camera?.Scale ?? 1);
        return Array.ConvertAll(map.Values.ToArray(), value => scale * Math.Max(0, value));
    }
}
