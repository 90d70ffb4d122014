using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using ZoeDepth.Cli;
using ZoeDepth.Cli.Shell;
using ZoeDepth.Runtime.Machine;

namespace ZoeDepth.Tests.Cli;

/// <summary>
/// A program without the kernels of plainer instruction sets, as it is when it was compiled ahead of time for known
/// processors. Compiled while it runs it is the same program with the feature switch set.
/// </summary>
public sealed class PlainerSetsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void It_has_the_widest_set_and_no_other()
    {
        var (code, text, error) = Info(simd: "");
        code.ShouldBe(ExitCode.Done, error);
        using var facts = JsonDocument.Parse(text);
        var machine = facts.RootElement;
        var widest = InstructionSet.Best.ToString().ToLowerInvariant();
        machine.GetProperty("simd").GetString().ShouldBe(widest);
        machine.GetProperty("simdAvailable").EnumerateArray().Select(set => set.GetString()).ShouldBe([widest]);
    }

    [Fact]
    public void Asked_for_a_plainer_one_it_says_what_it_has()
    {
        Assert.SkipUnless(InstructionSet.Best > SimdLevel.Vector128, "no set of this machine is wider than others");
        foreach (var plainer in new[] { SimdLevel.Scalar, SimdLevel.Vector128 })
        {
            var (code, _, error) = Info(plainer.ToString().ToLowerInvariant());
            code.ShouldBe(ExitCode.Usage);
            error.ShouldContain($"without kernels for {plainer}; it has those for {InstructionSet.Best}");
            error.ShouldContain("Unset ZOEDEPTH_SIMD");
        }
    }

    private (int Code, string Text, string Error) Info(string simd)
    {
        var program = typeof(CommandLine).Assembly.Location;
        var usual = Path.ChangeExtension(program, ".runtimeconfig.json");
        var options = JsonNode.Parse(File.ReadAllText(usual))!;
        options["runtimeOptions"]!["configProperties"]!["ZoeDepth.PlainerInstructionSets"] = false;
        var changed = Path.Combine(_folder.Path, "without.runtimeconfig.json");
        File.WriteAllText(changed, options.ToJsonString());
        var start = new ProcessStartInfo("dotnet", ["exec", "--runtimeconfig", changed, program, "info", "--json"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["ZOEDEPTH_SIMD"] = simd;
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var text = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, text, error.Result);
    }
}
