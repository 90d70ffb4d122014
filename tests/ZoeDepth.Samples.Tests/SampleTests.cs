using System.Net;
using System.Text.Json;
using ZoeDepth.Imaging;

namespace ZoeDepth.Samples.Tests;

/// <summary>The samples do what their first lines say.</summary>
public sealed class SampleTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private static string Photo(string name) => Path.Combine(Goldens.RepositoryRoot, "samples", "photos", name);

    /// <summary>A picture that no network takes: 4000 columns in one row.</summary>
    private static byte[] Line() =>
        PngEncoder.Encode(new RasterImage(4000, 1, PixelFormat.Gray8, new byte[4000]));

    private string CopyOf(string photo, params string[] place)
    {
        var copy = _folder.File([.. place, photo]);
        Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
        File.Copy(Photo(photo), copy);
        return copy;
    }

    [Fact]
    public async Task The_console_program_leaves_depth_and_a_picture_of_it()
    {
        using var program = SampleProgram.Start("Console", CopyOf("room_desk.jpg"));
        (await program.EndedAsync()).ShouldBe(0, program.Said);
        program.Said.ShouldMatch(@"room_desk\.jpg: \d+\.\d\d to \d+\.\d\d m, indoor");
        var depth = DepthPng.Read(_folder.File("room_desk.depth.png"));
        var picture = RasterImage.Load(_folder.File("room_desk.depth.color.png"));
        (picture.Width, picture.Height).ShouldBe((depth.Width, depth.Height));
    }

    [Fact]
    public async Task The_console_program_says_what_is_wrong_with_a_file()
    {
        using var program = SampleProgram.Start("Console", _folder.Write("broken.jpg", "no picture"u8));
        (await program.EndedAsync()).ShouldBe(1);
        program.Said.ShouldContain("broken.jpg");
        using var none = SampleProgram.Start("Console");
        (await none.EndedAsync()).ShouldBe(2);
    }

    [Fact]
    public async Task The_web_service_answers_with_the_nearest_thing()
    {
        using var program = SampleProgram.Start("MinimalApi", "--urls", "http://127.0.0.1:0");
        using var client = new HttpClient { BaseAddress = new(await program.SaysAsync("Now listening on: ")) };
        (await client.GetStringAsync("/healthz")).ShouldBe("Healthy");

        var answer = await PostAsync(File.ReadAllBytes(Photo("room_desk.jpg")));
        using var nearest = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        nearest.RootElement.GetProperty("metres").GetDouble().ShouldBeInRange(0.2, 5);
        nearest.RootElement.GetProperty("head").GetString().ShouldBe("indoor");
        (await PostAsync("no picture"u8.ToArray())).StatusCode.ShouldBe(HttpStatusCode.UnsupportedMediaType);
        (await PostAsync(Line())).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        await program.SaysAsync(", indoor: ");

        async Task<HttpResponseMessage> PostAsync(byte[] photo)
        {
            using var form = new MultipartFormDataContent();
            form.Add(new ByteArrayContent(photo), "photo", "a.jpg");
            return await client.PostAsync("/nearest", form);
        }
    }

    [Fact]
    public async Task The_worker_measures_what_is_put_into_its_folder_and_leaves_out_what_it_cannot_read()
    {
        var (inbox, outbox) = (_folder.File("in"), _folder.File("out"));
        CopyOf("room_bed.jpg", "in");
        File.WriteAllText(Path.Combine(inbox, "broken.jpg"), "no picture");
        File.WriteAllBytes(Path.Combine(inbox, "line.png"), Line());
        using var program = SampleProgram.Start("Worker", $"--Folders:In={inbox}", $"--Folders:Out={outbox}");
        await program.SaysAsync("broken.jpg left out");
        await program.SaysAsync("line.png left out");
        await Measured("room_bed");
        CopyOf("coffee.jpg", "in");
        await Measured("coffee");
        File.Copy(Photo("room_desk.jpg"), Path.Combine(inbox, "broken.jpg"), overwrite: true);
        await Measured("broken");
        Directory.GetFiles(outbox).Length.ShouldBe(3);

        async Task Measured(string name)
        {
            var file = Path.Combine(outbox, $"{name}.depth.png");
            await program.UntilAsync(() => File.Exists(file), file);
            DepthPng.Read(file).Values.Max().ShouldBeGreaterThan(0.3f);
        }
    }

    [Fact]
    public async Task The_page_with_an_upload_is_served_with_its_script()
    {
        using var program = SampleProgram.Start("BlazorUpload", "--urls", "http://127.0.0.1:0");
        using var client = new HttpClient { BaseAddress = new(await program.SaysAsync("Now listening on: ")) };
        var page = await client.GetStringAsync("/");
        page.ShouldContain("<h1>Depth of a photograph</h1>");
        page.ShouldContain("type=\"file\"");
        (await client.GetAsync("/_framework/blazor.web.js")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_picture_of_another_library_is_measured_in_its_own_memory()
    {
        var webp = Path.Combine(Goldens.RepositoryRoot, "tests", "ZoeDepth.Imaging.ImageSharp.Tests", "files",
            "lossy.webp");
        using var program = SampleProgram.Start("VideoFrames", webp);
        (await program.EndedAsync()).ShouldBe(0, program.Said);
        program.Said.ShouldMatch(@"lossy\.webp: median \d+\.\d\d m");
    }
}
