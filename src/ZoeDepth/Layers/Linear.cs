using ZoeDepth.Tensors;

namespace ZoeDepth.Layers;

/// <summary>y = epilogue(W·x + b)        reference: torch.nn.Linear</summary>
internal sealed class Linear(Weights w, int inputs, int outputs, bool bias = true)
{
    private readonly Parameter _weight = Operations.WeightOfLinear(w.Parameter("weight", outputs, inputs));
    private readonly Parameter? _bias = bias ? w.Parameter("bias", outputs) : null;

    /// <summary>x <c>[…, inputs]</c> → <c>[…, outputs]</c></summary>
    public Tensor Forward(Tensor x, Epilogue epilogue = default) => Operations.Linear(x, _weight, _bias, epilogue);
}
