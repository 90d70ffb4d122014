using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text.Json;
using ZoeDepth.Imaging;

namespace ZoeDepth.Geometry.Tests;

/// <summary>
/// Files judged by the Khronos Group's glTF validator, of npm:
/// <c>npm install --prefix artifacts/npm gltf-validator@2.0.0-dev.3.10</c>.
/// </summary>
public sealed class KhronosValidatorTests
{
    private const string Program = """
        import { readFileSync } from 'node:fs';
        import { createRequire } from 'node:module';
        const validator = createRequire(process.argv[1])('gltf-validator');
        const report = await validator.validateBytes(new Uint8Array(readFileSync(process.argv[2])));
        console.log(JSON.stringify(report.issues));
        """;

    [FactWithValidator]
    public void No_kind_of_file_has_an_error_or_a_warning()
    {
        var (photo, camera) = (Pictures.Photo(64, 32), PinholeCamera.FromFieldOfView(60, 64, 32));
        var depth = Pictures.Depth(64, 32, (column, row) => (column + row) % 17 == 0 ? float.NaN : 2 + (0.01 * column));
        Check(stream => DepthMesh.Of(depth, camera, photo).Write(stream, GeometryFormat.Glb));
        Check(stream => PointCloud.Of(depth, camera, photo).Write(stream, GeometryFormat.Glb));
        Check(stream => Panorama.Of(depth, photo).Write(stream, GeometryFormat.Glb));
        var whole = Pictures.Depth(64, 32, (column, row) => 2 + (0.01 * column));
        Check(stream => OriginalMesh.Of(whole, photo).Write(stream, GeometryFormat.Glb));
        Check(stream => OriginalMesh.Panorama(whole, photo).Write(stream, GeometryFormat.Glb));
        Check(stream => DepthMesh.Of(Pictures.Wall(64, 32, 0), camera, photo).Write(stream, GeometryFormat.Glb));
    }

    [FactWithValidator]
    public void The_validator_finds_what_is_wrong()
    {
        using var folder = new TemporaryFolder();
        using var stream = new MemoryStream();
        DepthMesh.Of(Pictures.Wall(4, 4, 1), PinholeCamera.FromFieldOfView(60, 4, 4), Pictures.Photo(4, 4))
            .Write(stream, GeometryFormat.Glb);
        var file = stream.ToArray();
        // A vertex that is no number.
        var at = file.AsSpan().IndexOf(BitConverter.GetBytes(-1f));
        BitConverter.GetBytes(float.NaN).CopyTo(file.AsSpan(at));
        Issues(folder.Write("x.glb", file)).GetProperty("numErrors").GetInt32().ShouldBeGreaterThan(0);
    }

    private static void Check(Action<Stream> write)
    {
        using var folder = new TemporaryFolder();
        using var stream = new MemoryStream();
        write(stream);
        var issues = Issues(folder.Write("x.glb", stream.ToArray()));
        (issues.GetProperty("numErrors").GetInt32() + issues.GetProperty("numWarnings").GetInt32())
            .ShouldBe(0, issues.GetRawText());
    }

    private static JsonElement Issues(string file)
    {
        var start = new ProcessStartInfo("node",
            ["--input-type=module", "-e", Program, FactWithValidatorAttribute.Package, file])
            { RedirectStandardOutput = true };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        process.ExitCode.ShouldBe(0);
        using var document = JsonDocument.Parse(output);
        return document.RootElement.Clone();
    }
}

/// <summary>A test that needs node and the validator; skipped where they are not installed.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class FactWithValidatorAttribute : FactAttribute
{
    /// <summary>Where the validator lies.</summary>
    public static string Package { get; } = Path.Combine(Goldens.RepositoryRoot, "artifacts", "npm", "node_modules",
        "gltf-validator", "package.json");

    /// <summary>Skips the test where there is no validator.</summary>
    public FactWithValidatorAttribute([CallerFilePath] string? file = null, [CallerLineNumber] int line = -1)
        : base(file, line)
    {
        if (!File.Exists(Package)) Skip = "npm's gltf-validator is not installed in artifacts/npm";
    }
}
