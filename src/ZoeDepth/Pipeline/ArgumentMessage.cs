namespace ZoeDepth;

/// <summary>What is wrong with an argument, for those who have none: they type options, or send requests.</summary>
internal static class ArgumentMessage
{
    /// <summary>The message without the " (Parameter 'domain')" that .NET puts behind it.</summary>
    public static string Of(ArgumentException error) => error.ParamName is null ? error.Message
        : error.Message.Replace($" (Parameter '{error.ParamName}')", "", StringComparison.Ordinal);
}
