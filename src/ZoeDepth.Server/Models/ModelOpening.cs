using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ZoeDepth.Server;

/// <summary>Opens the models beside the host's start; one that cannot be opened stops the host.</summary>
internal sealed class ModelOpening(ModelCatalogue models, IHostApplicationLifetime lifetime, ILogger<ModelOpening> log)
    : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        foreach (var model in models.All)
        {
            try
            {
                await model.LoadAsync(stoppingToken);
            }
            catch (Exception error) when (error is not OperationCanceledException)
            {
                log.NoModel(error, model.Id);
                lifetime.StopApplication();
                return;
            }
        }
    }
}
