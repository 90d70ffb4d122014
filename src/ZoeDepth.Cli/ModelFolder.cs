namespace ZoeDepth.Cli;

/// <summary>Opens model folders and says why one cannot be opened.</summary>
internal static class ModelFolder
{
    /// <summary>Runs what opens or reads a model folder.</summary>
    /// <exception cref="CommandException">the folder holds no model that can be loaded (<see cref="ExitCode.Model"/>), or the request does not suit the model (<see cref="ExitCode.Usage"/>)</exception>
    public static T Open<T>(string folder, Func<T> open)
    {
        if (File.Exists(folder)) throw Cannot($"--model expects the model's folder, but {folder} is a file; name the folder that holds config.json and model.safetensors", null);
        try
        {
            return open();
        }
        catch (Exception error) when (error is ConfigurationException or CheckpointException or IOException or UnauthorizedAccessException)
        {
            throw Cannot(error.Message, error);
        }
        catch (ArgumentException error)
        {
            // Whoever types has no parameters: "… (Parameter 'domain')" ends before that.
            throw CommandException.Usage(error.ParamName is null ? error.Message : error.Message.Replace($" (Parameter '{error.ParamName}')", "", StringComparison.Ordinal));
        }
    }

    private static CommandException Cannot(string reason, Exception? inner) => new(ExitCode.Model, $"the model cannot be loaded: {reason}", inner);
}
