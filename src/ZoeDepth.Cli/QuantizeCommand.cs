using System.CommandLine;
using ZoeDepth.Cli.Predict;
using ZoeDepth.Cli.Quantize;
using ZoeDepth.Cli.Shell;
using ZoeDepth.Imaging;
using ZoeDepth.Pretrained;
using ZoeDepth.Quantization;
using ZoeDepth.Runtime.Threading;
using ZoeDepth.Tensors;
using static ZoeDepth.Cli.Shell.OptionParsing;

namespace ZoeDepth.Cli;

/// <summary><c>zoedepth quantize</c>: a model folder in fewer bits that opens in place.</summary>
internal sealed class QuantizeCommand : Command
{
    /// <summary>What is typed.</summary>
    public const string Verb = "quantize";

    private static readonly Dictionary<string, Precision> Types = new()
    {
        [PrecisionWord.Of(Precision.Int8)] = Precision.Int8,
        [PrecisionWord.Of(Precision.BFloat16)] = Precision.BFloat16,
    };

    private readonly Argument<string> _input = new("MODEL") { Description = ModelSwitches.Expected };
    private readonly Argument<string> _output = new("TARGET") { Description = "the folder to make" };
    private readonly ModelSwitches _model = new();
    private readonly Option<Precision> _type = Choice("--dtype",
        "int8 (default): the weights of large linear layers in 8 bits, a quarter of their size, and the rest in " +
        "bfloat16; bfloat16: half the size. The folder says it, and estimates compute so where nobody asks for " +
        "another --precision", Types);
    private readonly Option<string[]> _photos = new("--calibrate")
    {
        HelpName = "PHOTO",
        AllowMultipleArgumentsPerToken = true,
        Description = "photos, folders or patterns like those the model will see, a few suffice: outlier channels " +
            "are smoothed and the most sensitive layers left in bfloat16, as far as depth on them says that it helps",
    };
    private readonly Option<int?> _threads = Valued<int?>("--threads", "N",
        "threads; ZOEDEPTH_THREADS or one for each processor when left out", text => Whole(text, 1, 1024));
    private readonly Option<bool> _json = new(JsonOutput.Option)
        { Description = "one JSON document on standard output and nothing else there" };

    /// <summary>The verb.</summary>
    public QuantizeCommand(Terminal terminal)
        : base(Verb, "Write a model in 8 or 16 bits, and say what that does to its depth.")
    {
        Add(_input);
        Add(_output);
        foreach (var option in new Option[] { _type, _photos, _model.Revision, _model.Offline, _threads, _json })
            Add(option);
        SetAction((parsed, cancellation) => Task.Run(() => Run(parsed, terminal, cancellation), cancellation));
    }

    /// <summary>Shown by <c>--help</c>.</summary>
    public static IReadOnlyList<Example> Examples { get; } =
    [
        new("8 bits as measured on a few photos of yours: about a quarter of the size",
            "zoedepth quantize Intel/zoedepth-nyu models/nyu-int8 --calibrate photos/*.jpg"),
        new("half the size, for any machine", "zoedepth quantize models/mine models/mine-bfloat16 --dtype bfloat16"),
    ];

    private int Run(ParseResult parsed, Terminal terminal, CancellationToken cancellation)
    {
        var (input, output) = (parsed.GetRequiredValue(_input), parsed.GetRequiredValue(_output));
        var precision = parsed.GetResult(_type) is null ? Precision.Int8 : parsed.GetValue(_type);
        OutputFile.RequireFree(output);
        QuantizationReport report;
        try
        {
            var photos = Photos(parsed.GetValue(_photos) ?? [], cancellation);
            var work = parsed.GetValue(_threads) is { } threads ? new Work(threads) : Work.Default;
            var model = ModelFolder.Locate(_model.Of(input, parsed), terminal, cancellation);
            var files = ModelFolder.Open(input, () => ModelFiles.Open(model));
            var quantizer = new ModelQuantizer(files, precision, work, cancellation);
            report = new CountProgress(terminal).While("runs over the photos",
                told => quantizer.Write(output, photos, new StepsTold(told, TimeSpan.Zero, terminal.Clock)));
        }
        catch (Exception error) when (error is CheckpointException or ConfigurationException)
        {
            throw new CommandException(ExitCode.Model, $"the model cannot be quantized: {error.Message}", error);
        }
        catch (UnsupportedImageSizeException error)
        {
            throw new CommandException(ExitCode.SomeFailed, $"a photo does not suit the model: {error.Message}", error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new CommandException(ExitCode.Output, $"{output} cannot be written: {error.Message}", error);
        }
        terminal.Out.WriteLine(parsed.GetValue(_json)
            ? QuantizeDocument.Of(input, output, report) : QuantizeText.Of(output, report));
        return ExitCode.Done;
    }

    private static List<RasterImage> Photos(string[] arguments, CancellationToken cancellation)
    {
        if (arguments.Length == 0) return [];
        var found = PhotoSearch.Find(arguments, recursive: false, cancellation);
        if (found.Problems is [var (argument, problem), ..])
            throw CommandException.Usage($"--calibrate {argument}: {problem}");
        return [.. found.Photos.Select(photo => SinglePhoto.Read(() =>
            RasterImage.Load(photo.Path, ReadablePhotos.Decoding, cancellation)))];
    }
}
