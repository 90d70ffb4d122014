using ZoeDepth.Runtime.Untrusted;

namespace ZoeDepth.Server;

/// <summary>The models of a service; the first answers where none is named.</summary>
internal sealed class ModelCatalogue
{
    /// <exception cref="ArgumentException">two have one name</exception>
    public ModelCatalogue(IEnumerable<ServedModel> models)
    {
        All = [.. models];
        if (All.GroupBy(model => model.Id).FirstOrDefault(same => same.Count() > 1) is { } twice)
            throw new ArgumentException($"two models are called {twice.Key}; expected a name of its own for each");
    }

    /// <summary>All of them.</summary>
    public IReadOnlyList<ServedModel> All { get; }

    /// <summary>Whether every model answers that nobody unloaded.</summary>
    public bool IsReady => All.All(model => model.State != ModelState.Loading);

    /// <summary>A model by its name; the first where none is named.</summary>
    /// <exception cref="RequestProblem">404: there is none</exception>
    public ServedModel Find(string? id) => id is null ? All[0] : All.FirstOrDefault(model => model.Id == id)
        ?? throw new RequestProblem(404, $"there is no model {UntrustedText.Quoted(id)} here; there " +
            $"{(All.Count == 1 ? "is" : "are")}: {string.Join(", ", All.Select(model => model.Id))}");
}
