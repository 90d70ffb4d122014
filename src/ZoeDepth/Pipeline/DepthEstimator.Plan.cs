using ZoeDepth.Imaging;
using ZoeDepth.Tensors;

namespace ZoeDepth;

public sealed partial class DepthEstimator
{
    private DepthPlan Plan(ImageSize picture, EstimateOptions? options, string name, CameraIntrinsics? film = null)
    {
        options ??= new();
        var preset = options.Preset ?? _options.Preset;
        var asked = options.Size
            ?? (preset.ResearchSize ? PublishedKitti.SizeOfResearchCode(Model.Config, Processor.Size) : Processor.Size);
        // A model whose own settings know no border, or stretch every picture, gets another on request only.
        var (usualPad, usualKeep) = (preset.Pad && Processor.DoPad, preset.KeepAspect && Processor.KeepAspectRatio);
        var (pad, keep) = (options.Pad ?? usualPad, options.KeepAspect ?? usualKeep);
        var processor = Processor with { Size = asked, DoPad = pad, KeepAspectRatio = keep, DoResize = true };
        processor.CheckBorder(picture, name);
        var network = processor.OutputSize(picture, name);
        NetworkRun.CheckCeiling(network, picture, name, _options.MaxNetworkPixels);
        var border = processor.Border(picture);
        return new DepthPlan
        {
            Picture = picture,
            Preset = preset.Name,
            Overrides = [.. Differences(options, preset, usualPad, usualKeep)],
            Size = asked,
            KeepAspect = keep,
            Pad = pad,
            Flip = options.Flip ?? preset.Flip,
            ResizeBack = options.ResizeBack ?? preset.ResizeBack,
            Output = OutputSize(options, picture, pad),
            Domain = options.Domain is null ? null : IndexOf(options.Domain),
            BlendHeads = options.BlendHeads && CanBlend(options),
            Precision = PrecisionOf(options),
            Border = border,
            Network = network,
            Processor = processor,
            Camera = PictureCamera.Of(Model.Config, options, film, picture, border, network),
        };
    }

    private Precision PrecisionOf(EstimateOptions options) => options.Precision is not { } asked ? _network.Precision
        : Enum.IsDefined(asked) ? asked : throw new ArgumentException(
            $"the precision is {asked}; expected {string.Join(" or ", Enum.GetNames<Precision>())}", nameof(options));

    private static ImageSize OutputSize(EstimateOptions options, ImageSize picture, bool pad)
    {
        if (options.OutputSize is not { } asked || asked == picture) return picture;
        if (asked.Height < 1 || asked.Width < 1)
            throw new ArgumentException(
                $"depth of {asked.Height} rows x {asked.Width} columns was asked for; each is at least 1",
                nameof(options));
        if (asked.Pixels > Array.MaxLength)
            throw new ArgumentException(
                $"depth of {asked.Height} rows x {asked.Width} columns was asked for, more than one array holds " +
                $"({Array.MaxLength}); ask for a smaller map", nameof(options));
        return !pad ? asked : throw new ArgumentException(
            "another output size than the picture's was asked for beside a border; set Pad to false, or resize the " +
            "depth yourself", nameof(options));
    }

    private static IEnumerable<string> Differences(EstimateOptions options, DepthPreset preset, bool usualPad,
        bool usualKeep)
    {
        if (options.Flip is { } flip && flip != preset.Flip) yield return flip ? "flip" : "no flip";
        if (options.Pad is { } pad && pad != usualPad) yield return pad ? "pad" : "no pad";
        if (options.KeepAspect is { } keep && keep != usualKeep) yield return keep ? "keep aspect" : "stretch";
        if (options.Size is not null) yield return "size";
        if (options.ResizeBack is { } back && back != preset.ResizeBack) yield return $"{back} back".ToLowerInvariant();
        if (options.OutputSize is not null) yield return "output size";
        if (options.Domain is not null) yield return "domain";
        if (options.BlendHeads) yield return "heads blended";
    }

    private bool CanBlend(EstimateOptions options)
    {
        if (options.Domain is not null)
            throw new ArgumentException(
                $"the head {options.Domain} was asked for, and all heads blended; ask for one of the two",
                nameof(options));
        RequireHeads("blend");
        if (options.Spread)
            throw new ArgumentException(
                "the spread of the bins was asked for, and all heads blended, each of which has bins of its own; ask " +
                "for one of the two", nameof(options));
        return true;
    }

    private void RequireHeads(string why)
    {
        if (Model.Config.BinConfigurations.Count > 1) return;
        throw new ArgumentException(
            $"{_network.ModelName} has {(Model.Config.IsRelative ? "no head" : "one head")}, and there is nothing to " +
            $"{why}; leave that out, or take a model of two heads");
    }

    private int IndexOf(string domain)
    {
        var names = Model.Config.BinConfigurations.Select(bins => bins.Name).ToList();
        var index = names.FindIndex(name => string.Equals(name, domain, StringComparison.OrdinalIgnoreCase));
        if (index < 0 && int.TryParse(domain, out var number) && number >= 0 && number < names.Count) index = number;
        if (names.Count == 0)
            throw new ArgumentException(
                $"{_network.ModelName} is a {Model.Config.ModelType} and has no domains; leave '{domain}' out",
                nameof(domain));
        if (index < 0)
        {
            throw new ArgumentException(
                $"{_network.ModelName} has no domain '{domain}'; it has " +
                $"{string.Join(", ", names.Select((name, i) => $"{name ?? "unnamed"} ({i})"))}" +
                (names.Count == 1 ? ": its one head always answers, so leave the domain out" : ""), nameof(domain));
        }
        return index;
    }
}
