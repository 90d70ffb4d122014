using System.Globalization;
using ZoeDepth.Cli.Shell;
using ZoeDepth.Imaging;

namespace ZoeDepth.Cli.Repair;

/// <summary>
/// Depth files of the published ZoeD_K, stretched from its 10 m to the 80 m it was trained for. A file that says, or
/// shows by its depths, that it is none of these is refused: stretching it would make right depths wrong.
/// </summary>
/// <param name="folder">where repaired files go; beside each file when null</param>
/// <param name="assumed">the scale of 16-bit PNG files that name none</param>
/// <param name="replaces">whether files that are there are replaced</param>
internal sealed class DepthRepair(string? folder, DepthScale? assumed, bool replaces)
{
    /// <summary>Resizing by bicubic weights may go beyond the end of the range, by less than a tenth of it.</summary>
    private const float LargestPublished = 1.1f * (float)PublishedKitti.PublishedFar;

    private const string Mark = ".80m", Notes = "Notes";

    /// <summary>KITTI's unit: 80 m fit, and its steps of 4 mm are finer than what millimetres became.</summary>
    private static readonly DepthScale Written = new(256);

    /// <summary>Texts that hold numbers of the depths as they were.</summary>
    private static readonly string[] Outdated = ["Software", "Depth unit", "Depth units per metre", "Depth largest",
        "Depth range", "Depth statistics", Notes];

    /// <summary>Repairs one file.</summary>
    /// <exception cref="CommandException">a repaired file cannot be written</exception>
    public RepairReport Run(string file)
    {
        try
        {
            if (Path.GetFileNameWithoutExtension(file).EndsWith(Mark, StringComparison.Ordinal))
                return Refused(file, "its name says that it was repaired already");
            if (!DepthFile.Endings.Contains(Path.GetExtension(file), StringComparer.OrdinalIgnoreCase))
                return Refused(file, $"it is not called like a depth file ({string.Join(", ", DepthFile.Endings)})");
            var depth = DepthFile.Read(file, assumed);
            var isPng = Path.GetExtension(file).Equals(".png", StringComparison.OrdinalIgnoreCase);
            var text = isPng ? PngEncoder.ReadText(file) : new Dictionary<string, string>();
            if (Problem(depth, text) is { } problem) return Refused(file, problem);
            var output = OutputOf(file);
            if (!replaces && Path.Exists(output))
                return Refused(file, $"{output} is there already; --replace replaces it");
            var before = Largest(depth.Values);
            PublishedKitti.ToTrainedRange(depth.Values);
            Write(depth, output, isPng ? text : null);
            return new(file, output, before, Largest(depth.Values), NoteOf(isPng, text), null);
        }
        catch (ImageFormatException error)
        {
            return Refused(file, error is UnsupportedImageException && assumed is null
                && error.Message.Contains("does not state its scale", StringComparison.Ordinal)
                ? "the 16-bit PNG does not state its scale; give it: --units 256 as the research code's " +
                    "save_raw_16bit writes, --units 1000 for millimetres" : LibraryAdvice.CutFrom(error.Message));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return Refused(file, error.Message);
        }
    }

    private static string? Problem(DepthRaster depth, IReadOnlyDictionary<string, string> text)
    {
        // What this program wrote says of which model it is.
        if (text.TryGetValue("Model", out var model)
            && !(text.TryGetValue(Notes, out var notes)
                && notes.Contains(PublishedKitti.Note, StringComparison.Ordinal)))
            return $"it is not of the published ZoeD_K: its texts name the model {model}, and not that its range " +
                "ended at 10 m";
        var largest = Largest(depth.Values);
        if (largest > LargestPublished)
            return string.Create(CultureInfo.InvariantCulture,
                $"it holds depths of up to {largest:0.###} m, which the published ZoeD_K cannot give (10 m): another " +
                $"model wrote it, its range was corrected already, or its units are others");
        return largest > 0 ? null : "it holds no depth above 0";
    }

    private static string NoteOf(bool isPng, IReadOnlyDictionary<string, string> text)
    {
        var steps = isPng ? "256 units a metre; the steps of a 16-bit file became 8 times as large" : null;
        var model = text.ContainsKey("Model") ? null
            : "the file does not say which model wrote it, and was taken for one of the published ZoeD_K";
        return string.Join("; ", new[] { steps, model }.OfType<string>());
    }

    private string OutputOf(string file)
    {
        var name = $"{Path.GetFileNameWithoutExtension(file)}{Mark}{Path.GetExtension(file)}";
        return Path.Combine(folder ?? Path.GetDirectoryName(file) ?? "", name);
    }

    private void Write(DepthRaster depth, string output, IReadOnlyDictionary<string, string>? text)
    {
        try
        {
            if (folder is not null) Directory.CreateDirectory(folder);
            if (text is null)
            {
                DepthFile.Save(output, depth.Values, depth.Width, depth.Height);
                return;
            }
            DepthPng.Save(depth.Values, depth.Width, depth.Height, output, Written,
                [.. text.Where(pair => !Outdated.Contains(pair.Key)), new(Notes,
                    "ZoeD_K's range was stretched from the published 10 m to the 80 m its head was trained for")]);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new CommandException(ExitCode.Output, $"{output} cannot be written: {error.Message.TrimEnd('.')}. " +
                "Free space, or choose another folder with --out", error);
        }
    }

    private static float Largest(ReadOnlySpan<float> metres)
    {
        var largest = 0f;
        foreach (var depth in metres)
            if (float.IsFinite(depth)) largest = MathF.Max(largest, depth);
        return largest;
    }

    private static RepairReport Refused(string file, string reason) => new(file, null, null, null, null, reason);
}
