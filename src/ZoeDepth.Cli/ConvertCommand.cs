using System.CommandLine;
using System.Globalization;
using ZoeDepth.Cli.Shell;
using ZoeDepth.Conversion;
using ZoeDepth.Original;
using ZoeDepth.Pretrained;
using static ZoeDepth.Cli.Shell.OptionParsing;

namespace ZoeDepth.Cli;

/// <summary><c>zoedepth convert</c>: a model from one dialect into the other.</summary>
internal sealed class ConvertCommand : Command
{
    /// <summary>What is typed.</summary>
    public const string Verb = "convert";

    private const string HuggingFace = "hf", Original = "original";

    private static readonly Dictionary<string, string> Dialects = new()
        { [HuggingFace] = HuggingFace, [Original] = Original };

    private static readonly Dictionary<string, TensorDataType> Types = new()
    {
        ["float32"] = TensorDataType.F32,
        ["float16"] = TensorDataType.F16,
        ["bfloat16"] = TensorDataType.BF16,
    };

    private readonly Argument<string?> _input = new("MODEL")
        { Arity = ArgumentArity.ZeroOrOne,
            Description = ModelSwitches.Expected };
    private readonly Argument<string?> _output = new("TARGET")
        { Arity = ArgumentArity.ZeroOrOne,
            Description = "the folder to make, or the .pt file to write for the research code" };
    private readonly ModelSwitches _model = new();
    private readonly Option<string> _to = Choice("--to",
        "hf: a folder as transformers opens it; original: a checkpoint as the research code opens it; what the " +
        "ending of TARGET says when left out", Dialects);
    private readonly Option<TensorDataType?> _type = Choice<TensorDataType?>("--dtype",
        "the number type of the weights; float32 when left out",
        Types.ToDictionary(pair => pair.Key, pair => (TensorDataType?)pair.Value));
    private readonly Option<string> _config = new("--config", "-c")
        { HelpName = "FILE", Description = "settings of the research code for its checkpoint, config_zoedepth.json" };
    private readonly Option<string[]> _set = new("--set")
        { HelpName = "KEY=VALUE",
            Description = "a setting of the research code over those of --config: max_depth=80" };
    private readonly Option<bool> _keys = new("--keys")
        { Description = "print how both call the same tensors, and nothing else" };

    /// <summary>The verb.</summary>
    public ConvertCommand(Terminal terminal)
        : base(Verb, "Convert a model between the research code's checkpoints and Hugging Face's folders.")
    {
        Add(_input);
        Add(_output);
        Add(_to);
        Add(_type);
        Add(_config);
        Add(_set);
        Add(_keys);
        Add(_model.Revision);
        Add(_model.Offline);
        SetAction((parsed, cancellation) => Task.Run(() => Run(parsed, terminal, cancellation), cancellation));
    }

    /// <summary>Shown by <c>--help</c>.</summary>
    public static IReadOnlyList<Example> Examples { get; } =
    [
        new("a checkpoint of the research code as a model folder",
            "zoedepth convert ZoeD_M12_N.pt models/zoedepth-nyu"),
        new("ZoeD_K with the range it was trained for, in half the space",
            "zoedepth convert ZoeD_M12_K.pt models/zoedepth-kitti --set max_depth=80 --dtype float16"),
        new("a model folder as the research code opens it", "zoedepth convert models/mine mine.pt"),
    ];

