using ZoeDepth.Layers;
using ZoeDepth.Tensors;
using static ZoeDepth.Tensors.Operations;

namespace ZoeDepth.Metric;

/// <summary>
/// What the variants of the paper's ablations read at a pixel, by the very layers the log-binomial reads its two
/// numbers with: W₂·gelu(W₁·[features, enlarged embedding]).
/// </summary>
internal sealed class PixelMlp(Weights w, int inputs, int reduction, int outputs)
{
    private readonly Conv1x1 _conv0 = new(w.Scope("mlp.0"), inputs, inputs / reduction);
    private readonly Conv1x1 _conv2 = new(w.Scope("mlp.2"), inputs / reduction, outputs);

    /// <summary>
    /// features <c>[image, row, column, features]</c>, embedding <c>[image, row′, column′, embedding]</c> → <c>[image,
    /// row, column, outputs]</c>
    /// </summary>
    public Tensor Forward(Tensor features, Tensor embedding, Epilogue epilogue = default)
    {
        using var frame = features.Pass.Frame();
        var z = Concat(features, Resize(embedding, features.Shape[1], features.Shape[2], Interpolation.Bilinear,
            Corners.Aligned));
        return frame.Keep(_conv2.Forward(_conv0.Forward(z, Epilogue.Of(Activation.Gelu)), epilogue));
    }
}
