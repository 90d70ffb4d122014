using System.Diagnostics;
using System.Globalization;
using ZoeDepth.Docs.Tests;
using ZoeDepth.Imaging;

namespace ZoeDepth.Server.Tests.Browser;

/// <summary>The lines for other programs that the page lets copy.</summary>
[Collection(BrowserTests.Name)]
public sealed class PageRecipeTests(Chromium chromium) : PageInBrowser(chromium)
{
    private const string Python = "/usr/bin/python3";

    private const string Write = """
        async ([language, name, settings, model, wantsKey]) => {
          const { recipe } = await import("/page/recipes.js");
          return recipe(language, name, JSON.parse(settings), { model, wantsKey });
        }
        """;

    [Theory]
    [InlineData("zoedepth-mini", "{}")]
    [InlineData("zoedepth-mini", """{"preset":"hf","domain":"","hfov":"","flip":false}""")]
    [InlineData("zoedepth-mini", """{"preset":"paper","domain":"indoor","hfov":"62.5","flip":true}""")]
    [InlineData("zoedepth-mini", """{"domain":"blend","hfov":"50"}""")]
    [InlineData("ZoeD_NK", """{"model":"ZoeD_NK","preset":"upstream"}""")]
    [InlineData("zoedepth-mini", """{"precision":"bfloat16","flip":true}""")]
    [InlineData("ZoeD_NK", """{"precision":"int8"}""")]
    [InlineData("ZoeD_NK", """{"precision":"float32"}""")]
    [InlineData("a \"strange\\name\"", """{"domain":"out\"door","flip":true}""")]
    public async Task What_is_written_as_CSharp_compiles_and_opens_the_model(string model, string settings)
    {
        var (page, _) = await OpenAsync();
        var text = await page.EvaluateAsync<string>(Write,
            new object[] { "csharp", "my \"photo\\.jpg", settings, model, false });
        SnippetCompiler.Compile(text, out var errors);
        errors.ShouldBeEmpty(text);
        text.ShouldContain(model == "zoedepth-mini" ? "ZoeDepthMini.Open()" : "DepthEstimator.FromPretrained(");
        // Every preset the page offers has that name in the library.
        foreach (var preset in DepthPreset.All) DepthPreset.Get(preset.Name).ShouldBe(preset);
    }

    [Fact]
    public async Task What_is_copied_has_the_settings_and_the_model_of_the_page()
    {
        var (page, _) = await OpenAsync();
        await page.EvaluateAsync("() => Object.defineProperty(navigator, 'clipboard', { value: undefined })");
        await page.SelectOptionAsync("#language", "csharp");
        await page.SelectOptionAsync("#preset", "paper");
        await page.CheckAsync("#flip");
        await page.ClickAsync("#copy");
        await page.Locator("#recipe").WaitForAsync();
        var text = await page.InputValueAsync("#recipe");
        SnippetCompiler.Compile(text, out var errors);
        errors.ShouldBeEmpty(text);
        text.ShouldContain("DepthEstimator.FromPretrained(\"tiny\")");
        text.ShouldContain("Preset = DepthPreset.Get(\"paper\"), Flip = true");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_is_written_as_curl_gets_what_the_page_gets(bool wantsKey)
    {
        Assert.SkipUnless(File.Exists("/usr/bin/curl") && File.Exists("/bin/bash"), "there is no curl here");
        await using var service = await RunningService.StartAsync(options =>
            options.ApiKeys = wantsKey ? [ApiKeys.LineOf("somebody", "secret")] : []);
        var (page, _) = await OpenAtOnceAsync(service);
        const string Name = "it's mine.jpg";
        File.WriteAllBytes(Folder.File(Name), Sample("coffee.jpg"));
        var text = await page.EvaluateAsync<string>(Write,
            new object[] { "curl", Name, """{"preset":"upstream"}""", "tiny", wantsKey });
        text.Contains("Bearer", StringComparison.Ordinal).ShouldBe(wantsKey);
        using var shell = Process.Start(new ProcessStartInfo("/bin/bash", ["-c", text])
        {
            WorkingDirectory = Folder.Path, Environment = { ["ZOEDEPTH_API_KEY"] = "secret" },
            RedirectStandardError = true,
        })!;
        await shell.WaitForExitAsync();
        shell.ExitCode.ShouldBe(0);
        service.Client.DefaultRequestHeaders.Authorization = new("Bearer", "secret");
        File.ReadAllBytes(Folder.File("depth.npy")).ShouldBe(await (await service.PostAsync(Sample("coffee.jpg"),
            "output=npy&preset=upstream")).Content.ReadAsByteArrayAsync());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_is_written_as_Python_sends_a_key_where_one_is_wanted(bool wantsKey)
    {
        var (page, _) = await OpenAsync();
        var text = await page.EvaluateAsync<string>(Write,
            new object[] { "python", "mine.jpg", "{}", "tiny", wantsKey });
        text.Contains("os.environ[\"ZOEDEPTH_API_KEY\"]", StringComparison.Ordinal).ShouldBe(wantsKey);
        text.Contains("import io, os, urllib.request", StringComparison.Ordinal).ShouldBe(wantsKey);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_is_written_as_Python_gets_what_the_page_gets(bool wantsKey)
    {
        Assert.SkipUnless((await RunAsync("import numpy")).Code == 0,
            $"there is no {Python} with numpy here (apt-get install python3-numpy)");
        await using var service = await RunningService.StartAsync(options =>
            options.ApiKeys = wantsKey ? [ApiKeys.LineOf("somebody", "secret")] : []);
        var (page, _) = await OpenAtOnceAsync(service);
        const string Name = "my \"photo\\.jpg";
        File.WriteAllBytes(Folder.File(Name), Sample("coffee.jpg"));
        var text = await page.EvaluateAsync<string>(Write,
            new object[] { "python", Name, """{"preset":"upstream","flip":true}""", "tiny", wantsKey });
        var (code, printed, complaint) = await RunAsync(text + "np.save('depth.npy', depth)\n");
        code.ShouldBe(0, complaint);
        service.Client.DefaultRequestHeaders.Authorization = new("Bearer", "secret");
        var depth = Npy.Read(await (await service.PostAsync(Sample("coffee.jpg"),
            "output=npy&preset=upstream&flip=true")).Content.ReadAsByteArrayAsync());
        Npy.Read(Folder.File("depth.npy")).ToFloats().ShouldBe(depth.ToFloats());
        printed.ShouldStartWith("(400, 600) ");
        printed.Split(' ')[2..].Select(word => float.Parse(word, CultureInfo.InvariantCulture))
            .ShouldBe([depth.ToFloats().Min(), depth.ToFloats().Max()]);
    }

    /// <summary>Runs a program in the test's folder.</summary>
    private async Task<(int Code, string Printed, string Complaint)> RunAsync(string program)
    {
        if (!File.Exists(Python)) return (-1, "", "");
        using var python = Process.Start(new ProcessStartInfo(Python, ["-c", program])
        {
            WorkingDirectory = Folder.Path, Environment = { ["ZOEDEPTH_API_KEY"] = "secret" },
            RedirectStandardOutput = true, RedirectStandardError = true,
        })!;
        var printed = python.StandardOutput.ReadToEndAsync();
        var complaint = await python.StandardError.ReadToEndAsync();
        await python.WaitForExitAsync();
        return (python.ExitCode, await printed, complaint);
    }
}
