using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Runtime.InteropServices;
using System.Text;
using ZoeDepth.Cli;
using ZoeDepth.Cli.Shell;
using ZoeDepth.Imaging;
using ZoeDepth.Tensors;

namespace ZoeDepth.Tests.Cli;

/// <summary><c>zoedepth serve</c> as a process of its own.</summary>
public sealed class ServeTests
{
    private static readonly string Model = Samples.Model("single-softplus");

    [Fact]
    public async Task The_service_says_where_it_is_answers_and_ends_well_on_SIGTERM()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no SIGTERM");
        using var process = Start("serve", "--model", Model, "--port", "0", "--precision", "bfloat16");
        try
        {
            using var client = await ReadyAsync(process);
            var image = Samples.GrayPicture(48, 32);
            using var body = new ByteArrayContent(image);
            body.Headers.ContentType = new MediaTypeHeaderValue("image/x-portable-graymap");
            var answer = await client.PostAsync("/v1/depth?size=64x96&output=npy", body);
            using var estimator = DepthEstimator.FromPretrained(Model, new() { Precision = Precision.BFloat16 });
            Npy.Read(await answer.Content.ReadAsByteArrayAsync()).ToFloats()
                .ShouldBe(estimator.Estimate(RasterImage.Load(image), new() { Size = new(64, 96) }).Values);

            Kill(process.Id, SigTerm).ShouldBe(0);
            await process.WaitForExitAsync().WaitAsync(TimeSpan.FromMinutes(2));
            process.ExitCode.ShouldBe(ExitCode.Done, await Rest(process));
        }
        finally
        {
            if (!process.HasExited) process.Kill();
        }
    }

    [Fact]
    public async Task Without_a_model_the_one_in_the_box_answers()
    {
        using var process = Start("serve", "--port", "0");
        try
        {
            using var client = await ListeningAsync(process);
            (await client.GetStringAsync("/v1/models")).ShouldContain("\"zoedepth-mini\"");
        }
        finally
        {
            process.Kill();
        }
    }

    [Fact]
    public async Task Names_origins_and_proxies_are_those_that_were_said()
    {
        using var process = Start("serve", "--model", Model, "--port", "0", "--allowed-hosts", "depth.example",
            "*.inside.example", "--cors-origin", "https://page.example/", "--trusted-proxy", "127.0.0.1", "--rate",
            "1", "--uploads", "8", "--batch-timeout", "30", "--max-answers", "100", "--send-timeout", "30");
        try
        {
            using var client = await ListeningAsync(process);
            (await Ask("depth.example", "203.0.113.1")).StatusCode.ShouldBe(HttpStatusCode.OK);
            (await Ask("a.inside.example", "203.0.113.1")).StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
            (await Ask("localhost", "203.0.113.2")).Headers.GetValues("Access-Control-Allow-Origin")
                .ShouldBe(["https://page.example"]);
            (await Ask("evil.example", "203.0.113.3")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);

            async Task<HttpResponseMessage> Ask(string host, string from)
            {
                var request = new HttpRequestMessage(HttpMethod.Get, "/v1/models");
                request.Headers.Host = host;
                request.Headers.Add("X-Forwarded-For", from);
                request.Headers.Add("Origin", "https://page.example");
                return await client.SendAsync(request);
            }
        }
        finally
        {
            process.Kill();
        }
    }

    [Theory]
    [InlineData(null, 403, "this service fetches no images")]
    [InlineData("", 422, "no image came from this URL", "all within 7 s")]
    [InlineData("images.example", 403, "images are not fetched from this host or this port here")]
    public async Task URLs_of_images_are_fetched_where_that_was_said(string? hosts, int status,
        params string[] reasons)
    {
        using var process = Start(["serve", "--model", Model, "--port", "0",
            .. hosts switch
            {
                null => (string[])[],
                "" => ["--image-url-timeout", "7", "--image-urls"],
                _ => ["--image-urls", hosts],
            }]);
        try
        {
            using var client = await ReadyAsync(process);
            var answer = await client.PostAsync("/v1/depth", new StringContent("""{"image": "http://127.0.0.1/"}""",
                Encoding.UTF8, "application/json"));
            ((int)answer.StatusCode).ShouldBe(status);
            foreach (var reason in reasons) (await answer.Content.ReadAsStringAsync()).ShouldContain(reason);
        }
        finally
        {
            process.Kill();
        }
    }

    [Fact]
    public async Task Several_models_answer_by_the_names_they_were_given()
    {
        using var process = Start("serve", "--model", Model, "--model", $"b={Model}", "--port", "0");
        try
        {
            var said = await process.StandardOutput.ReadLineAsync();
            said.ShouldNotBeNull(await Rest(process));
            said.ShouldStartWith("single-softplus, b at http://127.0.0.1:");
            using var client = new HttpClient { BaseAddress = new Uri(said.Split(' ')[3].TrimEnd(';')) };
            var list = await client.GetStringAsync("/v1/models");
            list.ShouldContain("\"id\":\"single-softplus\"");
            list.ShouldContain("\"id\":\"b\"");
        }
        finally
        {
            process.Kill();
        }
    }

    [Fact]
    public async Task Two_models_of_one_name_are_refused() =>
        (await CommandRun.Of("serve", "--model", Model, "--model", $"single-softplus={Model}")).Ended(ExitCode.Usage)
            .Error.ShouldContain("two models are called single-softplus; give one another name");

    [Fact]
    public async Task Other_commands_load_nothing_of_ASP_NET_Core()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "maps of processes are Linux's");
        // It waits for an image that does not come, with everything loaded that the command line needs.
        using var process = Start("mesh", "-", "--model", Model, "--out", "nowhere.glb");
        try
        {
            string maps;
            do
            {
                await Task.Delay(200);
                process.HasExited.ShouldBeFalse();
                maps = await File.ReadAllTextAsync($"/proc/{process.Id}/maps");
            }
            while (!maps.Contains("ZoeDepth.Imaging.dll", StringComparison.Ordinal));
            maps.ShouldNotContain("Microsoft.AspNetCore");
            maps.ShouldNotContain("ZoeDepth.Server.dll");
        }
        finally
        {
            process.Kill();
        }
    }

    [Theory]
    [InlineData("--host", "everywhere", "--host expects an address such as 127.0.0.1")]
    [InlineData("--port", "70000", "--port expects a whole number from 0 to 65535")]
    [InlineData("--keys", "none.txt", "none.txt")]
    [InlineData("--admin-keys", "none.txt", "none.txt")]
    [InlineData("--rate", "0", "--rate expects a whole number from 1 to 1000000")]
    [InlineData("--cors-origin", "page.example", "--cors-origin expects an origin such as https://page.example")]
    [InlineData("--allowed-hosts", "https://a.example", "--allowed-hosts expects a name such as depth.example")]
    [InlineData("--image-urls", "https://a.example", "--image-urls expects a host such as images.example")]
    [InlineData("--image-url-timeout", "0", "--image-url-timeout expects a whole number from 1 to 86400")]
    [InlineData("--trusted-proxy", "10.0.0.0/99", "--trusted-proxy expects an address such as 10.0.0.2")]
    [InlineData("--send-timeout", "0", "--send-timeout expects a whole number from 1 to 86400")]
    [InlineData("--allowed-precisions", "float16", "--allowed-precisions expects one of float32, bfloat16, int8")]
    [InlineData("--keep-results", "0", "--keep-results expects a whole number from 1 to 86400")]
    [InlineData("--max-results", "-1", "--max-results expects a whole number from 0 to 100000")]
    [InlineData("--uploads", "none", "--uploads expects a whole number from 1 to 10000")]
    public async Task Options_that_make_no_sense_are_refused(string option, string value, string reason) =>
        (await CommandRun.Of("serve", "--model", Model, option, value)).Ended(ExitCode.Usage)
            .Error.ShouldContain(reason);

    [Fact]
    public async Task Keys_that_are_none_are_told_by_their_line()
    {
        using var folder = new TemporaryFolder();
        var keys = folder.Write("keys.txt", "# ours\nanna secret\n"u8);
        (await CommandRun.Of("serve", "--model", Model, "--keys", keys)).Ended(ExitCode.Usage)
            .Error.ShouldContain("line 2 of the API keys is no NAME HASH");
        var none = folder.Write("none.txt", "# nobody\n"u8);
        (await CommandRun.Of("serve", "--model", Model, "--keys", none)).Ended(ExitCode.Usage)
            .Error.ShouldContain("holds no API key; its lines are NAME HASH");
    }

    [Fact]
    public async Task A_port_that_is_taken_is_told()
    {
        using var taken = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        taken.Start();
        var port = ((System.Net.IPEndPoint)taken.LocalEndpoint).Port;
        (await CommandRun.Of("serve", "--model", Model, "--port", $"{port}")).Ended(ExitCode.Usage)
            .Error.ShouldContain($"127.0.0.1:{port} is in use; name another with --port, or 0 for a free one");
    }

    [Fact]
    public async Task A_model_that_cannot_be_loaded_ends_it() =>
        (await CommandRun.Of("serve", "--model", "nowhere-at-all")).Ended(ExitCode.Model)
            .Error.ShouldContain("the model cannot be loaded");

    private const int SigTerm = 15;

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static extern int Kill(int process, int signal);

    private static Process Start(params string[] words) => Process.Start(
        new ProcessStartInfo("dotnet", [typeof(CommandLine).Assembly.Location, .. words])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;

    /// <summary>Whoever asks the service where it says it is.</summary>
    private static async Task<HttpClient> ListeningAsync(Process process)
    {
        var said = await process.StandardOutput.ReadLineAsync();
        said.ShouldNotBeNull(await Rest(process));
        return new HttpClient { BaseAddress = new Uri(said.Split(' ')[2].TrimEnd(';')) };
    }

    /// <summary>The same once the model is there.</summary>
    private static async Task<HttpClient> ReadyAsync(Process process)
    {
        var client = await ListeningAsync(process);
        for (var tries = 0; !(await client.GetAsync("/readyz")).IsSuccessStatusCode; tries++)
        {
            tries.ShouldBeLessThan(600);
            await Task.Delay(100);
        }
        return client;
    }

    private static async Task<string> Rest(Process process) => process.HasExited
        ? await process.StandardError.ReadToEndAsync() : "it runs";
}
