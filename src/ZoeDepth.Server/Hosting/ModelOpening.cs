using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ZoeDepth.Server;

/// <summary>Opens the model beside the host's start; a model that cannot be opened stops the host.</summary>
internal sealed class ModelOpening(ServedModel model, IHostApplicationLifetime lifetime, ILogger<ModelOpening> log)
    : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await Task.Run(model.Open, stoppingToken);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            log.NoModel(error, model.Id);
            lifetime.StopApplication();
        }
    }
}
