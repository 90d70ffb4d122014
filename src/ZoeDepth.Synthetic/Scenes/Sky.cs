namespace ZoeDepth.Synthetic.Scenes;

/// <summary>What is behind everything, and the light from everywhere.</summary>
/// <param name="Zenith">radiance straight above</param>
/// <param name="Horizon">radiance at the horizon</param>
/// <param name="Ground">radiance from below the horizon where nothing is</param>
/// <param name="CloudCover">share of the sky under clouds, 0..1</param>
/// <param name="CloudColor">radiance of the clouds</param>
/// <param name="CloudSeed">which clouds</param>
/// <param name="Clouds">their shape</param>
internal sealed record Sky(
    Color Zenith, Color Horizon, Color Ground,
    double CloudCover = 0, Color CloudColor = default, int CloudSeed = 0, CloudKind Clouds = CloudKind.Heaps)
{
    /// <summary>
    /// What is seen at the horizon, and what far things fade to: the air there, with the clouds it is lit by.
    /// </summary>
    public Color Haze => Horizon.Mixed(CloudColor, Clouds == CloudKind.Veil ? 0 : 0.5 * CloudCover);

    /// <summary>The same light from everywhere: what a room's walls send to one another.</summary>
    public static Sky Even(Color light) => new(light, light, light);
}

/// <summary>
/// Air that hides what is far: share exp(−distance / <paramref name="Visibility"/>) of the light comes through, the
/// rest is the air's colour.
/// </summary>
/// <param name="Visibility">metres</param>
/// <param name="Color">radiance of the air</param>
internal sealed record Fog(double Visibility, Color Color);
