using System.Diagnostics.CodeAnalysis;

namespace ZoeDepth.Tensors;

/// <summary>
/// What an operation says when it is given the wrong thing: operation, parameter, expected, received.
/// </summary>
internal static class Check
{
    /// <summary>Throws unless the condition holds.</summary>
    /// <param name="holds">the condition</param>
    /// <param name="operation">"linear"</param>
    /// <param name="what">"weight [5, 7] does not fit x [2, 6]: their last extents must agree"</param>
    public static void That([DoesNotReturnIf(false)] bool holds, string operation,
        [System.Runtime.CompilerServices.InterpolatedStringHandlerArgument(nameof(holds))] ref Message what)
    {
        if (!holds) throw new ArgumentException($"[{operation}] {what.ToString()}");
    }

    /// <summary>Throws unless the tensors belong to one pass.</summary>
    public static void SamePass(string operation, Tensor a, Tensor b)
    {
        if (!ReferenceEquals(a.Pass, b.Pass))
            throw new ArgumentException(
                $"[{operation}] the tensors {a.Shape} and {b.Shape} belong to different passes");
    }

    /// <summary>Throws unless the parameter is a vector over the last axis of x.</summary>
    public static void Vector(string operation, Parameter parameter, string role, Shape x, string what = "x")
    {
        That(parameter.Shape.Count == x.Last, operation,
            $"the {role} {parameter.Name} {parameter.Shape} does not fit {what} {x}: expected {x.Last} elements, one " +
            $"for each place of the last axis");
    }

    /// <summary>Throws unless there is no bias or it has one number for each output.</summary>
    public static void Bias(string operation, Parameter? bias, int outputs)
    {
        if (bias is not null)
            That(bias.Shape.Count == outputs, operation,
                $"the bias {bias.Name} {bias.Shape} must hold {outputs} elements, one for each output");
    }

    /// <summary>Throws unless the tensor is <c>[image, token, width]</c>.</summary>
    public static void Tokens(string operation, Tensor tensor, string role)
    {
        That(tensor.Shape.Rank == 3, operation, $"{role} {tensor.Shape} must be [image, token, width]");
    }

    /// <summary>Throws unless a window of patches has at least one.</summary>
    public static void Window(string operation, int rows, int columns)
    {
        That(rows > 0 && columns > 0, operation, $"a window of {rows}x{columns} patches is empty");
    }

    /// <summary>
    /// Throws unless the table holds every relative position of a window, and the three of the class token.
    /// </summary>
    public static void RelativePositions(string operation, Tensor table, int rows, int columns)
    {
        Window(operation, rows, columns);
        var expected = (((2L * rows) - 1) * ((2L * columns) - 1)) + 3;
        That(table.Shape.Rank == 2 && table.Shape[0] == expected, operation,
            $"the table {table.Shape} does not fit a window of {rows}x{columns} patches: expected [{expected}, heads]");
    }

    /// <summary>Throws unless every index is from 0 to bound − 1.</summary>
    public static void Indices(string operation, int[] index, int bound)
    {
        for (var i = 0; i < index.Length; i++)
            That((uint)index[i] < (uint)bound, operation, $"index {i} is {index[i]}; expected 0 to {bound - 1}");
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
