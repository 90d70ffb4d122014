using ZoeDepth.Synthetic.Parts.Rooms;
using ZoeDepth.Synthetic.Scenes;

namespace ZoeDepth.Synthetic.Families;

/// <summary>Where a family sits in the evening.</summary>
internal sealed class LivingRoom : IFamily
{
    public string Name => "living-room";

    public Domain Domain => Domain.Indoor;

    public void Compose(Scene scene, SeededRandom random)
    {
        var light = RoomLight.Draw(random);
        var room = Room.Build(scene, RoomSize.Draw(random, 1.7, 3.4), RoomFinish.Home(random), light, random.Integer(1, 3), random.Integer(1, 2), random);
        WallDecor.Add(room, random.Integer(2, 6), random);
        RoomLight.Settle(room, random);
        scene.Camera = Viewpoint.Choose(room, (0, 0, 1), random);
    }
}
