using Microsoft.Extensions.Options;
using ZoeDepth.Tensors;

namespace ZoeDepth.Extensions;

/// <summary>Says everything that is wrong with options at once, before a model is opened.</summary>
internal sealed class ZoeDepthOptionsValidation : IValidateOptions<ZoeDepthOptions>
{
    private const int MostThreads = 1024;

    public ValidateOptionsResult Validate(string? name, ZoeDepthOptions options)
    {
        var of = string.IsNullOrEmpty(name) ? "ZoeDepth" : $"ZoeDepth '{name}'";
        var wrong = new List<string>();
        Require(options.Model is null || !string.IsNullOrWhiteSpace(options.Model), nameof(options.Model),
            options.Model, "a folder, a file or a name, or nothing for zoedepth-mini");
        Require(DepthPreset.All.Any(preset => preset.Name == options.Preset), nameof(options.Preset), options.Preset,
            string.Join(", ", DepthPreset.All.Select(preset => preset.Name)));
        Require(options.MaxDepth is null or (> 0 and < double.PositiveInfinity), nameof(options.MaxDepth),
            options.MaxDepth, "metres above 0");
        Require(options.Threads is null or (>= 1 and <= MostThreads), nameof(options.Threads), options.Threads,
            $"1 to {MostThreads}");
        Require(options.Precision is not { } precision || Enum.IsDefined(precision), nameof(options.Precision),
            options.Precision, string.Join(", ", Enum.GetNames<Precision>()));
        Require(options.MaxConcurrentEstimates is null or >= 1, nameof(options.MaxConcurrentEstimates),
            options.MaxConcurrentEstimates, "at least 1");
        Require(options.MaxBatch >= 1, nameof(options.MaxBatch), options.MaxBatch, "at least 1");
        Require(options.MaxActivationBytes is null or >= 1, nameof(options.MaxActivationBytes),
            options.MaxActivationBytes, "at least 1");
        return wrong.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(wrong);

        void Require(bool holds, string property, object? value, string expected)
        {
            if (!holds) wrong.Add($"{of}: {property} is '{value}'; expected {expected}");
        }
    }
}
