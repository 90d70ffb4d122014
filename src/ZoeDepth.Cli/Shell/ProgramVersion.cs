using System.Reflection;

namespace ZoeDepth.Cli.Shell;

/// <summary>What this program is called and which build it is.</summary>
internal static class ProgramVersion
{
    /// <summary>
    /// What is typed; the assembly is called otherwise because ZoeDepth.dll stands beside it and some file systems
    /// ignore case.
    /// </summary>
    public const string Name = "zoedepth";

    /// <summary>The version of this build, as <c>zoedepth --version</c> prints it.</summary>
    public static string Version { get; } = typeof(ProgramVersion).Assembly
        .GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;
}
