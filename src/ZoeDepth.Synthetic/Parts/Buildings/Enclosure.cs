using ZoeDepth.Synthetic.Geometry;
using ZoeDepth.Synthetic.Materials;
using ZoeDepth.Synthetic.Parts.Vegetation;
using ZoeDepth.Synthetic.Scenes;

namespace ZoeDepth.Synthetic.Parts.Buildings;

/// <summary>What shuts a garden off from the street, along x about the origin.</summary>
internal static class Enclosure
{
    private static readonly Lazy<Mesh> _pickets = Block.Made(builder =>
    {
        for (var i = 0; i < 16; i++)
        {
            var x = ((i + 0.5) / 16 - 0.5) * 2;
            Block.Add(builder, (x, -0.03, 0.5), (0.075, 0.02, 0.92));
            builder.Triangle((x - 0.0375, -0.04, 0.96), (x + 0.0375, -0.04, 0.96), (x, -0.04, 1.02));
        }
        Block.Add(builder, (0, 0, 0.28), (2, 0.04, 0.08));
        Block.Add(builder, (0, 0, 0.76), (2, 0.04, 0.08));
        Block.Add(builder, (-0.96, 0.05, 0.48), (0.1, 0.1, 0.98));
    });

    private static readonly Lazy<Mesh> _ironBars = Block.Made(builder =>
    {
        for (var i = 0; i < 15; i++) Block.Add(builder, (((i + 0.5) / 15 - 0.5) * 2, 0, 0.5), (0.022, 0.022, 0.98));
        Block.Add(builder, (0, 0, 0.1), (2, 0.04, 0.03));
        Block.Add(builder, (0, 0, 0.9), (2, 0.04, 0.03));
        Block.Add(builder, (-0.98, 0, 0.52), (0.06, 0.06, 1.06));
    });

    private static readonly Lazy<Mesh> _chain = Block.Made(builder =>
    {
        for (var i = 0; i < 14; i++)
        {
            var x = ((i / 14.0) - 0.5) * 2;
            Block.Bar(builder, (x, 0, 0.02), (x + 0.28, 0, 1), 0.008);
            Block.Bar(builder, (x + 0.28, 0, 0.02), (x, 0, 1), 0.008);
        }
        Block.Bar(builder, (-1, 0, 1), (1, 0, 1), 0.03);
        Block.Bar(builder, (-0.98, 0, 0), (-0.98, 0, 1.05), 0.045);
    });

    /// <summary>A wall, a fence or a hedge of any kind.</summary>
    /// <returns>its height, metres</returns>
    public static double Any(LocalFrame at, double length, SeededRandom random)
    {
        at = at.Part("fence");
        var kind = random.Integer(0, 6);
        var height = kind switch
        {
            0 => random.Between(0.6, 2.4),
            1 => random.Between(1, 2.2),
            2 => random.Between(0.8, 1.1),
            6 => 1.8,
            _ => random.Between(1, 1.8),
        };
        switch (kind)
        {
            case 0:
                Wall(at, length, height, random);
                break;
            case 1:
                Shrub.Hedge(at, length, random.Between(0.5, 0.9), height, random);
                break;
            case 2:
                Panels(at, length, height, _pickets.Value,
                    new Plain(random.Chance(0.5) ? Color.Gray(0.7) : Palette.Wood(random).Autumn));
                break;
            case 3:
                var iron = new Plain(random.Chance(0.7) ? Color.Gray(0.03) : Color.Srgb(40, 80, 60), 0.1, 0.4);
                Panels(at.At(0, 0, 0.3), length, height - 0.3, _ironBars.Value, iron);
                at.Box((0, 0.01, 0.14), (length, 0.25, 0.34), Concrete.Draw(random));
                break;
            case 4:
                Panels(at, length, height, _chain.Value,
                    new Plain(random.Chance(0.5) ? Color.Gray(0.35) : Color.Srgb(40, 90, 60), 0.3, 0.4));
                break;
            default:
                Boards(at, length, height, random);
                break;
        }
        return height;
    }

    /// <summary>A wall of brick, render, stone or concrete with a coping.</summary>
    public static void Wall(LocalFrame at, double length, double height, SeededRandom random)
    {
        Material wall = random.Integer(0, 4) switch
        {
            0 or 1 => Brick.Draw(random),
            2 => Plaster.DrawRender(random),
            3 => Stones.DrawWall(random),
            _ => Concrete.Draw(random),
        };
        at.Part("wall").Box((0, 0.12, height / 2), (length, 0.24, height), wall);
        at.Part("wall").Box((0, 0.12, height + 0.03), (length + 0.02, 0.34, 0.08),
            new Plain(Color.Gray(random.Between(0.25, 0.5))));
    }

    /// <summary>Boards between posts.</summary>
    private static void Boards(LocalFrame at, double length, double height, SeededRandom random)
    {
        var (spring, autumn) = Palette.Wood(random);
        var upright = random.Chance(0.6);
        at.Box((0, 0, height / 2), (length, 0.03, height - 0.06),
            new Planks(spring, autumn, random.Between(0.09, 0.16), 2, 0.008, upright, 0.1));
        var posts = Math.Max(1, (int)(length / 1.9));
        for (var i = 0; i <= posts; i++)
            at.Box((((double)i / posts - 0.5) * length, -0.01, height / 2), (0.1, 0.1, height + 0.08),
                new Wood(spring * 0.8, autumn * 0.8, 2));
    }

    private static void Panels(LocalFrame at, double length, double height, Mesh panel, Material material)
    {
        var count = Math.Max(1, (int)Math.Round(length / 2));
        for (var i = 0; i < count; i++)
            at.At(((i + 0.5) / count - 0.5) * length, 0).Scaled(length / count / 2, 1, height)
                .Mesh(panel, Vector.Zero, material);
    }
}
