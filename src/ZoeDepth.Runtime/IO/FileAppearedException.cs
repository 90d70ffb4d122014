namespace ZoeDepth.Runtime.IO;

/// <summary>A file that must not be replaced appeared while its successor was written.</summary>
internal sealed class FileAppearedException(string message, Exception inner) : IOException(message, inner);
