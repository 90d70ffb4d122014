namespace ZoeDepth.Synthetic.Scenes;

/// <summary>Shapes of clouds.</summary>
internal enum CloudKind
{
    /// <summary>Heaps with bright edges and grey bellies (cumulus).</summary>
    Heaps,

    /// <summary>A layer in rolls and patches (stratocumulus); without gaps an overcast sky.</summary>
    Layer,

    /// <summary>High streaks, nearly transparent (cirrus).</summary>
    Veil,
}
