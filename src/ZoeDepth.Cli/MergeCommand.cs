using System.CommandLine;
using System.Globalization;
using ZoeDepth.Cli.Shell;
using ZoeDepth.Pretrained;
using ZoeDepth.Training;

namespace ZoeDepth.Cli;

/// <summary><c>zoedepth merge</c>: a model and what was learnt on top of it become a model folder.</summary>
internal sealed class MergeCommand : Command
{
    /// <summary>What is typed.</summary>
    public const string Verb = "merge";

    private readonly Argument<string> _model = new("MODEL") { Description = "the model folder the run began from" };
    private readonly Argument<string> _delta = new("DELTA") { Description = $"the {ModelDelta.FileName} of the run" };
    private readonly Option<string> _out = new("--out", "-o")
        { HelpName = "FOLDER", Required = true, Description = "the model folder to make" };

    /// <summary>The verb.</summary>
    public MergeCommand(Terminal terminal) : base(Verb, "Put what a run has learnt into the model it began from.")
    {
        Add(_model);
        Add(_delta);
        Add(_out);
        SetAction((parsed, cancellation) => Task.Run(() => Run(parsed.GetRequiredValue(_model),
            parsed.GetRequiredValue(_delta), parsed.GetRequiredValue(_out), terminal, cancellation), cancellation));
    }

    /// <summary>Shown by <c>--help</c>.</summary>
    public static IReadOnlyList<Example> Examples { get; } =
    [
        new("a model with the head that was learnt for your own pictures",
            "zoedepth merge models/zoedepth-mini runs/own-pictures/delta.safetensors --out models/mine"),
    ];

    private static int Run(string folder, string delta, string target, Terminal terminal,
        CancellationToken cancellation)
    {
        if (Directory.Exists(target) && Directory.EnumerateFileSystemEntries(target).Any())
            throw CommandException.Usage($"{target} is not empty and was left as it is; choose another folder");
        if (!File.Exists(delta))
            throw CommandException.Usage($"there is no file {delta}; name the {ModelDelta.FileName} of a run");
        var location = ModelFolder.Locate(new ModelRequest(folder), terminal, cancellation);
        var files = ModelFolder.Open(folder, () => ModelFiles.Open(location));
        using var model = ModelFolder.Open(folder,
            () => ZoeDepthForDepthEstimation.FromSource(files.Config, files.Source));
        var processor = files.Processor;
        long numbers;
        try
        {
            numbers = ModelDelta.Apply(delta, model);
        }
        catch (CheckpointException error)
        {
            throw new CommandException(ExitCode.Model, error.Message, error);
        }
        try
        {
            model.SavePretrained(target);
            processor.SavePretrained(target);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new CommandException(ExitCode.Output,
                $"the model cannot be written to {target}: {error.Message.TrimEnd('.')}. Free space, or choose " +
                "another folder with --out", error);
        }
        terminal.Out.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{target}: {folder} with {numbers:N0} numbers of {delta}"));
        return ExitCode.Done;
    }
}
