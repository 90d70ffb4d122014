using System.Globalization;
using System.Text;

namespace ZoeDepth.FolderGraph;

/// <summary>The graph of a project's folders in the language of Graphviz; arrows in a circle are red.</summary>
internal static class Drawing
{
    /// <summary>The text for <c>dot</c>.</summary>
    /// <param name="title">what stands under the picture</param>
    /// <param name="source">the project</param>
    public static string Dot(string title, ProjectSource source)
    {
        var uses = source.Uses().ToList();
        var arrows = uses.GroupBy(use => (use.From, use.To)).OrderBy(arrow => arrow.Key).ToList();
        var circles = Circles.Of(source.Folders(),
            arrows.Select(arrow => arrow.Key).ToLookup(arrow => arrow.From, arrow => arrow.To));
        var circleOf = circles.SelectMany((circle, i) => circle.Select(folder => (folder, i)))
            .ToDictionary(pair => pair.folder, pair => pair.i);
        var text = new StringBuilder();
        var state = circles.Count == 0 ? "no circle" : $"folders in a circle: {circles.Sum(circle => circle.Count)}";
        text.Append(CultureInfo.InvariantCulture,
            $"digraph folders {{\n  label=\"{title}: {state}\"; rankdir=TB; ranksep=0.5; nodesep=0.25;\n");
        text.Append(
            "  node [shape=box, style=filled, fillcolor=white, fontname=Helvetica, fontsize=11];\n  edge " +
            "[arrowsize=0.6];\n");
        foreach (var folder in source.Folders())
        {
            var colour = circleOf.ContainsKey(folder) ? ", fillcolor=mistyrose, color=red" : "";
            text.Append(CultureInfo.InvariantCulture,
                $"  \"{folder}\" [label=\"{(folder == "." ? "(root)" : folder)}\"{colour}];\n");
        }
        foreach (var arrow in arrows)
        {
            var inCircle = circleOf.TryGetValue(arrow.Key.From, out var a)
                && circleOf.TryGetValue(arrow.Key.To, out var b) && a == b;
            text.Append(CultureInfo.InvariantCulture,
                $"  \"{arrow.Key.From}\" -> \"{arrow.Key.To}\"{(inCircle ? " [color=red]" : "")};\n");
        }
        return text.Append("}\n").ToString();
    }
}
