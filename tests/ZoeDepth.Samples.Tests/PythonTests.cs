using System.Diagnostics;
using ZoeDepth.Imaging;

namespace ZoeDepth.Samples.Tests;

/// <summary>Python reads our files with twenty lines.</summary>
public sealed class PythonTests
{
    private static readonly string[] Pythons = ["python3", "/usr/bin/python3"];

    [Fact]
    public void Depth_files_and_what_they_say_are_read_in_Python()
    {
        var python = Array.Find(Pythons, name => Run(name, "-c", "import numpy, PIL").Code == 0);
        Assert.SkipWhen(python is null, "no Python here has numpy and PIL (apt-get install python3-numpy python3-pil)");
        using var folder = new TemporaryFolder();
        float[] metres = [0.5f, 1.25f, float.NaN, 3, 2, 65];
        DepthFile.Save(folder.File("a.png"), metres, 3, 2);
        DepthFile.Save(folder.File("a.npy"), metres, 3, 2);
        var script = Path.Combine(Goldens.RepositoryRoot, "samples", "Python", "read_depth.py");
        foreach (var name in new[] { "a.png", "a.npy" })
        {
            var (code, said) = Run(python!, script, folder.File(name));
            code.ShouldBe(0, said);
            said.ShouldStartWith("2x3: 0.500 to 65.000 m");
        }
        Run(python!, "-c", $"""
            import sys; sys.path.insert(0, {Quoted(Path.GetDirectoryName(script)!)})
            from read_depth import read_depth
            depth, about = read_depth({Quoted(folder.File("a.png"))})
            print(depth.tolist(), about["Depth units per metre"])
            """).Said.Trim().ShouldBe("[[0.5, 1.25, nan], [3.0, 2.0, 65.0]] 1000");
    }

    private static string Quoted(string path) => $"r'{path}'";

    private static (int Code, string Said) Run(string python, params string[] words)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(python, words)
                { RedirectStandardOutput = true, RedirectStandardError = true })!;
            var error = process.StandardError.ReadToEndAsync();
            var said = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return (process.ExitCode, said + error.Result);
        }
        catch (System.ComponentModel.Win32Exception absent)
        {
            return (-1, absent.Message);
        }
    }
}
