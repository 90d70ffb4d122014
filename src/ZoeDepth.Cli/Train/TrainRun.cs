using System.Globalization;
using ZoeDepth.Cache;
using ZoeDepth.Cli.Shell;
using ZoeDepth.Data;
using ZoeDepth.Training;

namespace ZoeDepth.Cli.Train;

/// <summary>One <c>zoedepth train</c>.</summary>
internal static class TrainRun
{
    /// <summary>Runs it and returns the exit code.</summary>
    /// <param name="recipe">the recipe's file</param>
    /// <param name="change">what the command line says instead of the recipe</param>
    /// <param name="options">how it is run here</param>
    /// <param name="check">how the data are looked at first</param>
    /// <param name="terminal">where it writes</param>
    /// <param name="cancellation">Ctrl-C</param>
    public static Task<int> RunAsync(
        string recipe, Func<TrainingRecipe, TrainingRecipe> change, TrainerOptions options, CheckMode check,
        Terminal terminal, CancellationToken cancellation) =>
        Task.Run(() => Run(recipe, change, options, check, terminal, cancellation), CancellationToken.None);

    private static int Run(
        string path, Func<TrainingRecipe, TrainingRecipe> change, TrainerOptions options, CheckMode check,
        Terminal terminal, CancellationToken cancellation)
    {
        try
        {
            var recipe = Located(change(RecipeFile.Read(path)), terminal, cancellation);
            using var trainer = Open(recipe, options, terminal);
            if (check == CheckMode.Only) return DataCheck.Report(trainer, terminal, cancellation);
            if (check == CheckMode.Glance && trainer.Step == 0) DataCheck.Glance(trainer, terminal, cancellation);
            var summary = trainer.Run(cancellation);
            var hours = summary.CoreHours.ToString("F2", CultureInfo.InvariantCulture);
            if (summary.Folder is null)
            {
                terminal.Error.WriteLine(
                    $"stopped at step {summary.Step} of {summary.TotalSteps} after {hours} core-hours; the same " +
                    "command goes on from there");
                return ExitCode.Cancelled;
            }
            terminal.Out.WriteLine($"{summary.Folder}: {summary.Step} steps, {hours} core-hours");
            return ExitCode.Done;
        }
        catch (RecipeException error)
        {
            throw CommandException.Usage(error.Message);
        }
        catch (Exception error) when (error is CheckpointException or CheckpointMismatchException
            or ConfigurationException)
        {
            throw new CommandException(ExitCode.Model, error.Message, error);
        }
        catch (DatasetException error)
        {
            throw new CommandException(ExitCode.SomeFailed, error.Message, error);
        }
        catch (DivergedException error)
        {
            throw new CommandException(ExitCode.SomeFailed, error.Message, error);
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            throw CommandException.Usage(error.Message);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new CommandException(ExitCode.Output, error.Message, error);
        }
    }

    /// <summary>A model that is named and not on this machine is fetched first.</summary>
    private static TrainingRecipe Located(TrainingRecipe recipe, Terminal terminal, CancellationToken cancellation) =>
        recipe.Model is { } model && ModelLocation.IsName(model)
            ? recipe with { Model = ModelFolder.Locate(new ModelRequest(model), terminal, cancellation).Path } : recipe;

    /// <summary>What is wrong with lists of pictures is found before anything is done.</summary>
    private static Trainer Open(TrainingRecipe recipe, TrainerOptions options, Terminal terminal)
    {
        try
        {
            return new Trainer(recipe, options, new TrainReport(terminal));
        }
        catch (DatasetException error) when (error is { Line: > 0, InnerException: FormatException })
        {
            throw CommandException.Usage(
                $"{error.Message}. Correct the line, or leave bad lines out with \"skipBadLines\": true in the recipe");
        }
        catch (DatasetException error)
        {
            throw CommandException.Usage(error.Message);
        }
    }
}

/// <summary>How a command looks at the data before it learns from them.</summary>
internal enum CheckMode
{
    /// <summary>At a few pictures of each dataset, if nothing has been learnt yet.</summary>
    Glance,

    /// <summary>Thoroughly, with an estimate of time and memory; nothing is learnt.</summary>
    Only,

    /// <summary>Not at all.</summary>
    None,
}
