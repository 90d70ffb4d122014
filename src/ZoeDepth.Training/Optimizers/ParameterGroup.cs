using ZoeDepth.Tensors;

namespace ZoeDepth.Training;

/// <summary>Parameters that learn alike.</summary>
/// <param name="Name">what logs call the group</param>
/// <param name="Parameters">its members</param>
/// <param name="Rate">learning rate at the top of the schedule</param>
/// <param name="WeightDecay">share of each weight that is taken away in a step, times the rate</param>
public sealed record ParameterGroup(string Name, IReadOnlyList<Parameter> Parameters, double Rate, double WeightDecay);
