using ZoeDepth.Cli.Shell;
using ZoeDepth.Imaging;
using ZoeDepth.Runtime.IO;
using ZoeDepth.Tensors;

namespace ZoeDepth.Cli.Explain;

/// <summary>The figures of one photo's way through the network, all of them or none.</summary>
/// <param name="folder">where they go</param>
/// <param name="replaces">whether files that are there are replaced</param>
internal sealed class Figures(string folder, bool replaces)
{
    private const string Input = "input-and-depth.png", Backbone = "backbone.png", Decoder = "decoder.png",
        Features = "features.png", Pulling = "attractors.svg", Shares = "probabilities.svg";

    /// <summary>Makes the folder and refuses what would be overwritten, before anything is computed.</summary>
    /// <exception cref="CommandException">the folder cannot be made, or holds a figure already</exception>
    public void Check()
    {
        OutputFile.Guarded(folder, () => Directory.CreateDirectory(folder));
        if (replaces) return;
        string[] names = [Input, Backbone, Decoder, Features, Pulling, Shares];
        if (names.Select(name => Path.Combine(folder, name)).FirstOrDefault(File.Exists) is { } there)
            throw CommandException.Usage($"{there} is there already; add --replace, or choose another folder");
    }

    /// <summary>Draws and writes them.</summary>
    /// <returns>their paths</returns>
    /// <exception cref="CommandException">they cannot be written</exception>
    public IReadOnlyList<string> Write(NetworkTaps taps, Tap depth)
    {
        var pixels = ExplainedPixel.Of(depth.Values, depth.Rows, depth.Columns);
        var charts = new BinCharts(taps, pixels, depth);
        var written = new List<string>();
        OutputFile.Guarded(folder, () =>
        {
            using var files = new StagedFiles { Replaces = replaces };
            Save(Input, MapSheets.InputAndDepth(taps.Named("pixel_values")[0], depth, pixels));
            // A transformer's stages are tokens, not maps; its decoder has the first maps.
            if (taps.Named("backbone.encoder.stages") is { Count: > 0 } stages)
                Save(Backbone, MapSheets.Features(stages));
            Save(Decoder, MapSheets.Features(taps.Named("neck.fusion_stage.layers")));
            Save(Features, MapSheets.Features(taps.Named("relative_head.features")));
            Put(Pulling, charts.Pulling);
            Put(Shares, charts.Probabilities);
            files.Commit();

            void Save(string name, RasterImage image) => Put(name, stream => PngEncoder.Save(image, stream,
                [new("Software", $"ZoeDepth for .NET {ProgramVersion.Version}")]));

            void Put(string name, Action<Stream> write)
            {
                files.Write(Path.Combine(folder, name), write);
                written.Add(Path.Combine(folder, name));
            }
        });
        return written;
    }
}
