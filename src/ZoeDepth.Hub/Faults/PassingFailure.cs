namespace ZoeDepth.Hub;

/// <summary>Something that may go well when it is tried again.</summary>
/// <param name="final">what is thrown when it never does</param>
/// <param name="wait">how long the server asks to wait; null when it does not say</param>
/// <param name="reason">what happened, without advice: for whoever waits; the final message when null</param>
/// <param name="mostRetries">how often it is worth trying again; null for as often as anything</param>
internal sealed class PassingFailure(HubException final, TimeSpan? wait = null, string? reason = null,
    int? mostRetries = null) : Exception(reason ?? final.Message, final)
{
    /// <summary>What is thrown when it never goes well.</summary>
    public HubException Final { get; } = final;

    /// <summary>How long the server asks to wait.</summary>
    public TimeSpan? Wait { get; } = wait;

    /// <summary>How often it is worth trying again.</summary>
    public int MostRetries { get; } = mostRetries ?? int.MaxValue;
}
