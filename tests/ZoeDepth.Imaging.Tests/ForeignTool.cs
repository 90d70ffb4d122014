using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace ZoeDepth.Imaging.Tests;

/// <summary>Programs of others that judge our files, where they are installed.</summary>
internal static class ForeignTool
{
    private static readonly string[] Folders = (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);

    /// <summary>
    /// The first program of that name in the search path of which a call ends well and prints a text;
    /// <see langword="null"/> where none does.
    /// </summary>
    internal static string? Find(string program, string arguments, string text) =>
        Folders.SelectMany(folder => new[] { Path.Combine(folder, program), Path.Combine(folder, program + ".exe") })
            .Where(File.Exists).FirstOrDefault(path => Answers(path, arguments, text));

    /// <summary>Runs a program and returns what it printed, Latin-1; a failing one fails the test.</summary>
    internal static string Output(string program, params string[] arguments)
    {
        var (code, output) = Run(program, arguments);
        code.ShouldBe(0, $"{program} {string.Join(' ', arguments)}: {output}");
        return output;
    }

    private static bool Answers(string path, string arguments, string text)
    {
        try
        {
            return Run(path, arguments.Split(' ')) is (0, var output)
                && output.Contains(text, StringComparison.Ordinal);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }

    private static (int Code, string Output) Run(string program, string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = System.Text.Encoding.Latin1,
        };
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output + errors.Result);
    }
}

/// <summary>A test that needs a program; skipped, with its name, where the program is not installed.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class FactWithToolAttribute : FactAttribute
{
    /// <param name="program">the program</param>
    /// <param name="arguments">a call that ends well, separated by blanks</param>
    /// <param name="text">what the real program then prints</param>
    /// <param name="file">the test's source file, by the compiler</param>
    /// <param name="line">its line, by the compiler</param>
    public FactWithToolAttribute(
        string program, string arguments, string text, [CallerFilePath] string? file = null,
        [CallerLineNumber] int line = -1)
        : base(file, line)
    {
        if (ForeignTool.Find(program, arguments, text) is null) Skip = $"{program} is not installed here";
    }
}
