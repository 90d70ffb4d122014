using System.Runtime.CompilerServices;

namespace ZoeDepth.Testing;

/// <summary>
/// A theory over golden cases. A set named by <c>ZOEDEPTH_GOLDENS</c> may have no case of a kind, and then the theory
/// is skipped; in the repository's own set no case is an error, as in every theory.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class GoldenTheoryAttribute : TheoryAttribute
{
    /// <summary>A theory at a place of the source.</summary>
    public GoldenTheoryAttribute([CallerFilePath] string? file = null, [CallerLineNumber] int line = -1)
        : base(file, line) =>
        SkipTestWithoutData = Goldens.IsForeign;
}
