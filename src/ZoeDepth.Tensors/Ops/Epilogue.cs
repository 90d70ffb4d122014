using ZoeDepth.Kernels.Gemm;

namespace ZoeDepth.Tensors;

/// <summary>
/// What a product passes through on its way out: epilogue(z) = dropPath(scale · dropout(activation(z))) + plus. In an
/// inference pass it is done while the elements are still in registers; what it stands for are the plain operations one
/// after the other.
/// </summary>
/// <param name="Activation">applied first</param>
/// <param name="Scale"><c>[out]</c>: LayerScale, or none</param>
/// <param name="Plus">the shape of the result: the residual, or none</param>
public readonly record struct Epilogue(Activation Activation = Activation.None, Parameter? Scale = null,
    Tensor? Plus = null)
{
    /// <summary>
    /// The share of elements that a training pass drops after the activation (<see cref="Operations.Dropout"/>), 0..1.
    /// </summary>
    public double Dropout { get; init; }

    /// <summary>
    /// The share of images whose branch a training pass drops before the residual (<see cref="Operations.DropPath"/>),
    /// 0..1.
    /// </summary>
    public double DropPath { get; init; }

    /// <summary>activation(z)</summary>
    public static Epilogue Of(Activation activation) => new(activation);

    /// <summary>z + x</summary>
    public static Epilogue Add(Tensor x) => new(Plus: x);

    /// <summary>gamma · z + x</summary>
    public static Epilogue ScaleAndAdd(Parameter? gamma, Tensor x) => new(Scale: gamma, Plus: x);

    internal bool IsEmpty => Activation == Activation.None && Scale is null && Plus is null && !IsRandom;

    /// <summary>Whether something is dropped at random, which no fused kernel does.</summary>
    internal bool IsRandom => Dropout > 0 || DropPath > 0;

    /// <summary>What of the epilogue acts in a pass: nothing is dropped but in training.</summary>
    internal Epilogue In(Pass pass) => pass.Drops ? this : this with { Dropout = 0, DropPath = 0 };

    /// <summary>What the epilogue stands for.</summary>
    internal Tensor Apply(Tensor z)
    {
        if (Activation != Activation.None) z = Operations.Activate(z, Activation);
        z = Operations.Dropout(z, Dropout);
        if (Scale is not null) z = Operations.Scale(z, Scale);
        z = Operations.DropPath(z, DropPath);
        return Plus is null ? z : Operations.Add(z, Plus);
    }

    /// <summary>The same for a product whose result has rows of <paramref name="columns"/> elements.</summary>
    internal unsafe GemmEpilogue ToGemm(Pass pass, Parameter? bias, int columns) => new()
    {
        Bias = pass.Read(bias),
        Activation = Activation.Kind(),
        Scale = pass.Read(Scale),
        Residual = Plus is null ? null : Plus.Pointer,
        ResidualStride = columns,
    };

    internal Tensor[] InputsBehind(Tensor x) => Plus is null ? [x] : [x, Plus];

    internal Parameter[] ParametersBehind(Parameter weight, Parameter? bias) =>
        [weight, .. OrNone(bias), .. OrNone(Scale)];

    /// <summary>Throws unless scale and plus fit the result.</summary>
    internal void Check(string operation, Tensor x, Shape output)
    {
        if (Scale is not null) Tensors.Check.Vector(operation, Scale, "scale", output, "the result");
        if (Plus is null) return;
        Tensors.Check.SamePass(operation, x, Plus);
        Tensors.Check.That(Plus.Shape == output, operation,
            $"what is added has the shape {Plus.Shape}; expected that of the result, {output}");
    }

    private static Parameter[] OrNone(Parameter? parameter) => parameter is null ? [] : [parameter];
}
