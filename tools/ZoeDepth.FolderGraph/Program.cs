using ZoeDepth.FolderGraph;

if (args.Length is 0 or > 2)
{
    Console.Error.WriteLine(
        "usage: FolderGraph PROJECT-FOLDER [--uses]   (Graphviz text, or one line for each use across folders)");
    return 1;
}
var source = new ProjectSource(args[0]);
if (args.Length == 2)
    foreach (var use in source.Uses().Distinct()
        .OrderBy(use => (use.From, use.To, use.File), Comparer<(string, string, string)>.Default))
        Console.WriteLine($"{use.From} -> {use.To}: {use.File} uses {use.Type}");
else
    Console.Write(Drawing.Dot(Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(args[0]))), source));
return 0;
