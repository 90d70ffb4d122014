namespace ZoeDepth.Server;

/// <summary>What the value of a parameter is, for whoever describes the interface.</summary>
/// <param name="Type">text, or what is read from it</param>
internal sealed record ParameterValue(ParameterType Type)
{
    /// <summary>Text that names something, or follows a pattern.</summary>
    public static ParameterValue Text { get; } = new(ParameterType.Text);

    /// <summary>true or false.</summary>
    public static ParameterValue Boolean { get; } = new(ParameterType.Boolean);

    /// <summary>A number above 0.</summary>
    public static ParameterValue Positive { get; } = new(ParameterType.Number) { Above = 0 };

    /// <summary>The words it may be, beside numbers for one that is a number, too; null for any text.</summary>
    public IReadOnlyList<string>? Words { get; init; }

    /// <summary>Whether it may be several of the words, with commas between them.</summary>
    public bool IsList { get; init; }

    /// <summary>What a number is above.</summary>
    public double? Above { get; init; }

    /// <summary>What a number is below.</summary>
    public double? Below { get; init; }

    /// <summary>What a text looks like (ECMA-262).</summary>
    public string? Pattern { get; init; }

    /// <summary>What it is when it is left out; null where that depends on something else.</summary>
    public string? Default { get; init; }

    /// <summary>One of these words.</summary>
    public static ParameterValue OneOf(IEnumerable<string> words) => Text with { Words = [.. words] };
}

/// <summary>What is read from a parameter's text.</summary>
internal enum ParameterType
{
    /// <summary>The text itself.</summary>
    Text,

    /// <summary>true or false.</summary>
    Boolean,

    /// <summary>A number.</summary>
    Number,
}
