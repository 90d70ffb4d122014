using ZoeDepth.Tensors;

namespace ZoeDepth.Layers;

/// <summary>
/// y = epilogue(W·x + b) at every pixel. Channels lie innermost, so a 1x1 convolution is a linear layer whose weight
/// has two more axes.
/// Reference: torch.nn.Conv2d(kernel_size=1)
/// </summary>
internal sealed class Conv1x1(Weights w, int inputs, int outputs)
{
    private readonly Parameter _weight = w.Parameter("weight", outputs, inputs, 1, 1);
    private readonly Parameter _bias = w.Parameter("bias", outputs);

    /// <summary>x <c>[image, row, column, inputs]</c> → <c>[image, row, column, outputs]</c></summary>
    public Tensor Forward(Tensor x, Epilogue epilogue = default) => Operations.Linear(x, _weight, _bias, epilogue);

    /// <summary>
    /// x enlarged to <paramref name="rows"/> × <paramref name="columns"/> (bilinear, corners aligned), then projected.
    /// </summary>
    public Tensor ForwardResized(Tensor x, int rows, int columns) =>
        Operations.ResizedLinear(x, rows, columns, _weight, _bias);
}
