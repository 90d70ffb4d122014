namespace ZoeDepth.Training;

/// <summary>The parts of a loss, as numbers.</summary>
/// <param name="Total">what is made small</param>
/// <param name="SiLog">SILog without its factor; 0 where relative depth is learnt</param>
/// <param name="Gradient">gradient matching without its factor</param>
/// <param name="Domain">cross entropy of the router without its factor</param>
/// <param name="Trimmed">the trimmed error of relative depth; 0 where metres are learnt</param>
public readonly record struct LossParts(double Total, double SiLog, double Gradient, double Domain, double Trimmed = 0)
{
    /// <summary>Mean relative error |prediction / label − 1| without its factor; 0 where it does not count.</summary>
    public double AbsRel { get; init; }

    /// <summary>Part by part.</summary>
    public static LossParts operator +(LossParts a, LossParts b) =>
        new(a.Total + b.Total, a.SiLog + b.SiLog, a.Gradient + b.Gradient, a.Domain + b.Domain, a.Trimmed + b.Trimmed)
        {
            AbsRel = a.AbsRel + b.AbsRel,
        };

    /// <summary>Every part.</summary>
    public static LossParts operator *(LossParts a, double by) =>
        new(a.Total * by, a.SiLog * by, a.Gradient * by, a.Domain * by, a.Trimmed * by) { AbsRel = a.AbsRel * by };
}
