namespace ZoeDepth.Synthetic.Parts.Rooms;

/// <summary>The inner size of a room that lies about the origin.</summary>
/// <param name="HalfWidth">x runs from −HalfWidth to HalfWidth, metres</param>
/// <param name="HalfLength">y runs from −HalfLength to HalfLength, metres</param>
/// <param name="Height">z runs from 0 to Height, metres</param>
internal readonly record struct RoomSize(double HalfWidth, double HalfLength, double Height)
{
    /// <summary>Any room of a flat or an office.</summary>
    public static RoomSize Draw(SeededRandom random) => Draw(random, 1.2, 3.6);

    /// <summary>A room whose half width lies in this range; it is up to a half longer or a little shorter.</summary>
    public static RoomSize Draw(SeededRandom random, double leastHalf, double mostHalf)
    {
        var half = random.Between(leastHalf, mostHalf);
        return new(half, Math.Clamp(half * random.Between(0.85, 1.5), 1.4, 4.2),
            random.Chance(0.75) ? random.Between(2.3, 2.7)
            : random.Between(2.7, 3.2));
    }

    /// <summary>Of all six sides, square metres.</summary>
    public double Surface => 8 * ((HalfWidth * HalfLength) + (HalfWidth * Height / 2) + (HalfLength * Height / 2));
}
