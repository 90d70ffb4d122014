using ZoeDepth.Synthetic.Materials;
using ZoeDepth.Synthetic.Parts.Rooms;

namespace ZoeDepth.Synthetic.Parts.Corridor;

/// <summary>What all doors of a corridor are like.</summary>
internal sealed record DoorStyle(double Width, Material Leaf, Material Frame, bool Glazed, bool Panels, bool Kick)
{
    public static DoorStyle Draw(SeededRandom random)
    {
        var leaf = random.Unit() switch
        {
            < 0.45 => Wood.Draw(random, 2),
            < 0.7 => new Plain(Color.Gray(random.Between(0.55, 0.85)), 0.15, 0.3),
            _ => (Material)new Plain(Color.Hsv(random.Between(0, 360), random.Between(0.2, 0.6),
                random.Between(0.3, 0.7)), 0.15, 0.3),
        };
        var frame = random.Chance(0.5)
            ? new Plain(Color.Gray(random.Between(0.5, 0.85)), 0.15, 0.3) : random.Chance(0.5) ? leaf
            : Everyday.Painted(random);
        return new(random.Between(0.85, 1.1), leaf, frame, random.Chance(0.25), random.Chance(0.3),
            random.Chance(0.25));
    }
}
