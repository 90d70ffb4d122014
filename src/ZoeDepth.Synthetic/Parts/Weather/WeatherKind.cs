namespace ZoeDepth.Synthetic.Parts.Weather;

/// <summary>What the sky is like.</summary>
internal enum WeatherKind
{
    /// <summary>A high sun, little in the sky.</summary>
    ClearNoon,

    /// <summary>A sun half way up, some clouds.</summary>
    Afternoon,

    /// <summary>A low warm sun, long shadows.</summary>
    LowSun,

    /// <summary>No sun, an even grey-white sky.</summary>
    Overcast,

    /// <summary>As much cloud as blue, sun between.</summary>
    BrokenClouds,

    /// <summary>A pale sun, what is far away pale too.</summary>
    Haze,

    /// <summary>No sun, and what is a few hundred metres away is gone.</summary>
    Mist,

    /// <summary>The last light.</summary>
    Dusk,
}
