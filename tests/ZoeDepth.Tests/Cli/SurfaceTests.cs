using System.Buffers.Binary;
using System.Numerics;
using System.Text;
using ZoeDepth.Cli.Shell;
using ZoeDepth.Imaging;

namespace ZoeDepth.Tests.Cli;

/// <summary><c>zoedepth cloud</c>, <c>mesh</c> and <c>panorama</c>.</summary>
public sealed class SurfaceTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private readonly string _photo;

    public SurfaceTests() => _photo = _folder.Write("photo.pgm", Samples.GrayPicture(64, 48));

    public void Dispose() => _folder.Dispose();

    private string Wall(double metres, int width = 64, int height = 48)
    {
        var file = _folder.File("wall.npy");
        DepthFile.Save(file, [.. Enumerable.Repeat((float)metres, width * height)], width, height);
        return file;
    }

    private static Task<CommandRun> Estimate(string verb, params string[] words) => CommandRun.Of(
        [verb, .. words, "--model", Samples.Model("single-softplus"), "--size", "64x96"]);

    private Vector3[] Points(string name)
    {
        var file = File.ReadAllBytes(_folder.File(name));
        var start = file.AsSpan().IndexOf("end_header\n"u8) + 11;
        var count = int.Parse(Encoding.ASCII.GetString(file, 0, start).Split("element vertex ")[1].Split('\n')[0]);
        return [.. Enumerable.Range(0, count).Select(i => start + (15 * i))
            .Select(at => new Vector3(Number(at), Number(at + 4), Number(at + 8)))];

        float Number(int at) => BinaryPrimitives.ReadSingleLittleEndian(file.AsSpan(at));
    }

    [Fact]
    public async Task A_cloud_of_an_estimate_has_a_point_for_each_pixel_beside_the_photo()
    {
        var run = (await Estimate("cloud", _photo)).Ended(ExitCode.Done);
        run.Out.ShouldContain("cloud    3,072 points, edges kept");
        run.Out.ShouldContain("55.0 x 42.7 degrees, assumed");
        run.Out.ShouldContain("note     the field of view is unknown; 55.0 degrees across were assumed");
        Points("photo.cloud.ply").Length.ShouldBe(64 * 48);
    }

    [Fact]
    public async Task A_cloud_is_made_in_the_precision_that_is_asked_for()
    {
        (await Estimate("cloud", _photo)).Ended(ExitCode.Done);
        var exact = Points("photo.cloud.ply");
        (await Estimate("cloud", _photo, "--precision", "bfloat16", "--replace")).Ended(ExitCode.Done);
        var rounded = Points("photo.cloud.ply");
        rounded.ShouldNotBe(exact);
        rounded.Zip(exact, Vector3.Distance).Average().ShouldBeLessThan(0.1f * exact.Average(point => point.Length()));
    }

    [Fact]
    public async Task A_wall_of_a_depth_file_is_as_wide_as_the_field_of_view_says()
    {
        (await CommandRun.Of("cloud", _photo, "--depth", Wall(2), "--hfov", "90", "--axes", "opencv"))
            .Ended(ExitCode.Done).Out.ShouldNotContain("note");
        var points = Points("photo.cloud.ply");
        // 4 m from edge to edge, the outermost pixel centres half a pixel of 1/16 m inside; rows go down.
        points[0].X.ShouldBe(-2 + (1 / 32f), 1e-5f);
        points[^1].X.ShouldBe(2 - (1 / 32f), 1e-5f);
        (points[0].Y < 0 && points[^1].Y > 0).ShouldBeTrue();
        points.ShouldAllBe(point => point.Z == 2);
    }

    [Theory]
    [InlineData("62.0 degrees across, assumed", "62.0 x 48.5 degrees, assumed")]
    [InlineData("62.0 degrees across, given", "62.0 x 48.5 degrees, given")]
    [InlineData("62.0 degrees across, from the file's EXIF data", "62.0 x 48.5 degrees, from the file's EXIF data")]
    public async Task Points_lie_where_the_camera_saw_them_that_the_metres_were_made_for(string said, string told)
    {
        var file = _folder.File("wall.png");
        DepthPng.Save([.. Enumerable.Repeat(2f, 64 * 48)], 64, 48, file,
            text: [new("Focal length", "53.257 pixels; metres scaled by 0.8009"), new("Field of view", said)]);
        (await CommandRun.Of("cloud", _photo, "--depth", file)).Ended(ExitCode.Done).Out.ShouldContain(told);
        (await CommandRun.Of("cloud", _photo, "--depth", file, "--hfov", "90", "--replace")).Ended(ExitCode.Done).Out
            .ShouldContain("90.0 x 73.7 degrees, given", customMessage: "who says it knows it");
    }

    [Fact]
    public async Task A_calibration_moves_the_centre()
    {
        var camera = _folder.Write("camera.json",
            """{"fx": 64, "fy": 32, "cx": 0.5, "cy": 0.5, "width": 64, "height": 48}"""u8);
        (await CommandRun.Of("cloud", _photo, "--depth", Wall(2), "--intrinsics", camera, "--axes", "opencv"))
            .Ended(ExitCode.Done).Out.ShouldContain("focal length 64.0 x 32.0 pixels");
        var points = Points("photo.cloud.ply");
        points[0].ShouldBe(new Vector3(0, 0, 2));
        points[1].ShouldBe(new Vector3(2 / 64f, 0, 2));
        points[64].ShouldBe(new Vector3(0, 2 / 32f, 2));
    }

    [Fact]
    public async Task A_mesh_says_in_json_what_was_made()
    {
        var run = (await Estimate("mesh", _photo, "--json", "--keep-edges")).Ended(ExitCode.Done).Json();
        var surface = run.GetProperty("surface");
        surface.GetProperty("vertices").GetInt32().ShouldBe(64 * 48);
        surface.GetProperty("triangles").GetInt32().ShouldBe(2 * 63 * 47);
        var file = run.GetProperty("file");
        file.GetProperty("axes").GetString().ShouldBe("x right, y up, z towards the viewer (glTF)");
        file.GetProperty("bytes").GetInt64().ShouldBe(new FileInfo(_folder.File("photo.mesh.glb")).Length);
        run.GetProperty("camera").GetProperty("source").GetString().ShouldBe("assumed");
    }

    [Theory]
    [InlineData("--max-jump", "0.2", "cut where depth jumps by more than 20 %")]
    [InlineData("--max-gradient", "0.05", "cut where depth jumps by more than 0.05 m")]
    [InlineData("--original", "--keep-edges", "edges kept")]
    [InlineData("--out", "PLACE/x.ply", "ply, metres, x right, y up")]
    public async Task Options_say_where_it_is_cut(string option, string value, string said) =>
        (await Estimate("mesh", _photo, option, value.Replace("PLACE", _folder.File("made"))))
            .Ended(ExitCode.Done).Out.ShouldContain(said);

    [Fact]
    public async Task A_panorama_is_closed_and_the_research_codes_is_not()
    {
        var closed = (await Estimate("panorama", _photo, "--keep-edges")).Ended(ExitCode.Done);
        // A column more where it closes, and a pole for each column above and below.
        closed.Out.ShouldContain("3,248 vertices, 6,144 triangles");
        closed.Out.ShouldContain("twice as wide as high; this one has 64x48");
        (await Estimate("panorama", _photo, "--original", "--replace")).Ended(ExitCode.Done)
            .Out.ShouldContain("as isl-org/ZoeDepth has them");
    }

    [Fact]
    public async Task A_photo_on_standard_input_gives_a_file_of_that_name()
    {
        (await CommandRun.WithInput(File.ReadAllBytes(_photo), "mesh", "-", "--depth", Wall(2), "--out",
            _folder.File("a", "b", "x.glb"))).Ended(ExitCode.Done);
        File.Exists(_folder.File("a", "b", "x.glb")).ShouldBeTrue("missing folders are made");
    }
}
