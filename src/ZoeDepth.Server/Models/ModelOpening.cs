using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ZoeDepth.Server;

/// <summary>
/// Opens the models beside the host's start, which answers meanwhile that it is alive. One that cannot be opened stops
/// the host, and its stop fails, so that the process does not end as if all had been well.
/// </summary>
internal sealed class ModelOpening(ModelCatalogue models, IHostApplicationLifetime lifetime, ILogger<ModelOpening> log)
    : BackgroundService
{
    private volatile Exception? _failure;

    /// <summary>Ends the opening.</summary>
    /// <exception cref="InvalidOperationException">a model could not be opened</exception>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        if (_failure is { } failure) throw new InvalidOperationException(failure.Message, failure.InnerException);
    }

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
                _failure = new InvalidOperationException(
                    $"the model {model.Id} cannot be opened: {error.Message.TrimEnd('.')}", error);
                // A host that is stopped while it starts says that it was cancelled, and not why.
                lifetime.ApplicationStarted.Register(lifetime.StopApplication);
                return;
            }
        }
    }
}
