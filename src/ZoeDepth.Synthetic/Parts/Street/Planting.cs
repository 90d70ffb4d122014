using ZoeDepth.Synthetic.Parts.Terrain;
using ZoeDepth.Synthetic.Parts.Vegetation;
using ZoeDepth.Synthetic.Scenes;

namespace ZoeDepth.Synthetic.Parts.Street;

/// <summary>
/// The trees of one place whose camera is near the world's origin: what stands far away is built of less.
/// </summary>
internal sealed class Planting(Season season, SeededRandom random)
{
    private readonly Grove _grove =
        new([WoodKind.Solitary, WoodKind.Solitary, WoodKind.Beech, WoodKind.Birch], season, random);

    /// <summary>What leaves look like.</summary>
    public Season Season => season;

    /// <summary>A deciduous tree.</summary>
    public void Tree(LocalFrame at, double height) => _grove.Tree(at, height, at.Origin.Length);

    /// <summary>A slender white one.</summary>
    public void Birch(LocalFrame at, double height) => _grove.Tree(at, height, at.Origin.Length, WoodKind.Birch);

    /// <summary>A spruce.</summary>
    public void Conifer(LocalFrame at, double height) => _grove.Tree(at, height, at.Origin.Length, WoodKind.Spruce);
}
