using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ZoeDepth.Server;

/// <summary>
/// <c>POST /v1/models/{id}/load</c>, <c>unload</c> and <c>swap</c>, for those who have an admin key.
/// </summary>
internal sealed class AdminEndpoints(ModelCatalogue models, ILogger<AdminEndpoints> log)
{
    /// <summary>Changes a model and answers with it as it is then; a client that goes does not end that.</summary>
    public async Task ChangeAsync(HttpContext context, ModelChange change)
    {
        var model = models.Find(ModelEndpoints.IdOf(context));
        try
        {
            await change.Do(model, CancellationToken.None);
        }
        catch (Exception error) when (error is not RequestProblem)
        {
            log.NotChanged(error, context.TraceIdentifier, model.Id, change.Name);
            throw new RequestProblem(StatusCodes.Status500InternalServerError,
                $"the model {model.Id} could not be opened, and nothing was changed; the log says why", error);
        }
        log.Changed(context.TraceIdentifier, model.Id, change.Name);
        await ModelEndpoints.JsonAsync(context.Response, ModelJson.Of(ModelDocument.Of(model)));
    }
}
