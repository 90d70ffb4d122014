using System.CommandLine;
using System.Globalization;
using ZoeDepth.Cache;
using ZoeDepth.Cli.Shell;
using ZoeDepth.Pretrained;
using ZoeDepth.Runtime.IO;
using ZoeDepth.Runtime.Threading;
using ZoeDepth.Tensors;

namespace ZoeDepth.Cli.Models;

/// <summary><c>zoedepth models prepare</c>.</summary>
internal sealed class PrepareCommand : Command
{
    /// <summary>How long nobody has written to an unfinished file that a killed process left.</summary>
    private static readonly TimeSpan Abandoned = TimeSpan.FromHours(1);

    private readonly Argument<string[]> _models = new("MODEL")
        { Arity = ArgumentArity.OneOrMore, Description = $"each {ModelSwitches.Expected}" };

    private readonly Option<Precision?> _precision = PrecisionSwitch.Option();
    private readonly Option<bool> _remove = new("--remove")
        { Description = "give the space back: of the precision that is named, or of all" };

    private readonly ModelSwitches _switches = new();
    private readonly Option<bool> _json = new(JsonOutput.Option)
        { Description = "one JSON document on standard output and nothing else there" };

    /// <summary>The verb.</summary>
    public PrepareCommand(Terminal terminal)
        : base("prepare", "Pack a model's weights into a file, so that every later start finds them ready.")
    {
        Add(_models);
        foreach (var option in new Option[] { _precision, _remove, _switches.Revision, _switches.Offline, _json })
            Add(option);
        SetAction(
            (parsed, cancellation) => Task.Run(() => Run(parsed, terminal, cancellation), CancellationToken.None));
    }

    private int Run(ParseResult parsed, Terminal terminal, CancellationToken cancellation)
    {
        var (folder, precision) = (new CacheFolders(terminal.Variable).Prepared, parsed.GetValue(_precision));
        var done = new List<PreparedModel>();
        foreach (var name in parsed.GetValue(_models) ?? [])
        {
            var location = ModelFolder.Locate(_switches.Of(name, parsed), terminal, cancellation);
            using var model = ModelFolder.Open(location.Path, () =>
            {
                var files = ModelFiles.Open(location);
                return ZoeDepthForDepthEstimation.FromSource(files.Config, files.Source);
            });
            PreparedModel[] changed = parsed.GetValue(_remove) ? [.. Removed(name, model, folder, precision)]
                : [Written(name, model, folder, precision ?? model.Config.Precision, cancellation)];
            done.AddRange(changed);
            if (parsed.GetValue(_json)) continue;
            foreach (var file in changed) terminal.Out.WriteLine(Text(file, parsed.GetValue(_remove)));
            if (changed.Length == 0) terminal.Out.WriteLine($"{name}: nothing had been prepared");
        }
        if (parsed.GetValue(_json))
            terminal.Out.WriteLine(ModelsDocument.Of(new PrepareDocument(ProgramVersion.Version, done)));
        return ExitCode.Done;
    }

    private static PreparedModel Written(string name, ZoeDepthForDepthEstimation model, string folder,
        Precision precision, CancellationToken cancellation)
    {
        try
        {
            var path = model.WritePrepared(folder, precision, Work.Default, cancellation);
            PartialFile.RemoveAbandoned(folder, Abandoned);
            return new(name, PrecisionWord.Of(precision), path, new FileInfo(path).Length);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new CommandException(ExitCode.Output, error.Message, error);
        }
        catch (CheckpointException error)
        {
            throw new CommandException(ExitCode.Model, $"the model cannot be loaded: {error.Message}", error);
        }
    }

    private static IEnumerable<PreparedModel> Removed(string name, ZoeDepthForDepthEstimation model, string folder,
        Precision? only)
    {
        foreach (var precision in only is { } one ? [one] : Enum.GetValues<Precision>())
        {
            if (model.PreparedPath(folder, precision) is not { } path || !File.Exists(path)) continue;
            var bytes = new FileInfo(path).Length;
            try
            {
                File.Delete(path);
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                throw new CommandException(ExitCode.Output, $"cannot remove {path}: {error.Message}", error);
            }
            yield return new(name, PrecisionWord.Of(precision), path, bytes);
        }
    }

    private static string Text(PreparedModel file, bool isRemoved)
    {
        var size = string.Create(CultureInfo.InvariantCulture, $"{file.Bytes / 1e6:N1} MB");
        return $"{file.Name}, {file.Precision}: {(isRemoved ? $"removed, {size} free" : $"{size} in {file.Path}")}";
    }
}
