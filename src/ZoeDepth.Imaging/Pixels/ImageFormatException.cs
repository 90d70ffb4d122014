namespace ZoeDepth.Imaging;

/// <summary>
/// A picture or depth file cannot be read. The message says what was expected, what came, and what to do next.
/// </summary>
public class ImageFormatException : Exception
{
    /// <inheritdoc cref="Exception(string)"/>
    public ImageFormatException(string message) : base(message) { }

    /// <inheritdoc cref="Exception(string, Exception)"/>
    public ImageFormatException(string message, Exception inner) : base(message, inner) { }

    /// <summary>
    /// The file that could not be read, when it came by name; <see cref="Message"/> then begins with it.
    /// </summary>
    public string? FileName { get; internal set; }

    /// <inheritdoc/>
    public override string Message => FileName is null ? base.Message : $"{FileName}: {base.Message}";
}

/// <summary>The file ends before the picture does.</summary>
public sealed class TruncatedImageException(string message) : ImageFormatException(message);

/// <summary>The file breaks the rules of its own format.</summary>
public sealed class CorruptImageException(string message) : ImageFormatException(message);

/// <summary>A well-formed file of a kind that is not read here; the message names the kind and the way out.</summary>
public sealed class UnsupportedImageException(string message) : ImageFormatException(message);

/// <summary>
/// The header declares more pixels, or decoding would take more memory, than <see cref="DecodeOptions"/> allow.
/// </summary>
public sealed class ImageTooLargeException(string message) : ImageFormatException(message);
