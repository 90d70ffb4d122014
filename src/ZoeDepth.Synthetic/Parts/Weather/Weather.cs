using ZoeDepth.Synthetic.Parts.Vegetation;
using ZoeDepth.Synthetic.Scenes;

namespace ZoeDepth.Synthetic.Parts.Weather;

/// <summary>The light of one hour of one day: sun, sky and air that belong together, and the season.</summary>
/// <param name="Kind">what the sky is like</param>
/// <param name="Season">what trees wear</param>
/// <param name="Snowy">whether snow lies; in winter only</param>
/// <param name="Sun">none where clouds hide it</param>
/// <param name="Sky">background and ambient light</param>
/// <param name="Air">haze: everything far away takes the colour of the horizon</param>
internal sealed record Weather(WeatherKind Kind, Season Season, bool Snowy, Sun? Sun, Sky Sky, Fog Air)
{
    // The share of light one air mass takes from red, green and blue.
    private const double RedLost = 0.05;
    private const double GreenLost = 0.09;
    private const double BlueLost = 0.17;

    private static readonly Color _blue = new(0.17, 0.32, 0.66);
    private static readonly Color _pale = new(0.66, 0.79, 0.93);

    /// <summary>Any weather: clouds without sun in 35 of 100, dusk and mist seldom.</summary>
    public static Weather Draw(SeededRandom random) => Draw(
        random.Unit() switch
        {
            < 0.12 => WeatherKind.ClearNoon,
            < 0.29 => WeatherKind.Afternoon,
            < 0.40 => WeatherKind.LowSun,
            < 0.75 => WeatherKind.Overcast,
            < 0.87 => WeatherKind.BrokenClouds,
            < 0.92 => WeatherKind.Haze,
            < 0.96 => WeatherKind.Mist,
            _ => WeatherKind.Dusk,
        },
        random);

    /// <summary>Weather of one kind.</summary>
    public static Weather Draw(WeatherKind kind, SeededRandom random)
    {
        var season = random.Unit() switch
            { < 0.25 => Season.Spring, < 0.65 => Season.Summer, < 0.9 => Season.Autumn, _ => Season.Winter };
        var snowy = random.Chance(0.4) && season == Season.Winter;
        var azimuth = random.Between(0, 360);
        var elevation = kind switch
        {
            WeatherKind.ClearNoon => random.Between(45, 77),
            WeatherKind.Afternoon => random.Between(22, 50),
            WeatherKind.LowSun => random.Between(7, 20),
            WeatherKind.Dusk => random.Between(7, 10),
            _ => random.Between(18, 65),
        };
        if (season == Season.Winter) elevation = Math.Min(elevation, random.Between(9, 24));
        var weather = kind switch
        {
            WeatherKind.Overcast => Overcast(random),
            WeatherKind.Mist => Mist(random),
            WeatherKind.Dusk => Dusk(azimuth, elevation, random),
            WeatherKind.Haze => Hazy(azimuth, elevation, random),
            WeatherKind.LowSun => LowSun(azimuth, elevation, random),
            _ => Bright(kind, azimuth, elevation, random),
        };
        return weather with { Kind = kind, Season = season, Snowy = snowy };
    }

    /// <summary>Lights a scene of the open air.</summary>
    public void Illuminate(Scene scene)
    {
        (scene.Sun, scene.Sky, scene.Fog, scene.OcclusionReach) = (Sun, Sky, Air, 6);
    }

    /// <summary>Noon, afternoon, and sun between clouds.</summary>
    private static Weather Bright(WeatherKind kind, double azimuth, double elevation, SeededRandom random)
    {
        var (clarity, light) = (random.Between(0, 1), random.Between(0.9, 1.15));
        var zenith = _blue.Mixed(_pale, 0.35 * (1 - clarity)) * light;
        var horizon = _pale.Mixed(new(0.9, 0.88, 0.82), random.Between(0, 0.5)) * (light * random.Between(0.8, 1.05));
        var sun = Shining(azimuth, elevation, random.Between(2.5, 3.2), random.Between(0.9, 1.3),
            random.Between(0.3, 0.6));
        var (cover, clouds) = kind switch
        {
            WeatherKind.BrokenClouds =>
                (random.Between(0.4, 0.72), random.Chance(0.65) ? CloudKind.Heaps : CloudKind.Layer),
            WeatherKind.Afternoon => (random.Chance(0.3) ? 0 : random.Between(0.12, 0.42),
                random.Chance(0.6) ? CloudKind.Heaps : CloudKind.Veil),
            _ => (random.Chance(0.45) ? 0 : random.Between(0.08, 0.3),
                random.Chance(0.5) ? CloudKind.Heaps : CloudKind.Veil),
        };
        var white = (new Color(0.45, 0.45, 0.46) + (sun.Irradiance * random.Between(0.22, 0.28))) * light;
        return Of(sun, zenith, horizon, cover, white, clouds, random.LogBetween(1200, 4000), random);
    }

