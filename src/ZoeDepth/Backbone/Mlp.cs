using ZoeDepth.Layers;
using ZoeDepth.Tensors;

namespace ZoeDepth.Backbone;

/// <summary>W₂·act(W₁·x + b₁) + b₂        reference: modeling_beit.py BeitIntermediate, BeitOutput</summary>
internal sealed class Mlp(Weights w, int width, int inner, Activation activation)
{
    private readonly Linear _intermediate = new(w.Scope("intermediate.dense"), width, inner);
    private readonly Linear _output = new(w.Scope("output.dense"), inner, width);

    /// <summary>x <c>[image, 1 + patch, width]</c> → epilogue of the same shape</summary>
    public Tensor Forward(Tensor x, Epilogue epilogue = default) =>
        _output.Forward(_intermediate.Forward(x, Epilogue.Of(activation)), epilogue);
}
