using ZoeDepth.Synthetic.Scenes;

namespace ZoeDepth.Synthetic.Families;

/// <summary>
/// The places of another family through a narrow lens, 32 to 52 degrees across: what cameras of cars and of surveyors
/// see, larger and flatter
/// than a telephone shows it.
/// </summary>
internal sealed class Telephoto(IFamily family) : IFamily
{
    public string Name => $"{family.Name}-tele";

    public Domain Domain => family.Domain;

    public void Compose(Scene scene, SeededRandom random)
    {
        family.Compose(scene, random);
        scene.Camera = scene.Camera with { FieldOfView = random.Between(32, 52) };
    }
}
