using System.Text.RegularExpressions;

namespace ZoeDepth.Synthetic.Tests.Architecture;

/// <summary>
/// Finds in a line of C# what gives other bits on another machine, in another process or at another time.
/// <c>MinNative</c> and <c>MaxNative</c> pass: machines disagree about them only where a number is none, which rays are
/// kept free of, or where zeros differ in sign.
/// </summary>
internal static partial class ForbiddenCalls
{
    /// <summary>
    /// The first such call of a line, null if there is none. Comments and what stands in quotes do not count.
    /// </summary>
    public static string? In(string line)
    {
        var match = Forbidden().Match(Comment().Replace(Quoted().Replace(line, "\"\""), ""));
        return match.Success ? match.Value : null;
    }

    [GeneratedRegex("""
        \b(Math|double|float|Double|Single|Vector(64|128|256|512))\s*\.\s*
            (A?(Sin|Cos|Tan)(h|Pi)?|SinCos|Atan2|Exp(2|10|M1)?|Log(2|10|P1)?|Pow|Cbrt|RootN|Hypot|IEEERemainder)\b
        |\bMathF\b
        |\bSystem\.Numerics\.(?!BitOperations\b)
        |\b(Vector2|Vector3|Vector4|Matrix3x2|Matrix4x4|Quaternion|TensorPrimitives|Complex)\b
        |\bVector<
        |\b\w+Estimate\b
        |\b(?!MinNative|MaxNative)\w+Native\b
        |\bVector(64|128|256|512)\s*\.\s*(Sum|Dot)\b
        |(?<!Seeded)\bRandom\s*\.\s*Shared\b
        |\bnew\s+(System\.)?Random\b
        |\bGetHashCode\b
        |\bHashCode\b
        |\bDateTime(Offset)?\b
        |\bTickCount(64)?\b
        |\bGuid\s*\.\s*NewGuid\b
        |\bAsParallel\b
        """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Forbidden();

    [GeneratedRegex(@"//.*$")]
    private static partial Regex Comment();

    [GeneratedRegex("\"(\\\\.|[^\"\\\\])*\"")]
    private static partial Regex Quoted();
}
