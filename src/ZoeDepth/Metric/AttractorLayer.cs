using ZoeDepth.Layers;
using ZoeDepth.Tensors;
using static ZoeDepth.Tensors.Operations;

namespace ZoeDepth.Metric;

/// <summary>
/// Every bin center c moves towards a few attractor points a the layer proposes: c + mean or sum of d / (1 + 300·d²), d
/// = a − c; of d·exp(−300·d²) where the original's <c>attractor_type</c> is <c>exp</c>. Two published quirks are kept,
/// because released weights depend on them: the strength is 300 and the exponent 2 whatever <c>attractor_alpha</c> and
/// <c>attractor_gamma</c> say, and "normed" points are the even channels without the division by the pair's sum.
/// Reference: modeling_zoedepth.py ZoeDepthAttractorLayer, ZoeDepthAttractorLayerUnnormed (paper §3.2)
/// </summary>
internal sealed class AttractorLayer(Weights w, int width, int hidden, int attractors, BinConfiguration bins,
    BinCentersType type, AttractorKind kind, bool isExponential)
{
    private readonly Conv1x1 _conv1 = new(w.Scope("conv1"), width, hidden);
    private readonly Conv1x1 _conv2 =
        new(w.Scope("conv2"), hidden, type.HasBoundedAttractors() ? 2 * attractors : attractors);

    /// <summary>Where the attractors of this level lie.</summary>
    /// <param name="embedding">bin embedding of this level, <c>[image, row, column, width]</c></param>
    /// <param name="previousEmbedding">bin embedding of the coarser level, <c>[image, row′, column′, width]</c></param>
    /// <returns><c>[image, row, column, attractor]</c>: metres ("softplus", "hybrid1") or 0..1 ("normed",
    /// "hybrid2")</returns>
    public Tensor Points(Tensor embedding, Tensor previousEmbedding)
    {
        using var frame = embedding.Pass.Frame();
        var (rows, columns) = (embedding.Shape[1], embedding.Shape[2]);
        var x = Add(embedding, Resize(previousEmbedding, rows, columns, Interpolation.Bilinear, Corners.Aligned));
        var features = _conv1.Forward(x, Epilogue.Of(Activation.Relu));
        return frame.Keep(type.HasBoundedAttractors()
            ? Affine(StridedSlice(_conv2.Forward(features, Epilogue.Of(Activation.Relu))), 1, 1e-3f)
            : _conv2.Forward(features, Epilogue.Of(Activation.Softplus)));
    }

    /// <summary>Moves the bins of the coarser level.</summary>
    /// <param name="points">from <see cref="Points"/></param>
    /// <param name="previousBins">what flowed on from the coarser level, <c>[image, row′, column′, bin]</c></param>
    /// <returns>
    /// what flows on, <c>[image, row, column, bin]</c>: metres ("softplus", "hybrid1") or 0..1, neither sorted nor
    /// clipped ("normed", "hybrid2")
    /// </returns>
    public Tensor Forward(Tensor points, Tensor previousBins)
    {
        using var frame = points.Pass.Frame();
        var centers = Resize(previousBins, points.Shape[1], points.Shape[2], Interpolation.Bilinear, Corners.Aligned);
        return frame.Keep(Attractor(points, centers, kind, exponential: isExponential));
    }

    /// <summary>
    /// What flows on, <c>[image, row, column, bin]</c> → bin centers in metres, same shape; "normed" ones are
    /// stretched, sorted and clipped to the range.
    /// </summary>
    public Tensor Centers(Tensor recurrent)
    {
        if (!type.HasBoundedAttractors()) return recurrent;
        using var frame = recurrent.Pass.Frame();
        var (least, most) = ((float)bins.MinDepth, (float)bins.MaxDepth);
        return frame.Keep(Clip(Sort(Affine(recurrent, most - least, least)), least, most));
    }
}
