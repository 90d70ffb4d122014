using System.Globalization;
using ZoeDepth.Data;
using ZoeDepth.Training;

namespace ZoeDepth.Cli.Train;

/// <summary>One <c>zoedepth train</c>.</summary>
internal static class TrainRun
{
    /// <summary>Runs it and returns the exit code.</summary>
    public static Task<int> RunAsync(string recipe, string? folder, TrainerOptions options, Terminal terminal, CancellationToken cancellation) =>
        Task.Run(() => Run(recipe, folder, options, terminal, cancellation), CancellationToken.None);

    private static int Run(string path, string? folder, TrainerOptions options, Terminal terminal, CancellationToken cancellation)
    {
        try
        {
            var recipe = RecipeFile.Read(path);
            if (folder is not null) recipe = recipe with { Out = folder };
            using var trainer = new Trainer(recipe, options, new TrainReport(terminal));
            var summary = trainer.Run(cancellation);
            var hours = summary.CoreHours.ToString("F2", CultureInfo.InvariantCulture);
            if (summary.Folder is null)
            {
                terminal.Error.WriteLine($"stopped at step {summary.Step} of {summary.TotalSteps} after {hours} core-hours; the same command goes on from there");
                return ExitCode.Cancelled;
            }
            terminal.Out.WriteLine($"{summary.Folder}: {summary.Step} steps, {hours} core-hours");
            return ExitCode.Done;
        }
        catch (RecipeException error)
        {
            throw CommandException.Usage(error.Message);
        }
        catch (Exception error) when (error is CheckpointException or CheckpointMismatchException or ConfigurationException)
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
}
