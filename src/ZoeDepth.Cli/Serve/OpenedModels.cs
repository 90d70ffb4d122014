using ZoeDepth.Cache;
using ZoeDepth.Cli.Shell;

namespace ZoeDepth.Cli.Serve;

/// <summary>
/// The models of a service, opened before it listens, so that what is wrong with one is said at once; opened anew from
/// the same place where the service asks again.
/// </summary>
internal sealed class OpenedModels : IAsyncDisposable
{
    private const int UsualBatch = 8;

    private readonly List<(string Id, Func<DepthEstimator> Open)> _served = [];
    private readonly List<DepthEstimator> _first = [];

    private OpenedModels()
    {
    }

    /// <summary>What requests call each, and what opens it.</summary>
    public IReadOnlyList<(string Id, Func<DepthEstimator> Open)> Served => _served;

    /// <summary>Opens them.</summary>
    /// <exception cref="CommandException">one cannot be loaded, or two have one name</exception>
    public static async Task<OpenedModels> OpenAsync(ServeRequest request, Terminal terminal,
        CancellationToken cancellation)
    {
        var models = new OpenedModels();
        try
        {
            foreach (var (name, asked) in request.Models) models.Add(name, asked, request, terminal, cancellation);
            return models;
        }
        catch
        {
            await models.DisposeAsync();
            throw;
        }
    }

    /// <summary>Their names.</summary>
    public override string ToString() => string.Join(", ", _served.Select(model => model.Id));

    /// <summary>Disposes what was opened here; what the service has disposed stays so.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (var estimator in _first) await estimator.DisposeAsync();
    }

    private void Add(string? name, ModelRequest asked, ServeRequest request, Terminal terminal,
        CancellationToken cancellation)
    {
        var location = ModelFolder.Locate(asked, terminal, cancellation);
        var id = name ?? location.Name;
        if (_served.Any(model => model.Id == id))
            throw CommandException.Usage(
                $"two models are called {id}; give one another name with --model NAME={asked.Model}");
        DepthEstimator? first = ModelFolder.Open(location.Path, () => Open(location, request));
        _first.Add(first);
        foreach (var note in first.Notes)
            terminal.Note(request.Models.Count == 1 ? note : $"{id}: {note}");
        _served.Add((id, () => Interlocked.Exchange(ref first, null) ?? Open(location, request)));
    }

    private static DepthEstimator Open(ModelLocation location, ServeRequest request) =>
        DepthEstimator.FromPretrained(location, new DepthEstimatorOptions
        {
            Threads = request.Threads, Precision = request.Precision, MaxBatch = request.Batch ?? UsualBatch,
        });
}
