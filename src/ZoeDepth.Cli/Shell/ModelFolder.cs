using ZoeDepth.Cache;
using ZoeDepth.Hub;
using ZoeDepth.Mini;

namespace ZoeDepth.Cli.Shell;

/// <summary>Finds, fetches and opens models, and says why one cannot be opened.</summary>
internal static class ModelFolder
{
    /// <summary>The folder that was asked for, or that of the model which comes with the program.</summary>
    /// <param name="asked">what <c>--model</c> says; null when it was left out</param>
    /// <param name="shipped">that model's folder; <see cref="ZoeDepthMini.Folder"/> when left out</param>
    /// <exception cref="CommandException">
    /// none was asked for, and this program carries none (<see cref="ExitCode.Usage"/>)
    /// </exception>
    public static string OrShipped(string? asked, string? shipped = null)
    {
        if (asked is not null) return asked;
        shipped ??= ZoeDepthMini.Folder;
        return File.Exists(Path.Combine(shipped, "config.json")) ? shipped
            : throw CommandException.Usage(
                $"name a model with --model FOLDER: this program carries none (there is no {shipped})");
    }

    /// <summary>Where a model lies; one that is named and not on this machine is fetched, with progress.</summary>
    /// <exception cref="CommandException">
    /// it cannot be fetched (<see cref="ExitCode.Model"/>), its cache cannot be written to
    /// (<see cref="ExitCode.Output"/>), or the request makes no sense (<see cref="ExitCode.Usage"/>)
    /// </exception>
    public static ModelLocation Locate(ModelRequest request, Terminal terminal, CancellationToken cancellation) =>
        Open(request.Model, () =>
        {
            RequireSomething(request.Model);
            var folders = new CacheFolders(terminal.Variable);
            if (!ModelLocation.IsName(request.Model) && request.Revision is null)
                return ModelLocation.Of(request.Model, folders);
            using var hub = new ModelHub(Settings(request, terminal));
            return new TransferProgress(terminal).While(progress =>
                hub.LocateAsync(request.Model, isAsked: false, progress, cancellation).GetAwaiter().GetResult());
        });

    /// <summary>A name that is neither a path nor a model's ends before anybody is asked.</summary>
    private static void RequireSomething(string model)
    {
        if (Path.Exists(model) || ModelLocation.IsName(model)) return;
        List<string> names = [.. PublishedCheckpoint.All.SelectMany(one => new[] { $"{one.Repo}", one.Name })];
        throw new CommandException(ExitCode.Model,
            $"the model cannot be loaded: there is no folder or file {model}; expected a model folder (config.json " +
            $"beside model.safetensors), a checkpoint such as ZoeD_M12_N.pt, or a name: {string.Join(", ", names)}." +
            Suggestion.For(model, names));
    }

    /// <summary>What a request says, over what the environment says.</summary>
    public static HubSettings Settings(ModelRequest request, Terminal terminal) => new(
        new ModelHubOptions { Revision = request.Revision, Offline = request.Offline },
        new CacheFolders(terminal.Variable));

    /// <summary>Runs what opens or reads a model folder.</summary>
    /// <exception cref="CommandException">
    /// the folder holds no model that can be loaded (<see cref="ExitCode.Model"/>), or the request does not suit the
    /// model (<see cref="ExitCode.Usage"/>)
    /// </exception>
    public static T Open<T>(string folder, Func<T> open)
    {
        try
        {
            return open();
        }
        catch (HubException error)
        {
            // Whoever meant a folder looks for the slip in its name first.
            var here = Path.Exists(folder) || RepoName.Parse(folder) is null ? ""
                : $"there is no folder {folder} here, and ";
            throw new CommandException(error.Fault == HubFault.CannotWrite ? ExitCode.Output : ExitCode.Model,
                $"{here}the model cannot be fetched: {error.Message}", error);
        }
        catch (Exception error) when (error is ConfigurationException or CheckpointException or IOException
            or UnauthorizedAccessException)
        {
            throw new CommandException(ExitCode.Model, $"the model cannot be loaded: {error.Message}", error);
        }
        catch (ArgumentException error)
        {
            throw CommandException.Usage(ArgumentMessage.Of(error));
        }
    }
}
