namespace ZoeDepth.Imaging.Tests;

/// <summary>Files of <c>tests/faults</c>, on which something was wrong once.</summary>
internal static class Faults
{
    /// <summary>The path of one.</summary>
    internal static string PathOf(params string[] parts) =>
        Path.Combine([Goldens.RepositoryRoot, "tests", "faults", .. parts]);
}
