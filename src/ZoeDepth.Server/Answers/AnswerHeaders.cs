using System.Globalization;

namespace ZoeDepth.Server;

/// <summary>What stands beside an answer, in the headers of a response or of a part of one.</summary>
internal static class AnswerHeaders
{
    /// <summary>The headers' names and values.</summary>
    /// <param name="image">the depth that was answered</param>
    /// <param name="unitsPerMetre">of a 16-bit PNG in metres</param>
    public static IEnumerable<(string Name, string Value)> Of(EstimatedImage image, double? unitsPerMetre)
    {
        var depth = image.Depth;
        yield return ("ZoeDepth-Model", Plain(image.Model));
        yield return ("ZoeDepth-Unit", depth.IsRelative ? "relative" : "m");
        if (depth.Domain is { } domain) yield return ("ZoeDepth-Head", Plain(domain.Name));
        if (depth.Camera is { } camera) yield return ("ZoeDepth-Field-Of-View", camera.ToString());
        if (image.Camera is { } known) yield return ("ZoeDepth-Camera", DepthJson.Of(known));
        if (unitsPerMetre is { } units)
            yield return ("ZoeDepth-Units-Per-Metre", units.ToString("R", CultureInfo.InvariantCulture));
    }

    /// <summary>Printable ASCII, which is all that headers hold.</summary>
    private static string Plain(string text) => string.Concat(text.Select(letter => letter is > ' ' and < '\x7f'
        ? letter : '_'));
}
