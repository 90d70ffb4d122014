using ZoeDepth.Synthetic.Geometry;
using ZoeDepth.Synthetic.Materials;
using ZoeDepth.Synthetic.Parts.Vegetation;
using ZoeDepth.Synthetic.Scenes;

namespace ZoeDepth.Synthetic.Parts.Terrain;

/// <summary>What grows and lies on the ground near a camera: thick at its feet, thinning out ahead.</summary>
/// <param name="land">the ground</param>
/// <param name="world">where its coordinates are those of the world</param>
/// <param name="random">what stands where</param>
internal sealed class Undergrowth(Land land, LocalFrame world, SeededRandom random)
{
    /// <summary>Where nothing may grow: paths, water.</summary>
    public Func<double, double, bool> Free { get; init; } = (_, _) => true;

    /// <summary>Tufts of grass.</summary>
    public void Grass(int count, double height, double reach, Color green)
    {
        var colors = new Material[]
            { Blade(green), Blade(green * 0.75), Blade(green.Mixed(new(0.35, 0.3, 0.13), 0.4)) };
        var part = world.Part("grass");
        Scatter(count, reach, (x, y) =>
        {
            var size = height * random.Between(0.45, 1.1);
            part.At(land.Point(x, y)).Turned(random.Between(0, 360)).Scaled(1.5 * size, 1.5 * size, size)
                .Mesh(random.Chance(0.85) ? Fronds.AnyGrass(random) : Fronds.AnyReed(random), Vector.Zero,
                    random.Pick(colors));
        });
    }

    /// <summary>The blades at the camera's feet, of the colours of the ground they stand on.</summary>
    public void Sward(int count, double height, double reach, Color green, Color dry)
    {
        var colors = new Material[]
            { Blade(green), Blade(green.Mixed(dry, 0.25)), Blade(green * 0.8), Blade(green.Mixed(dry, 0.6)) };
        var part = world.Part("grass");
        Scatter(count, reach, (x, y) =>
        {
            var (wide, high) = (random.Between(0.9, 1.4), height * random.Between(0.55, 1.15));
            part.At(land.Point(x, y)).Turned(random.Between(0, 360)).Scaled(wide, wide, high)
                .Mesh(Fronds.AnySward(random), Vector.Zero, random.Chance(0.4) ? colors[0] : random.Pick(colors));
        }, 0.7);
    }

    /// <summary>Plants in rows that lead ahead, as <see cref="Cover.Rows"/> draws them.</summary>
    public void Crops(int count, double apart, double height, double reach, Color green)
    {
        var (fresh, old, tall) = (Blade(green), Blade(green * 0.7), height > 1);
        var (part, corn) = (world.Part("crop"), random.Chance(0.5));
        Scatter(count, reach, (x, y) =>
        {
            var (row, size) = (((Math.Round(x / apart) + 0.25) * apart) + random.Normal(0, 0.03),
                height * random.Between(0.8, 1.1));
            if (!Free(row, y)) return;
            var place = part.At(land.Point(row, y)).Turned(random.Between(0, 360));
            place = tall ? place.Scaled(0.5 * size, 0.5 * size, size) : place.Scaled(size);
            place.Mesh(tall ? Fronds.AnyReed(random) : corn ? Fronds.Arching : Fronds.AnyBroad(random), Vector.Zero,
                random.Chance(0.7) ? fresh : old);
        }, height > 1 ? 3.5 : 1.2);
    }

    /// <summary>Flowers in the grass.</summary>
    public void Flowers(int count, double height, double reach)
    {
        var (green, petals) = (Greenery.Herb(random), new[] { Greenery.Petals(random), Greenery.Petals(random) });
        var part = world.Part("flower");
        Scatter(count, reach, (x, y) =>
        {
            var (plant, size) = (Blossoms.AnyPlant(random), height * random.Between(0.6, 1.1));
            var place = part.At(land.Point(x, y)).Turned(random.Between(0, 360)).Scaled(size);
            place.Mesh(plant.Green, Vector.Zero, green);
            place.Mesh(plant.Heads, Vector.Zero, random.Pick(petals));
        });
    }

    /// <summary>Ferns.</summary>
    public void Ferns(int count, double reach) =>
        Scatter(count, reach, (x, y) => Shrub.Fern(world.At(land.Point(x, y)), random.Between(0.7, 1.5), random));

