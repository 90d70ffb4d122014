using ZoeDepth.Kernels.Pointwise;

namespace ZoeDepth.Tensors;

public static unsafe partial class Operations
{
    /// <summary>
    /// A parameter as a tensor, for one that is computed with before it meets anything else.
    /// <para>Backward: the gradient arrives as it is.</para>
    /// </summary>
    /// <param name="pass">the pass the result belongs to</param>
    /// <param name="parameter">any shape</param>
    /// <returns>the shape of the parameter</returns>
    public static Tensor Value(Pass pass, Parameter parameter)
    {
        ArgumentNullException.ThrowIfNull(pass);
        ArgumentNullException.ThrowIfNull(parameter);
        return pass.Run(new ValueOperation(pass, parameter));
    }

    private sealed class ValueOperation(Pass pass, Parameter parameter) : IPrimitive
    {
        public string Name => "value";

        public Shape Output => parameter.Shape;

        public Tensor[] Inputs => [];

        public Parameter[] Parameters => [parameter];

        public void Forward(Tensor y) =>
            Blocks.Copy(pass.Read(parameter), 0, y.Pointer, 0, y.Shape.Count, 1, pass.Work);

        public void Backward(Tensor y)
        {
            if (parameter.Trainable)
                Blocks.Add(y.GradientPointer, 0, parameter.GradientPointer, 0, y.Shape.Count, 1, pass.Work);
        }
    }
}
