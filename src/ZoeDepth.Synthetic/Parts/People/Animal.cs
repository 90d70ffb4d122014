using ZoeDepth.Synthetic.Materials;
using ZoeDepth.Synthetic.Scenes;

namespace ZoeDepth.Synthetic.Parts.People;

/// <summary>Dogs and cats; they look to −y. Two meshes each, shared by all of a breed and posture.</summary>
internal static class Animal
{
    private static readonly Quadruped.Shape[][] _dogs =
    [
        .. new Quadruped[]
        {
            new(1, 1, 1, 1, false, 1.1, 0.004), new(1.04, 0.93, 1.15, 0.98, true, 1.5, 0.007),
                new(0.62, 1, 0.85, 1, false, 0.9, 0.003),
            new(1, 0.82, 0.8, 1.05, true, 0.8, 0.012),
        }.Select(Postures),
    ];

    private static readonly Quadruped.Shape[] _cats =
        Postures(new(0.88, 0.86, 0.1, 1.12, true, 0.95, 0.003, 0.075, 0.6));

    /// <summary>A dog, shoulders 0.3..0.65 m high.</summary>
    public static void Dog(LocalFrame at, SeededRandom random)
    {
        var breed = random.Pick(_dogs);
        at = at.Part("dog").Scaled(random.Between(0.7, 1.15));
        Furred(at, random.Chance(0.6) ? breed[0] : random.Chance(0.6) ? breed[1] : breed[2], Fur.DrawDog(random));
    }

    /// <summary>A cat, standing, sitting or lying.</summary>
    public static void Cat(LocalFrame at, SeededRandom random) =>
        Furred(at.Part("cat").Scaled(random.Between(0.5, 0.58)), random.Pick(_cats), Fur.DrawCat(random));

    private static Quadruped.Shape[] Postures(Quadruped animal) => [animal.Standing, animal.Sitting, animal.Lying];

    private static void Furred(LocalFrame at, Quadruped.Shape shape, Fur fur)
    {
        at.Mesh(shape.Fur.Value, Vector.Zero, fur);
        at.Mesh(shape.Dark.Value, Vector.Zero, Clothes.Dark);
    }
}
