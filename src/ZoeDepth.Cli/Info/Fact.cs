namespace ZoeDepth.Cli.Info;

/// <summary>One line of <c>info</c>.</summary>
/// <param name="Key">its name in the JSON document</param>
/// <param name="Label">its name for people</param>
/// <param name="Value">for programs</param>
/// <param name="Text">for people</param>
internal sealed record Fact(string Key, string Label, object? Value, string Text)
{
    /// <summary>A fact that reads alike for both.</summary>
    public Fact(string key, string label, object value) : this(key, label, value, value.ToString()!) { }
}
