using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace ZoeDepth.Extensions;

/// <summary>Whether a model can answer.</summary>
internal sealed class ModelHealthCheck(OpenedModel model) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context,
        CancellationToken cancellationToken = default) =>
        Task.FromResult(model.IsOpen ? HealthCheckResult.Healthy($"{model.Name} is open")
            : model.Failure is { } failure
                ? new HealthCheckResult(context.Registration.FailureStatus,
                    $"{model.Name} could not be opened: {failure.Message}", failure)
                : HealthCheckResult.Degraded($"{model.Name} has not been asked for yet"));
}
