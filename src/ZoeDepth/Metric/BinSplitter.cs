using ZoeDepth.Layers;
using ZoeDepth.Tensors;
using static ZoeDepth.Tensors.Operations;

namespace ZoeDepth.Metric;

/// <summary>
/// Splits every bin of the coarser level in two, by shares the layer reads from the bin embeddings: (s + 1e-3) / Σ (s +
/// 1e-3) over the parts of a bin, s = relu(W₂·gelu(W₁·x)).
/// Reference: isl-org/ZoeDepth zoedepth/models/layers/localbins_layers.py LinearSplitter
/// </summary>
internal sealed class BinSplitter(Weights w, int width, int hidden, int bins)
{
    private readonly Conv1x1 _conv1 = new(w.Scope("conv1"), width, hidden);
    private readonly Conv1x1 _conv2 = new(w.Scope("conv2"), hidden, SplitBins.Factor * bins);

    /// <summary>The widths of the parts.</summary>
    /// <param name="embedding">bin embedding of this level, <c>[image, row, column, width]</c></param>
    /// <param name="previousEmbedding">bin embedding of the coarser level, <c>[image, row′, column′, width]</c></param>
    /// <param name="previousWidths">shares of the range, <c>[image, row′, column′, bin]</c>, summing to 1</param>
    /// <returns>shares of the range, <c>[image, row, column, 2 · bin]</c>, the parts of a bin side by side</returns>
    public Tensor Forward(Tensor embedding, Tensor previousEmbedding, Tensor previousWidths)
    {
        using var frame = embedding.Pass.Frame();
        var (images, rows, columns) = (embedding.Shape[0], embedding.Shape[1], embedding.Shape[2]);
        var x = Add(embedding, Resize(previousEmbedding, rows, columns, Interpolation.Bilinear, Corners.Aligned));
        var scores = _conv2.Forward(_conv1.Forward(x, Epilogue.Of(Activation.Gelu)), Epilogue.Of(Activation.Relu));
        var shares = NormedWidths(scores.Reshape(images, rows * columns, bins, SplitBins.Factor));
        // Bilinear weights sum to 1, so that the enlarged widths do too.
        var whole = Resize(previousWidths, rows, columns, Interpolation.Bilinear, Corners.Aligned)
            .Reshape(images, rows * columns, bins, 1);
        return frame.Keep(Multiply(Concat(whole, whole), shares)
            .Reshape(images, rows, columns, SplitBins.Factor * bins));
    }
}
