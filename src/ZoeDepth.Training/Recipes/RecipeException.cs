namespace ZoeDepth.Training;

/// <summary>
/// A recipe asks for what cannot be, or is no recipe. The message says what was expected, what came, and what to do.
/// </summary>
public sealed class RecipeException : Exception
{
    /// <summary>With the text.</summary>
    public RecipeException(string message) : base(message)
    {
    }

    /// <summary>With the text and its cause.</summary>
    public RecipeException(string message, Exception inner) : base(message, inner)
    {
    }
}
