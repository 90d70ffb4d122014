using ZoeDepth.Kernels.Pointwise;

namespace ZoeDepth.Tensors;

public static unsafe partial class Operations
{
    /// <summary>
    /// y = activation(x), number by number: the functions a product can also apply on its way out (<see cref="Activation"/>).
    /// <para>Backward: dx = activation′(x) · dy, with PyTorch's choice at a corner: 0 for <c>relu</c> at 0, 1 for <c>softplus</c> above 20.</para>
    /// </summary>
    /// <param name="x"><c>[…]</c></param>
    /// <param name="activation">which; <see cref="Activation.None"/> gives x itself</param>
    public static Tensor Activate(Tensor x, Activation activation)
    {
        Check.That(Enum.IsDefined(activation), "activate", $"there is no activation {(int)activation}");
        return activation == Activation.None ? x : x.Pass.Run(new Activated(x, activation));
    }

    private sealed record Activated(Tensor X, Activation Activation) : IPrimitive
    {
        public Shape Output => X.Shape;

        public Tensor[] Inputs => [X];

        public string Name => Activation switch
        {
            Activation.GeluTanh => "gelu tanh",
            Activation.QuickGelu => "quick gelu",
            _ => Activation.ToString().ToLowerInvariant(),
        };

        public void Forward(Tensor y) => ElementwiseActivation.Forward(Activation.Kind(), X.Pointer, y.Pointer, X.Shape.Count, X.Pass.Work);

        public void Backward(Tensor y)
        {
            if (!X.IsRecorded) return;
            var dx = X.GradientTarget(out var adds);
            ElementwiseActivation.Backward(Activation.Kind(), X.Pointer, y.GradientPointer, dx, X.Shape.Count, X.Pass.Work, adds);
        }
    }
}
