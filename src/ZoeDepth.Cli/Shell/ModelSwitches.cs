using System.CommandLine;

namespace ZoeDepth.Cli.Shell;

/// <summary>A model as somebody asked for it.</summary>
/// <param name="Model">a folder, a file, or a name</param>
/// <param name="Revision">a branch, tag or commit; null when none was named</param>
/// <param name="Offline">whether nothing may be fetched; null when it was not said</param>
internal sealed record ModelRequest(string Model, string? Revision = null, bool? Offline = null)
{
    /// <summary>As it was typed.</summary>
    public override string ToString() => Model;
}

/// <summary>The options that say which model, for every verb that opens one.</summary>
internal sealed class ModelSwitches
{
    /// <summary>What is expected where a model is named.</summary>
    public const string Expected =
        "a Hugging Face ZoeDepth folder (config.json, model.safetensors), a checkpoint of the research code (.pt), " +
        "or a name, which is downloaded the first time: Intel/zoedepth-nyu-kitti, ZoeD_N, ZoeD_K, ZoeD_NK";

    private readonly Option<string> _model = new("--model", "-m")
    {
        HelpName = "MODEL",
        Description = $"{Expected}; zoedepth-mini, where the program carries it, when left out",
    };

    /// <summary>What of a repository is meant.</summary>
    public Option<string> Revision { get; } = new("--revision")
    {
        HelpName = "NAME",
        Description = "of a model of the Hugging Face hub: branch, tag or commit; main when left out",
    };

    /// <summary>Whether anything may be fetched.</summary>
    public Option<bool> Offline { get; } = new("--offline")
        { Description = "use what has been downloaded and fetch nothing, as HF_HUB_OFFLINE=1 says for every command" };

    /// <summary>What a verb adds that has <c>--model</c>.</summary>
    public IReadOnlyList<Option> Options => [_model, Revision, Offline];

    /// <summary>What was typed, or the model that comes with the program.</summary>
    /// <exception cref="CommandException">none was named, and this program carries none</exception>
    public ModelRequest Read(ParseResult parsed)
    {
        var model = parsed.GetValue(_model);
        if (model is null && parsed.GetValue(Revision) is { } revision)
            throw CommandException.Usage(
                $"{Revision.Name} {revision} is a revision of a model of the Hugging Face hub; name it with " +
                $"{_model.Name}");
        return Of(ModelFolder.OrShipped(model), parsed);
    }

    /// <summary>The same for a model that is an argument.</summary>
    public ModelRequest Of(string model, ParseResult parsed) =>
        new(model, parsed.GetValue(Revision), parsed.GetValue(Offline) ? true : null);
}
