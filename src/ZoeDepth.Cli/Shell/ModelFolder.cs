using System.Text.RegularExpressions;
using ZoeDepth.Mini;

namespace ZoeDepth.Cli.Shell;

/// <summary>Opens model folders and says why one cannot be opened.</summary>
internal static partial class ModelFolder
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

    /// <summary>Runs what opens or reads a model folder.</summary>
    /// <exception cref="CommandException">
    /// the folder holds no model that can be loaded (<see cref="ExitCode.Model"/>), or the request does not suit the
    /// model (<see cref="ExitCode.Usage"/>)
    /// </exception>
    public static T Open<T>(string folder, Func<T> open)
    {
        if (NameOfTheHub(folder) is { } reason) throw Cannot(reason, null);
        try
        {
            return open();
        }
        catch (Exception error) when (error is ConfigurationException or CheckpointException or IOException
            or UnauthorizedAccessException)
        {
            throw Cannot(error.Message, error);
        }
        catch (ArgumentException error)
        {
            // Whoever types has no parameters: "… (Parameter 'domain')" ends before that.
            throw CommandException.Usage(error.ParamName is null ? error.Message
                : error.Message.Replace($" (Parameter '{error.ParamName}')", "", StringComparison.Ordinal));
        }
    }

    /// <summary>What somebody means who names a model of the Hugging Face hub.</summary>
    private static string? NameOfTheHub(string path) => !Path.Exists(path) && HubName().IsMatch(path)
        ? $"there is no folder {path}. If it is the name of a model of the Hugging Face hub, fetch it first: " +
            Fetch(path)
        : null;

    private static string Fetch(string model) =>
        $"hf download {model} --local-dir models/{model[(model.IndexOf('/', StringComparison.Ordinal) + 1)..]}";

    [GeneratedRegex(@"^[A-Za-z0-9][\w.-]*/[A-Za-z0-9][\w.-]*$")]
    private static partial Regex HubName();

    private static CommandException Cannot(string reason, Exception? inner) =>
        new(ExitCode.Model, $"the model cannot be loaded: {reason}", inner);
}
