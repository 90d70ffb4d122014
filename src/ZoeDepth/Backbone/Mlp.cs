using ZoeDepth.Layers;
using ZoeDepth.Tensors;

namespace ZoeDepth.Backbone;

/// <summary>W₂·act(W₁·x + b₁) + b₂        reference: modeling_beit.py BeitIntermediate, BeitOutput</summary>
/// <param name="intermediate">where W₁ and b₁ are</param>
/// <param name="output">where W₂ and b₂ are</param>
/// <param name="width">numbers per token</param>
/// <param name="inner">numbers per token between the two</param>
/// <param name="activation">act</param>
internal sealed class Mlp(Weights intermediate, Weights output, int width, int inner, Activation activation)
{
    private readonly Linear _intermediate = new(intermediate, width, inner);
    private readonly Linear _output = new(output, inner, width);

    /// <summary>x <c>[image, 1 + patch, width]</c> → epilogue of the same shape</summary>
    public Tensor Forward(Tensor x, Epilogue epilogue = default) =>
        _output.Forward(_intermediate.Forward(x, Epilogue.Of(activation)), epilogue);
}
