using System.Diagnostics.CodeAnalysis;

namespace ZoeDepth.Tensors;

/// <summary>What an operation says when it is given the wrong thing: operation, parameter, expected, received.</summary>
internal static class Check
{
    /// <summary>Throws unless the condition holds.</summary>
    /// <param name="holds">the condition</param>
    /// <param name="operation">"linear"</param>
    /// <param name="what">"weight [5, 7] does not fit x [2, 6]: their last extents must agree"</param>
    public static void That([DoesNotReturnIf(false)] bool holds, string operation, [System.Runtime.CompilerServices.InterpolatedStringHandlerArgument(nameof(holds))] ref Message what)
    {
        if (!holds) throw new ArgumentException($"[{operation}] {what.ToString()}");
    }

    /// <summary>Throws unless the tensors belong to one pass.</summary>
    public static void SamePass(string operation, Tensor a, Tensor b)
    {
        if (!ReferenceEquals(a.Pass, b.Pass)) throw new ArgumentException($"[{operation}] the tensors {a.Shape} and {b.Shape} belong to different passes");
    }

    /// <summary>Throws unless the parameter is a vector over the last axis.</summary>
    public static void Vector(string operation, Parameter parameter, string role, Shape x)
    {
        That(parameter.Shape.Count == x.Last, operation, $"the {role} {parameter.Name} {parameter.Shape} does not fit x {x}: expected {x.Last} numbers, one for each of its last axis");
    }

    /// <summary>Throws unless there is no bias or it has one number for each output.</summary>
    public static void Bias(string operation, Parameter? bias, int outputs)
    {
        if (bias is not null) That(bias.Shape.Count == outputs, operation, $"the bias {bias.Name} {bias.Shape} must hold {outputs} numbers, one for each output");
    }

    /// <summary>A message that is only put together when the condition fails.</summary>
    [System.Runtime.CompilerServices.InterpolatedStringHandler]
    public readonly ref struct Message
    {
        private readonly System.Text.StringBuilder? _text;

        /// <summary>Asks whether the text is needed.</summary>
        public Message(int literalLength, int formattedCount, bool holds, out bool needed)
        {
            needed = !holds;
            _text = holds ? null : new System.Text.StringBuilder(literalLength + (formattedCount * 8));
        }

        /// <summary>Adds plain text.</summary>
        public void AppendLiteral(string text) => _text!.Append(text);

        /// <summary>Adds a value.</summary>
        public void AppendFormatted<T>(T value) => _text!.Append(value);

        /// <inheritdoc/>
        public override string ToString() => _text?.ToString() ?? "";
    }
}
