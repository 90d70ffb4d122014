using ZoeDepth.Synthetic.Scenes;

namespace ZoeDepth.Synthetic.Parts.Lamps;

/// <summary>
/// What time it is for a room: how bright its windows are, whether its lamps burn, how warm they are.
/// </summary>
internal sealed record RoomLight
{
    /// <summary>Radiance of the sky before the windows.</summary>
    public required Color Daylight { get; init; }

    /// <summary>The sun's irradiance where it shines into the room; black for none.</summary>
    public Color Sunlight { get; init; }

    /// <summary>Whether lamps burn.</summary>
    public bool LampsBurn { get; init; }

    /// <summary>Light of the lamps, brightest channel about 1.</summary>
    public Color LampColor { get; init; }

    /// <summary>Day, evening or night.</summary>
    public static RoomLight Draw(SeededRandom random)
    {
        // Half of what a lamp's colour would be: white balance has taken the rest.
        var lamp = Color.Temperature(random.Chance(0.7) ? random.Between(2700, 3500) : random.Between(3500, 5500))
            .Mixed(Color.White, random.Between(0.3, 0.6));
        return random.Unit() switch
        {
            < 0.36 => new()
                { Daylight = Color.Temperature(random.Between(5800, 8000)) * random.Between(3, 6), LampColor = lamp,
                LampsBurn = random.Chance(0.25) },
            < 0.58 => new()
            {
                Daylight = Color.Temperature(random.Between(6500, 9000)) * random.Between(2.5, 5),
                Sunlight = Color.Temperature(random.Between(4200, 5600)) * random.Between(3, 7),
                LampColor = lamp,
            },
            < 0.78 => new() { Daylight = Color.Temperature(random.Between(3000, 11000)) * random.LogBetween(0.25, 1.5),
                LampColor = lamp,
                LampsBurn = true },
            _ => new() { Daylight = Color.Temperature(4000) * random.LogBetween(0.004, 0.04), LampColor = lamp,
                LampsBurn = true },
        };
    }

    /// <summary>Bright even light of a place of work: daylight, lamps, or both.</summary>
    public static RoomLight Work(SeededRandom random) => new()
    {
        Daylight = random.Chance(0.8) ? Color.Temperature(random.Between(5800, 8000)) * random.Between(2, 5)
            : Color.Gray(0.01),
        LampsBurn = random.Chance(0.85),
        LampColor = Color.Temperature(random.Between(3600, 6000)),
    };

    /// <summary>
    /// Lets the sun shine through a window in this direction out of the room, if it shines and no window had it yet.
    /// </summary>
    public void ShineThrough(Scene scene, Vector outwards, SeededRandom random)
    {
        if (scene.Sun is not null || Sunlight.Luminance <= 0) return;
        var turn = Affine.Turn(Vector.Up, random.Between(-50, 50)).Direction(outwards);
        var towards = (turn + (Vector.Up * random.Between(0.25, 0.9))).Unit();
        scene.Sun = new(towards, Sunlight, random.Between(0.3, 0.8));
    }
}
