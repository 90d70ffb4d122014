using ZoeDepth.Tensors;

namespace ZoeDepth.Layers;

/// <summary>
/// y = epilogue(W ∗ x + b), one pixel of zeros around the map.        reference: torch.nn.Conv2d(kernel_size=3,
/// padding=1)
/// </summary>
internal sealed class Conv3x3(Weights w, int inputs, int outputs, int stride = 1, bool bias = true)
{
    private readonly Parameter _weight = w.Parameter("weight", outputs, inputs, 3, 3);
    private readonly Parameter? _bias = bias ? w.Parameter("bias", outputs) : null;

    /// <summary>
    /// x <c>[image, row, column, inputs]</c> → <c>[image, ⌈row / stride⌉, ⌈column / stride⌉, outputs]</c>
    /// </summary>
    public Tensor Forward(Tensor x, Epilogue epilogue = default) =>
        Operations.Conv2d(x, _weight, _bias, stride, padding: 1, rectified: false, epilogue);

    /// <summary>The same of x enlarged to so many rows and columns, bilinear with aligned corners.</summary>
    public Tensor ForwardEnlarged(Tensor x, int rows, int columns, Activation activation) =>
        Operations.ResizedConv2d(x, rows, columns, _weight, _bias, padding: 1, activation);

    /// <summary>The same of max(x, 0), which is never written down.</summary>
    public Tensor ForwardRectified(Tensor x, Epilogue epilogue = default) =>
        Operations.Conv2d(x, _weight, _bias, stride, padding: 1, rectified: true, epilogue);
}
