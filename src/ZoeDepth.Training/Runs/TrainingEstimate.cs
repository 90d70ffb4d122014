using ZoeDepth.Data;

namespace ZoeDepth.Training;

/// <summary>What a run will ask for.</summary>
/// <param name="Pictures">pictures of each domain in a round through the data</param>
/// <param name="IsEndless">whether some of them are others in every round</param>
/// <param name="Numbers">numbers of the model</param>
/// <param name="Learning">how many of them learn</param>
/// <param name="Steps">steps that are still to be taken</param>
/// <param name="StepSeconds">seconds of a step, on these threads and beside whatever else runs now</param>
/// <param name="Seconds">seconds of those steps with waiting for pictures and validations</param>
/// <param name="StateBytes">memory of weights, gradients, moments and averages</param>
/// <param name="ActivationBytes">memory of activations, of the sizes that were tried</param>
public sealed record TrainingEstimate(
    IReadOnlyList<(Domain Domain, int Count)> Pictures, bool IsEndless, long Numbers, long Learning, long Steps,
    double StepSeconds, double Seconds, long StateBytes, long ActivationBytes);
