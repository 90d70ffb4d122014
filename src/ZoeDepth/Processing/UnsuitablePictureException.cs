namespace ZoeDepth;

/// <summary>A picture cannot go through the network with the settings in force. The message says which picture, which size was computed, and what to do.</summary>
public sealed class UnsuitablePictureException(string message) : Exception(message);
