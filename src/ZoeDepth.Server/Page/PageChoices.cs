using System.Text.Json;
using System.Text.Json.Serialization;
using ZoeDepth.Imaging;

namespace ZoeDepth.Server;

/// <summary>What somebody may choose on the page, from the same lists as the requests' parameters.</summary>
/// <param name="Palette">the palette that is drawn at first</param>
/// <param name="Palettes">all of them</param>
/// <param name="Presets">names of presets, the usual one first</param>
/// <param name="Outputs">kinds of answers</param>
internal sealed record PageChoices(string Palette, IReadOnlyList<PagePalette> Palettes, IReadOnlyList<string> Presets,
    IReadOnlyList<PageOutput> Outputs)
{
    private static readonly PageContext Context = new(new JsonSerializerOptions(JsonSerializerDefaults.Web));

    /// <summary>As the page reads it.</summary>
    public static byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(new PageChoices(ColorPicture.DefaultMap,
        [.. ColorMap.Names.Select(PagePalette.Of)], [.. DepthPreset.All.Select(preset => preset.Name)],
        [.. AnswerKind.All.Select(kind => new PageOutput(kind.Name, kind.Ending, kind.Holds))]), Context.PageChoices);
}

/// <summary>A palette.</summary>
/// <param name="Name">what <c>colormap=</c> calls it</param>
/// <param name="OfNearness">whether its first colour is the farthest</param>
/// <param name="Colours">red, green and blue of its 256 colours, as base 64</param>
internal sealed record PagePalette(string Name, bool OfNearness, string Colours)
{
    public static PagePalette Of(string name)
    {
        var map = ColorMap.Get(name);
        return new(name, ColorPicture.Of(map).OfNearness, Convert.ToBase64String(map.Colours));
    }
}

/// <summary>A kind of answer.</summary>
/// <param name="Name">what <c>output=</c> calls it</param>
/// <param name="Ending">of a file that holds it</param>
/// <param name="Holds">what it is, in words</param>
internal sealed record PageOutput(string Name, string Ending, string Holds);

[JsonSerializable(typeof(PageChoices))]
internal sealed partial class PageContext : JsonSerializerContext;
