using Microsoft.Extensions.Hosting;

namespace ZoeDepth.Extensions;

/// <summary>
/// Opens the model before the host takes work, so that a wrong name stops the host; the packing of its weights goes on
/// beside the first estimates.
/// </summary>
internal sealed class ModelAtStart(OpenedModel model) : BackgroundService
{
    public override Task StartAsync(CancellationToken cancellationToken)
    {
        if (model.OpensAtStart) _ = model.Estimator;
        return base.StartAsync(cancellationToken);
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        model.OpensAtStart ? model.Estimator.PrepareAsync(stoppingToken) : Task.CompletedTask;
}
