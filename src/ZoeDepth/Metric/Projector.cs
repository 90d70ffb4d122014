using ZoeDepth.Layers;
using ZoeDepth.Tensors;

namespace ZoeDepth.Metric;

/// <summary>
/// W₂·relu(W₁·x + b₁) + b₂ at every pixel: the bin embedding of a level.        reference: modeling_zoedepth.py
/// ZoeDepthProjector
/// </summary>
internal sealed class Projector(Weights w, int inputs, int hidden, int outputs)
{
    private readonly Conv1x1 _conv1 = new(w.Scope("conv1"), inputs, hidden);
    private readonly Conv1x1 _conv2 = new(w.Scope("conv2"), hidden, outputs);

    /// <summary>x <c>[image, row, column, inputs]</c> → <c>[image, row, column, outputs]</c></summary>
    public Tensor Forward(Tensor x)
    {
        using var frame = x.Pass.Frame();
        return frame.Keep(_conv2.Forward(_conv1.Forward(x, Epilogue.Of(Activation.Relu))));
    }
}
