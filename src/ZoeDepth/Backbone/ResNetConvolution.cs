using ZoeDepth.Tensors;

namespace ZoeDepth.Backbone;

/// <summary>
/// y = epilogue(W ∗ x + b), with half the kernel of zeros around the map; the batch norm that follows it in the
/// reference has gone into W and b.        reference: modeling_resnet.py ResNetConvLayer, ResNetShortCut
/// </summary>
internal sealed class ResNetConvolution(Weights w, int inputs, int outputs, int size, int stride = 1)
{
    private readonly Parameter _weight = w.Parameter("weight", outputs, inputs, size, size);
    private readonly Parameter _bias = w.Parameter("bias", outputs);

    /// <summary>
    /// x <c>[image, row, column, inputs]</c> → <c>[image, ⌈row / stride⌉, ⌈column / stride⌉, outputs]</c>
    /// </summary>
    public Tensor Forward(Tensor x, Epilogue epilogue = default) =>
        Operations.Conv2d(x, _weight, _bias, stride, padding: size / 2, rectified: false, epilogue);
}
