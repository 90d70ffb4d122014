namespace ZoeDepth.Training;

/// <summary>What a model asks of its pictures and labels.</summary>
/// <param name="Mean">of each channel, subtracted from 0..1</param>
/// <param name="StandardDeviation">of each channel, divided by</param>
/// <param name="CanonicalFocal">
/// labels are multiplied by this / focal length at the network's input (Metric3D, arXiv 2307.10984, §3.2), both in
/// pixels of the network's input; null: metres are metres
/// </param>
/// <param name="AssumedFieldOfView">
/// degrees over the longer side, for pictures whose camera is unknown; null: such a picture cannot be used
/// </param>
/// <param name="Ranges">nearest and farthest depth of each domain, metres</param>
/// <param name="FarWeight">how much the sky, and what lies beyond the range, counts</param>
/// <param name="IsRelative">
/// labels are inverse depth in the unit of the dataset; ranges and cameras do not matter
/// </param>
internal sealed record LabelRules(
    IReadOnlyList<double> Mean, IReadOnlyList<double> StandardDeviation, double? CanonicalFocal,
    double? AssumedFieldOfView, (double Least, double Most)[] Ranges, double FarWeight, bool IsRelative = false);
