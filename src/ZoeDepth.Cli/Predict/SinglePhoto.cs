using ZoeDepth.Cli.Shell;
using ZoeDepth.Imaging;

namespace ZoeDepth.Cli.Predict;

/// <summary>
/// The one photo of a verb that is given one: what is wrong with it ends the verb, with the reason that a run over many
/// would report.
/// </summary>
internal static class SinglePhoto
{
    /// <summary>Reads it.</summary>
    /// <exception cref="CommandException">
    /// it cannot be read (<see cref="ExitCode.SomeFailed"/>), or is not there (<see cref="ExitCode.Usage"/>)
    /// </exception>
    public static RasterImage Read(Func<RasterImage> load)
    {
        try
        {
            return load();
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            throw CommandException.Usage($"there is no such photo: {error.Message}");
        }
        catch (Exception error) when (error is ImageFormatException or IOException or UnauthorizedAccessException)
        {
            throw new CommandException(ExitCode.SomeFailed, error.Message, error);
        }
    }

    /// <summary>Estimates its depth.</summary>
    /// <exception cref="CommandException">
    /// it does not suit the model, or its depth holds no numbers (<see cref="ExitCode.SomeFailed"/>); the options do
    /// not suit the model (<see cref="ExitCode.Usage"/>)
    /// </exception>
    public static DepthMap Estimate(Func<DepthMap> estimate)
    {
        try
        {
            return estimate();
        }
        catch (Exception error) when (error is UnsupportedImageSizeException or NonFiniteDepthException)
        {
            throw new CommandException(ExitCode.SomeFailed,
                error is UnsupportedImageSizeException unsuitable ? UnsupportedPhoto.Reason(unsuitable) : error.Message,
                error);
        }
        catch (ArgumentException error)
        {
            throw CommandException.Usage(ArgumentMessage.Of(error));
        }
    }
}
