namespace ZoeDepth.FolderGraph;

/// <summary>A folder of a project uses a type of another.</summary>
/// <param name="From">the folder that uses it, <c>.</c> for the project's root</param>
/// <param name="To">the folder that declares it</param>
/// <param name="File">the file that uses it, from the project's root</param>
/// <param name="Type">the type's name</param>
internal readonly record struct FolderUse(string From, string To, string File, string Type)
{
    public override string ToString() => $"{File} uses {Type} of {To}";
}