    private int Run(ParseResult parsed, Terminal terminal, CancellationToken cancellation)
    {
        if (parsed.GetValue(_keys)) return PrintKeys(terminal);
        if (parsed.GetValue(_input) is not { } input || parsed.GetValue(_output) is not { } output)
            throw CommandException.Usage("convert expects a MODEL and a TARGET, or --keys");
        var toOriginal = parsed.GetValue(_to) is { } dialect ? dialect == Original : WeightFiles.IsPyTorch(output);
        var type = parsed.GetValue(_type) ?? TensorDataType.F32;
        OutputFile.RequireFree(output);
        var settings = Settings(parsed.GetValue(_config), parsed.GetValue(_set) ?? []);
        var model = ModelFolder.Locate(_model.Of(input, parsed), terminal, cancellation);
        var files = ModelFolder.Open(input, () => ModelFiles.Open(model, settings));
        if (settings is not null && !OriginalDialect.IsSpokenBy(files.Source))
        {
            files.Source.Dispose();
            throw CommandException.Usage(
                $"--config and --set are settings of the research code, and {input} is none of its checkpoints; " +
                "change config.json instead");
        }
        ConversionReport report;
        try
        {
            if (toOriginal && files.Config.BackboneConfig is BeitConfig { LayerNormEps: var epsilon }
                && epsilon != OriginalArchitecture.LayerNormEps)
                terminal.Error.WriteLine(string.Create(CultureInfo.InvariantCulture,
                    $"note: {input} says layer_norm_eps {epsilon}; a .pt file cannot say it, and the research code " +
                    $"computes with {OriginalArchitecture.LayerNormEps}, with which its weights were trained"));
            report = new CountProgress(terminal).While("tensors written, then compared", told =>
            {
                // Nothing is told of a conversion that is over at once.
                var progress = new StepsTold(told, TimeSpan.FromSeconds(1), terminal.Clock);
                return toOriginal ? ModelConversion.ToOriginal(files, output, type, progress, cancellation)
                    : ModelConversion.ToHuggingFace(files, output, type, progress, cancellation);
            });
        }
        catch (Exception error) when (error is CheckpointException or ConfigurationException)
        {
            throw new CommandException(ExitCode.Model, $"the model cannot be converted: {error.Message}", error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new CommandException(ExitCode.Output, $"{output} cannot be written: {error.Message}", error);
        }
        if (report.NotFinite is [var first, ..] broken)
            terminal.Note($"{input} holds infinities or what is no number in {broken.Count} of its tensors, the " +
                $"first {first}; they were converted as they are, and its depth may be none");
        // A file is named already.
        var inside = toOriginal ? "" : $"{string.Join(", ", report.Files)} ";
        terminal.Out.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{output}: {inside}({report.Tensors} tensors, {report.Parameters:N0} numbers, " +
            $"{Types.First(pair => pair.Value == type).Key}), each read back and compared"));
        return ExitCode.Done;
    }

    private static OriginalSettings? Settings(string? file, string[] overrides)
    {
        if (file is null && overrides.Length == 0) return null;
        try
        {
            return OriginalSettings.Read(file, overrides);
        }
        catch (Exception error) when (error is ConfigurationException or IOException or UnauthorizedAccessException)
        {
            throw CommandException.Usage($"the settings cannot be used: {error.Message}");
        }
    }

    private static int PrintKeys(Terminal terminal)
    {
        var tables = Tables();
        var width = tables.SelectMany(table => table.Table.Rows).Max(row => row.Original.Text.Length);
        foreach (var (name, table) in tables)
        {
            if (table != KeyTable.ZoeDepth) terminal.Out.WriteLine($"{Environment.NewLine}{name}");
            PrintKeys(terminal, table, width);
        }
        foreach (var name in ComputedTensors.All) terminal.Out.WriteLine($"{$"….{name}".PadRight(width)}  (computed)");
        return ExitCode.Done;
    }

    /// <summary>Every network whose files are read; what they share is printed with each.</summary>
    private static List<(string Name, KeyTable Table)> Tables() =>
    [
        ("ZoeDepth on BEiT", KeyTable.ZoeDepth),
        ("ZoeDepth on a ViT (DPT_Large)", OriginalNetwork.TableOf(OriginalEncoder.ViT, true, false)),
        ("ZoeDepth on Swin", OriginalNetwork.TableOf(OriginalEncoder.Swin, true, false)),
        ("ZoeDepth on SwinV2", OriginalNetwork.TableOf(OriginalEncoder.SwinV2, true, false)),
        ("ZoeDepth on Depth Anything", OriginalNetwork.TableOf(OriginalEncoder.Dinov2, true, true)),
        ("DPT on BEiT (MiDaS)", OriginalNetwork.TableOf(OriginalEncoder.Beit, false, false)),
        ("DPT on a ViT (MiDaS)", OriginalNetwork.TableOf(OriginalEncoder.ViT, false, false)),
        ("DPT on Swin (MiDaS)", OriginalNetwork.TableOf(OriginalEncoder.Swin, false, false)),
        ("DPT on SwinV2 (MiDaS)", OriginalNetwork.TableOf(OriginalEncoder.SwinV2, false, false)),
        ("Depth Anything", OriginalNetwork.TableOf(OriginalEncoder.Dinov2, false, true)),
    ];

    private static void PrintKeys(Terminal terminal, KeyTable table, int width)
    {
        foreach (var row in table.Rows)
        {
            var part = row.Part is { } number ? $"rows {number + 1}/{KeyTable.Parts} " : "";
            terminal.Out.WriteLine($"{row.Original.Text.PadRight(width)}  {part}{row.HuggingFace.Text}");
        }
        foreach (var key in table.Ignored) terminal.Out.WriteLine($"{key.PadRight(width)}  (nobody reads it)");
    }
}
