using ZoeDepth.Synthetic.Scenes;

namespace ZoeDepth.Synthetic.Parts.Goods;

/// <summary>
/// A thing of a hand's size: it fills a box about its own middle and may be laid down on any of its sides.
/// </summary>
/// <param name="Size">of that box, metres, as the thing stands</param>
/// <param name="Stands">whether it stands by itself; what does not is laid down</param>
/// <param name="Build">builds it about the place's origin</param>
internal sealed record Good(Vector Size, bool Stands, Action<LocalFrame> Build)
{
    /// <summary>Lies flat: on the side that makes it lowest.</summary>
    public Resting Lying() =>
        Size.Z <= Math.Min(Size.X, Size.Y) ? Upright() : Size.Y <= Size.X ? OnBack() : OnSide();

    /// <summary>Stands as it would on a shelf, or lies.</summary>
    public Resting Standing() => Stands ? Upright() : Lying();

    /// <summary>On any side, mostly a large one.</summary>
    public Resting Anyhow(SeededRandom random) => random.Unit() switch
    {
        < 0.6 => Lying(),
        < 0.75 => Standing(),
        < 0.9 => Stands ? OnBack() : Lying(),
        _ => Stands ? OnSide() : Lying(),
    };

    private Resting Upright() => new(this, Size, at => at);

    /// <summary>Its front, at −y, looks up.</summary>
    private Resting OnBack() => new(this, (Size.X, Size.Z, Size.Y), at => at.Tilted(-90));

    /// <summary>Its right side, at +x, looks up.</summary>
    private Resting OnSide() => new(this, (Size.Z, Size.Y, Size.X), at => at.Leaning(-90));
}

/// <summary>A good on one of its sides.</summary>
/// <param name="Good">which</param>
/// <param name="Size">of its box as it rests, metres</param>
/// <param name="Turn">from the place it rests at to its own axes</param>
internal sealed record Resting(Good Good, Vector Size, Func<LocalFrame, LocalFrame> Turn)
{
    /// <summary>Puts it on the place's origin.</summary>
    public void On(LocalFrame at) => Good.Build(Turn(at.At(0, 0, Size.Z / 2)));
}
