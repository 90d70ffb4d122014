using ZoeDepth.Synthetic.Parts.People;
using ZoeDepth.Synthetic.Parts.Rooms;
using ZoeDepth.Synthetic.Scenes;

namespace ZoeDepth.Synthetic.Parts.Furniture;

/// <summary>People, children, cats and dogs of a home, on its sofa or its floor.</summary>
internal static class Household
{
    /// <summary>A person on the sofa (16 of 100), a cat (4 of 100), or nobody.</summary>
    /// <param name="sofa">its place</param>
    /// <param name="width">of the sofa, metres</param>
    /// <param name="seat">its height, metres</param>
    /// <param name="random">decides who</param>
    public static void OnSofa(LocalFrame sofa, double width, double seat, SeededRandom random)
    {
        var chance = random.Unit();
        if (chance < 0.16) Figure.Sitting(sofa.At(random.Between(-0.25, 0.25) * width, -0.04), seat, random);
        else if (chance < 0.2)
            Animal.Cat(sofa.At(random.Between(-0.25, 0.25) * width, -0.15, seat).Turned(random.Between(-90, 90)),
                random);
    }

    /// <summary>A person, a child, a cat or a dog that stands on the floor, where it has room.</summary>
    public static void OnFloor(Room room, SeededRandom random)
    {
        var kind = random.Integer(0, 4);
        if (room.Floor.Standing(random, 0.55, 0.55, kind < 3 ? 1.7 : 0.4, any: true) is not { } at) return;
        switch (kind)
        {
            case 0 or 1: Figure.Standing(at, random); break;
            case 2: Figure.Child(at, random); break;
            case 3: Animal.Cat(at, random); break;
            default: Animal.Dog(at, random); break;
        }
    }
}
