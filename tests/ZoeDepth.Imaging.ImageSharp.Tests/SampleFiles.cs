namespace ZoeDepth.Imaging.ImageSharp.Tests;

/// <summary>The files of the folder <c>files</c>, and the options that read them.</summary>
internal static class SampleFiles
{
    /// <summary>Ours first, then ImageSharp's: what the command line uses.</summary>
    public static DecodeOptions Options { get; } =
        new() { Decoders = [.. ImageDecoders.BuiltIn, .. ImageSharpDecoders.All] };

    /// <summary>Names of files Pillow's reading of which lies beside them.</summary>
    public static IEnumerable<string> Names => Directory.GetFiles(Folder, "*.png").Order(StringComparer.Ordinal)
        .Select(path => Path.GetFileNameWithoutExtension(path));

    private static string Folder =>
        Path.Combine(Goldens.RepositoryRoot, "tests", "ZoeDepth.Imaging.ImageSharp.Tests", "files");

    /// <summary>The bytes of a file.</summary>
    public static byte[] Bytes(string name) => File.ReadAllBytes(Path.Combine(Folder, name));
}
