using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using ZoeDepth.Cli.Shell;
using ZoeDepth.Data;
using ZoeDepth.Data.Evaluation;

namespace ZoeDepth.Cli.Evaluate;

/// <summary>
/// The scores of an evaluation that is under way, a line an image, beside the table it will become: what was ended is
/// gone on with by the same command. The first line says which run it is of.
/// </summary>
internal sealed class ScoreJournal : IDisposable
{
    private readonly Dictionary<(string Dataset, string Name), Queue<JsonObject>> _found = [];
    private readonly StreamWriter _lines;
    private readonly string _path;

    private ScoreJournal(string path, string run)
    {
        _path = path;
        var lines = File.Exists(path) ? File.ReadAllLines(path) : [];
        if (lines.Length > 0 && lines[0] != run)
        {
            throw CommandException.Usage($"{path} holds scores of another run: of another model, other data, a " +
                "manifest that has changed since, or other options. Delete it, or choose another --csv");
        }
        // A line that was being written when the run ended is written anew.
        var whole = lines.Skip(1).Select(Parsed).TakeWhile(line => line is not null).ToList();
        foreach (var images in whole.GroupBy(line => ((string)line!["dataset"]!, (string)line["name"]!)))
            _found.Add(images.Key, new(images!));
        _lines = new StreamWriter(path, append: false) { NewLine = "\n", AutoFlush = true };
        _lines.WriteLine(run);
        foreach (var line in whole) _lines.WriteLine(line!.ToJsonString());
    }

    /// <summary>How many images were scored before.</summary>
    public int Count => _found.Values.Sum(images => images.Count);

    /// <summary>Opens the journal of a table.</summary>
    /// <param name="csv">the table's file</param>
    /// <param name="run">one line that tells this run from others</param>
    /// <exception cref="CommandException">it is of another run, or cannot be read or written</exception>
    public static ScoreJournal Open(string csv, string run)
    {
        var path = csv + ".partial";
        try
        {
            return new ScoreJournal(path, run);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new CommandException(ExitCode.Output, $"{path} cannot be written: {error.Message}", error);
        }
    }

    /// <summary>
    /// What an image scored in a run before; null if it was not there. Each score is taken once, so that images of one
    /// name have their own in their order.
    /// </summary>
    public ImageResult? Take(string dataset, DepthSampleInfo info)
    {
        if (!_found.TryGetValue((dataset, info.Name), out var images) || !images.TryDequeue(out var line)) return null;
        var scores = line["scores"]!.AsArray().Select(score => ScoreOf([.. score!.AsArray().Select(Number)])).ToList();
        var routed = (string?)line["routed"];
        return new(dataset, info, scores, routed is null ? null : Enum.Parse<Domain>(routed));
    }

    /// <summary>Keeps what an image scored.</summary>
    public void Add(ImageResult image) => _lines.WriteLine(new JsonObject
    {
        ["dataset"] = image.Dataset,
        ["name"] = image.Info.Name,
        ["routed"] = image.RoutedDomain?.ToString(),
        ["scores"] = new JsonArray([.. image.Scores.Select(score => (JsonNode)Texts(Numbers(score)))]),
    }.ToJsonString());

    /// <summary>The table is there: the journal goes.</summary>
    public void Delete()
    {
        _lines.Dispose();
        File.Delete(_path);
    }

    /// <inheritdoc/>
    public void Dispose() => _lines.Dispose();

    private static double[] Numbers(ImageScore score) =>
        [score.Pixels, score.Fit.Scale, score.Fit.Shift, .. score.Metrics.ToArray()];

    private static ImageScore ScoreOf(double[] numbers) =>
        new(DepthMetrics.Of(numbers[3..]), (int)numbers[0], new DepthFit(numbers[1], numbers[2]));

    // Texts and not numbers: JSON has none that is not finite.
    private static JsonArray Texts(double[] numbers) =>
        new([.. numbers.Select(number => JsonValue.Create(number.ToString("R", CultureInfo.InvariantCulture)))]);

    private static double Number(JsonNode? text) => double.Parse((string)text!, CultureInfo.InvariantCulture);

    private static JsonObject? Parsed(string line)
    {
        try
        {
            return JsonNode.Parse(line) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