    private static Weather LowSun(double azimuth, double elevation, SeededRandom random)
    {
        var sun = Shining(azimuth, elevation, random.Between(2.2, 2.9), random.Between(1.2, 2.2),
            random.Between(0.4, 1.2));
        var light = random.Between(0.55, 0.85);
        var zenith = _blue.Mixed(_pale, random.Between(0.1, 0.4)) * light;
        var horizon = new Color(1, 0.82, 0.6).Mixed(_pale, random.Between(0.15, 0.7)) * light;
        var (cover, clouds) = (random.Chance(0.35) ? 0 : random.Between(0.1, 0.5),
            random.Pick(CloudKind.Heaps, CloudKind.Veil, CloudKind.Layer));
        var warm = new Color(0.28, 0.28, 0.32) + (sun.Irradiance * random.Between(0.25, 0.36));
        return Of(sun, zenith, horizon, cover, warm, clouds, random.LogBetween(500, 3000), random);
    }

    /// <summary>Brighter above than at the horizon (Moon and Spencer 1942), white to dark grey.</summary>
    private static Weather Overcast(SeededRandom random)
    {
        var (light, warmth) = (random.Between(0.8, 1.2), random.Between(-0.04, 0.04));
        var white = new Color(1 + warmth, 1, 1.02 - warmth) * light;
        return Of(null, white, white * random.Between(0.72, 0.92), random.Between(0.93, 1), white, CloudKind.Layer,
            random.LogBetween(400, 4000), random);
    }

    private static Weather Mist(SeededRandom random)
    {
        var white = new Color(0.99, 1, 1.02) * random.Between(0.75, 1.05);
        return Of(null, white, white * random.Between(0.88, 0.97), 0, white, CloudKind.Layer,
            random.LogBetween(120, 330), random);
    }

    private static Weather Hazy(double azimuth, double elevation, SeededRandom random)
    {
        var sun = Shining(azimuth, elevation, random.Between(1.1, 2), random.Between(1, 1.8), random.Between(1.5, 4));
        var light = random.Between(0.8, 1.05);
        var horizon = new Color(0.95, 0.93, 0.88).Mixed(_pale, random.Between(0, 0.6)) * light;
        var zenith = _blue.Mixed(_pale, random.Between(0.5, 0.85)) * light;
        return Of(sun, zenith, horizon, random.Between(0, 0.3), new Color(0.95, 0.94, 0.93) * light, CloudKind.Veil,
            random.LogBetween(220, 700), random);
    }

    /// <summary>The sun has just gone: what is left of it is a wide warm glow.</summary>
    private static Weather Dusk(double azimuth, double elevation, SeededRandom random)
    {
        var light = random.Between(0.16, 0.4);
        var glow = new Color(1, random.Between(0.5, 0.72), random.Between(0.3, 0.6));
        var sun = new Sun(Towards(azimuth, elevation), glow * (light * random.Between(0.3, 0.8)), random.Between(5, 9));
        var zenith = _blue.Mixed(new(0.5, 0.42, 0.6), random.Between(0, 0.6)) * (1.1 * light);
        var horizon = glow.Mixed(_pale, random.Between(0.2, 0.6)) * light;
        var (cover, clouds) = (random.Between(0, 0.7), random.Pick(CloudKind.Veil, CloudKind.Layer, CloudKind.Heaps));
        return Of(sun, zenith, horizon, cover, new Color(0.75, 0.6, 0.65) * (0.9 * light), clouds,
            random.LogBetween(600, 3000), random);
    }

    private static Weather Of(
        Sun? sun, Color zenith, Color horizon, double cover, Color cloud, CloudKind clouds, double visibility,
        SeededRandom random)
    {
        // Earth and grass send up a sixth of what falls on them.
        var down = zenith.Mixed(cloud, cover) * 0.85;
        if (sun is not null) down += sun.Irradiance * sun.Direction.Z;
        var ground = (new Color(0.16, 0.15, 0.11) * down).Mixed(horizon, 0.25);
        var sky = new Sky(zenith, horizon, ground, cover, cloud, random.Integer(0, 1 << 20), clouds);
        return new(default, default, false, sun, sky, new Fog(visibility, sky.Haze));
    }

    private static Sun Shining(double azimuth, double elevation, double strength, double turbidity, double radius)
    {
        var towards = Towards(azimuth, elevation);
        var masses = turbidity / (towards.Z + 0.05);
        var color = new Color(PortableMath.Exp(-RedLost * masses), PortableMath.Exp(-GreenLost * masses),
            PortableMath.Exp(-BlueLost * masses));
        return new(towards, color * strength, radius);
    }

    private static Vector Towards(double azimuth, double elevation)
    {
        var (a, e) = (PortableMath.Radians(azimuth), PortableMath.Radians(elevation));
        return (PortableMath.Sin(a) * PortableMath.Cos(e), PortableMath.Cos(a) * PortableMath.Cos(e),
            PortableMath.Sin(e));
    }
}