    /// <summary>Wild bushes; bare ones are twigs nobody sees and are left out.</summary>
    public void Bushes(int count, double size, double reach, Season season)
    {
        if (season == Season.Winter) return;
        var colors = new Material[] { Foliage.Draw(random, (int)season), Foliage.Draw(random, (int)season) };
        var part = world.Part("bush");
        Scatter(count, reach, (x, y) =>
        {
            var (bush, leaves) = (part.At(land.Point(x, y)), random.Pick(colors));
            var (wide, balls) = (size * random.Between(0.5, 1.2), random.Integer(3, 6));
            for (var i = 0; i < balls; i++)
            {
                var radius = wide * random.Between(0.24, 0.4);
                bush.At(random.Between(-0.35, 0.35) * wide, random.Between(-0.35, 0.35) * wide,
                    radius * random.Between(0.5, 1.3))
                    .Turned(random.Between(0, 360))
                    .Scaled(radius).Mesh(Leaves.AnyDense(random), Vector.Zero, leaves);
            }
        }, 4);
    }

    /// <summary>Stones of all sizes up to the largest, seldom the largest.</summary>
    public void Stones(int count, double largest, double reach)
    {
        var (pale, dark) = Palette.Stone(random);
        var rocks = new Material[] { new Soil(pale * 0.8, dark * 0.8, 0.03, 0.3), new Soil(pale, dark, 0.06, 0.3) };
        var part = world.Part("rock");
        Scatter(count, reach, (x, y) =>
        {
            var size = largest * Math.Max(0.06, random.Unit() * random.Unit() * random.Unit());
            // Half of a stone is in the ground.
            part.At(land.Point(x, y)).At(0, 0, random.Between(0, 0.14) * size).Turned(random.Between(0, 360))
                .Tilted(random.Between(-20, 20))
                .Scaled(0.5 * size, 0.5 * size * random.Between(0.55, 1), random.Between(0.25, 0.45) * size)
                .Mesh(size > 0.12 ? Boulders.Any(random) : Balls.AnyPebble(random), Vector.Zero, random.Pick(rocks));
        });
    }

    /// <summary>Trunks that lie on the ground.</summary>
    public void Logs(int count, double reach)
    {
        var tone = Color.Hsv(random.Between(25, 60), random.Between(0.15, 0.4), random.Between(0.25, 0.42));
        var (bark, cut) = (new Bark(tone, tone * 0.35, 0.04, 5),
            new Soil(new(0.2, 0.15, 0.095), new(0.07, 0.05, 0.035), 0.02));
        var part = world.Part("log");
        Scatter(count, reach, (x, y) =>
        {
            var (length, radius, turn) = (random.Between(2, 7), random.Between(0.09, 0.24),
                PortableMath.Radians(random.Between(0, 360)));
            var (dx, dy) = (length * PortableMath.Cos(turn), length * PortableMath.Sin(turn));
            // Sunk by half its thickness, bent a little, its ends broken and grey rather than cut.
            var (from, to) = (land.Point(x, y) + (0, 0, 0.3 * radius),
                land.Point(x + dx, y + dy) + (0, 0, 0.2 * radius));
            var middle = land.Point(x + (0.5 * dx), y + (0.5 * dy))
                + (random.Normal(0, 0.08), random.Normal(0, 0.08), 0.35 * radius);
            part.Cone(from, middle, radius, 0.88 * radius, bark);
            part.Cone(middle, to, 0.88 * radius, random.Between(0.3, 0.7) * radius, bark);
            part.Cone(from, from + ((from - middle) * 0.004), 0.9 * radius, 0.7 * radius, cut);
            for (var i = random.Integer(0, 3); i > 0; i--)
            {
                var at = from + ((middle - from) * random.Between(0.3, 1));
                part.Cone(at, at + (random.Normal(0, 0.25), random.Normal(0, 0.25), random.Between(0.15, 0.6)),
                    0.25 * radius, 0.1 * radius, bark);
            }
        }, 2.5);
    }

    /// <summary>Leaves fallen from trees.</summary>
    public void Litter(int count, double reach, Color color)
    {
        var colors = new Material[]
            { new Plain(color), new Plain(color * 0.7), new Plain(color.Mixed(new(0.3, 0.18, 0.07), 0.6)) };
        var part = world.Part("leaves");
        Scatter(count, reach, (x, y) =>
        {
            var size = random.Between(0.04, 0.09);
            part.At(land.Point(x, y)).At(0, 0, 0.012).Turned(random.Between(0, 360)).Tilted(random.Between(-20, 20))
                .Ball(Vector.Zero, (size, 0.6 * size, 0.006), random.Pick(colors));
        }, 0.4);
    }

    /// <summary>Somewhere ahead, the nearer the likelier; a place that is not free is skipped.</summary>
    private void Scatter(int count, double reach, Action<double, double> add, double nearest = 1)
    {
        for (var i = 0; i < count; i++)
        {
            var share = random.Unit();
            var y = nearest + (share * share * reach);
            var x = random.Between(-1, 1) * (0.9 + (0.95 * y));
            if (Free(x, y)) add(x, y);
        }
    }

    private static Foliage Blade(Color color) => new(color * 1.15, color * 0.7, 0, 0, 0);
}
