namespace ZoeDepth.Data;

/// <summary>Which of the metric heads a picture is for.</summary>
public enum Domain
{
    /// <summary>Under a roof, to 10 m.</summary>
    Indoor,

    /// <summary>In the open, to 80 m and the sky beyond.</summary>
    Outdoor,
}
