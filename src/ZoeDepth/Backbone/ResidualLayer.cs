using ZoeDepth.Tensors;

namespace ZoeDepth.Backbone;

/// <summary>
/// act(conv₂(act(conv₁(x))) + shortcut(x)), both 3x3, the first with the stride; the shortcut is x itself, or a 1x1
/// convolution where channels or size change.        reference: modeling_resnet.py ResNetBasicLayer
/// </summary>
internal sealed class ResidualLayer(Weights w, int inputs, int outputs, int stride, Activation activation)
{
    private readonly ResNetConvolution _convolution1 =
        new(w.Scope("layer.0.convolution"), inputs, outputs, size: 3, stride);
    private readonly ResNetConvolution _convolution2 = new(w.Scope("layer.1.convolution"), outputs, outputs, size: 3);
    private readonly ResNetConvolution? _shortcut = inputs != outputs || stride != 1
        ? new(w.Scope("shortcut.convolution"), inputs, outputs, size: 1, stride)
        : null;

    /// <summary>
    /// x <c>[image, row, column, inputs]</c> → <c>[image, ⌈row / stride⌉, ⌈column / stride⌉, outputs]</c>
    /// </summary>
    public Tensor Forward(Tensor x)
    {
        using var frame = x.Pass.Frame();
        var skip = _shortcut is null ? x : _shortcut.Forward(x);
        var y = _convolution2.Forward(_convolution1.Forward(x, Epilogue.Of(activation)), Epilogue.Add(skip));
        return frame.Keep(Operations.Activate(y, activation));
    }
}
