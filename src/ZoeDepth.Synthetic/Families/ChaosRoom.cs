using ZoeDepth.Synthetic.Materials;
using ZoeDepth.Synthetic.Scenes;

namespace ZoeDepth.Synthetic.Families;

/// <summary>A room in which shapes of all kinds lie, stand and float in disorder: no habit of real rooms helps, only looking.</summary>
internal sealed class ChaosRoom : IFamily
{
    public string Name => "chaos";

    public Domain Domain => Domain.Indoor;

    public void Compose(Scene scene, SeededRandom random)
    {
        var (width, length, height) = (random.Between(3, 6), random.Between(4, 8), random.Between(2.3, 3.2));
        var world = scene.World;
        var wall = new Plain(Color.Gray(random.Between(0.4, 0.8)));
        world.Box((0, length / 2, -0.1), (width, length, 0.2), new Plain(new(0.3, 0.2, 0.12), 0.3, 0.3, 0.05));
        world.Box((0, length / 2, height + 0.1), (width, length, 0.2), new Plain(Color.Gray(0.8)));
        world.Box((-width / 2 - 0.1, length / 2, height / 2), (0.2, length + 0.4, height + 0.4), wall);
        world.Box((width / 2 + 0.1, length / 2, height / 2), (0.2, length + 0.4, height + 0.4), wall);
        world.Box((0, length + 0.1, height / 2), (width, 0.2, height + 0.4), wall);
        world.Box((0, -0.1, height / 2), (width, 0.2, height + 0.4), wall);
        for (var i = 0; i < 40; i++)
        {
            var size = random.LogBetween(0.1, 0.9);
            var place = world.At(random.Between(-width / 2, width / 2), random.Between(1.2, length), random.Between(0, height) * random.Unit())
                .Turned(random.Between(0, 360)).Tilted(random.Between(0, 360));
            var material = new Plain(Color.Hsv(random.Between(0, 360), random.Unit(), random.Between(0.3, 0.9)), random.Unit() * random.Unit(), random.Between(0.1, 0.9));
            switch (random.Integer(0, 2))
            {
                case 0: place.Box(Vector.Zero, (size, size * random.Between(0.2, 1), size * random.Between(0.2, 1)), material); break;
                case 1: place.Ball(Vector.Zero, (size, size * random.Between(0.5, 1), size), material); break;
                default: place.Cone((0, 0, 0), (0, 0, size), size * random.Between(0.1, 0.5), size * random.Between(0, 0.5), material); break;
            }
        }
        scene.Sky = Sky.Even(Color.Gray(random.Between(0.3, 0.8)));
        world.Lamp((random.Between(-1, 1), length / 2, height - 0.3), random.Between(0.05, 0.4), Color.Temperature(random.Between(2700, 6500)) * random.Between(2, 6));
        scene.Camera = Camera.Looking((random.Between(-0.5, 0.5), 0.3, random.Between(1, 1.7)), (random.Between(-0.6, 0.6), length / 2, random.Between(0.6, 1.4)), random.Between(50, 80), random.Normal(0, 3));
    }
}
