using ZoeDepth.Kernels.Pointwise;

namespace ZoeDepth.Tensors;

public static unsafe partial class Operations
{
    /// <summary>
    /// y = activation(x), number by number: the functions a product can also apply on its way out
    /// (<see cref="Activation"/>).
    /// <para>Backward: dx = activation′(x) · dy, with PyTorch's choice at a corner: 0 for <c>relu</c> at 0, 1 for
    /// <c>softplus</c> above 20.</para>
    /// </summary>
    /// <param name="x"><c>[…]</c></param>
    /// <param name="activation">which; <see cref="Activation.None"/> gives x itself</param>
    public static Tensor Activate(Tensor x, Activation activation)
    {
        ArgumentNullException.ThrowIfNull(x);
        Check.That(Enum.IsDefined(activation), "activate", $"there is no activation {(int)activation}");
        return activation == Activation.None ? x : x.Pass.Run(new ActivateOperation(x, activation));
    }

    private sealed class ActivateOperation(Tensor x, Activation activation) : IPrimitive
    {
        public Shape Output => x.Shape;

        public Tensor[] Inputs => [x];

        public string Name => activation switch
        {
            Activation.GeluTanh => "gelu tanh",
            Activation.QuickGelu => "quick gelu",
            _ => activation.ToString().ToLowerInvariant(),
        };

        public void Forward(Tensor y) =>
            ElementwiseActivation.Forward(activation.Kind(), x.Pointer, y.Pointer, x.Shape.Count, x.Pass.Work);

        public void Backward(Tensor y)
        {
            if (!x.IsRecorded) return;
            var dy = y.GradientPointer;
            float* dx;
            var adds = false;
            if (x.TakeGradient(y)) dx = dy;
            else dx = x.GradientTarget(out adds);
            ElementwiseActivation.Backward(activation.Kind(), x.Pointer, dy, dx, x.Shape.Count, x.Pass.Work, adds);
        }
    }
}
