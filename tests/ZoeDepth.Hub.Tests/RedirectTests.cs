namespace ZoeDepth.Hub.Tests;

/// <summary>Where redirects lead, and what goes with them.</summary>
public sealed class RedirectTests : HubTest
{
    [Fact]
    public async Task The_token_goes_to_the_hub_and_to_nobody_it_points_to()
    {
        Server.Token = Secret;
        await PullAsync(options: new() { Token = Secret });
        Server.Requests.Where(request => request.Server == "hub")
            .ShouldAllBe(request => request.Authorization == $"Bearer {Secret}");
        Server.Requests.Where(request => request.Server == "store").ShouldNotBeEmpty();
        Server.Requests.Where(request => request.Server == "store")
            .ShouldAllBe(request => request.Authorization == null);
        Directory.EnumerateFiles(Folder.Path, "*", SearchOption.AllDirectories)
            .ShouldAllBe(file => !File.ReadAllText(file).Contains(Secret));
    }

    [Fact]
    public async Task A_store_that_points_back_and_forth_never_sees_the_token()
    {
        // hub → store → hub → store: the token is sent where it belongs, again and again, and not in between.
        Server.Token = Secret;
        Server.Answers = request => request switch
        {
            { Method: "GET", Server: "store" } when !request.Target.Contains("back", StringComparison.Ordinal) =>
                HubAnswer.Of(302, ("Location", $"{Server.Endpoint}there-and-back/{Weights}")),
            { Method: "GET", Server: "hub" } when request.Target.StartsWith("/there", StringComparison.Ordinal) =>
                HubAnswer.Of(307, ("Location",
                    $"{Server.Store}lfs/{Repo.HashOf(Weights)}/{Weights}?back=1")),
            _ => null,
        };
        await PullAsync(options: new() { Token = Secret });
        Server.Requests.Where(request => request.Server == "store").Count().ShouldBe(2);
        Server.Requests.Where(request => request.Server == "store")
            .ShouldAllBe(request => request.Authorization == null);
    }

    [Fact]
    public async Task A_model_that_was_renamed_is_followed_on_the_hub()
    {
        Server.Answers = request => request.Target.Contains("Intel/old-name", StringComparison.Ordinal)
            ? HubAnswer.Of(307, ("Location", request.Target.Replace("Intel/old-name", Model, StringComparison.Ordinal)))
            : null;
        var folder = await PullAsync("Intel/old-name");
        File.ReadAllBytes(Path.Combine(folder, Weights)).ShouldBe(Repo.Files[Weights]);
        folder.ShouldContain("models--Intel--old-name");
    }

    [Fact]
    public async Task A_mirror_that_keeps_large_files_itself_is_believed_where_it_points_to_them()
    {
        Server.Answers = request => request.Server == "hub" && request.IsFor(Weights)
            ? request.Target.StartsWith("/kept/", StringComparison.Ordinal)
                ? HubServer.Part(Repo.Files[Weights], request.From, ("ETag", "\"another mark\""))
                : HubAnswer.Of(302, ("Location", $"/kept/{Weights}"), ("X-Linked-Size", "3000000"),
                    ("X-Linked-Etag", $"\"{Repo.HashOf(Weights)}\"")) : null;
        await PullAsync();
        File.ReadAllBytes(Path.Combine(Snapshot, Weights)).ShouldBe(Repo.Files[Weights]);
    }

    [Fact]
    public async Task A_circle_of_redirects_ends()
    {
        Server.Answers = request => HubAnswer.Of(302, ("Location", request.Target));
        var error = await RefusalAsync();
        error.Fault.ShouldBe(HubFault.BadAnswer);
        error.Message.ShouldContain("redirects on after 5 redirects");
        Server.Requests.Count.ShouldBe(6);
    }

    [Theory]
    [InlineData("file:///etc/passwd")]
    [InlineData("ftp://127.0.0.1/model")]
    [InlineData(null)]
    public async Task A_redirect_to_no_address_of_the_web_is_refused(string? location)
    {
        Server.Answers = request => request.Target.StartsWith("/api/", StringComparison.Ordinal)
            ? HubAnswer.Of(302, location is null ? [] : [("Location", location)]) : null;
        (await RefusalAsync()).Message.ShouldContain("redirects to no address of the web");
    }

    [Fact]
    public void From_https_no_redirect_leads_to_http()
    {
        var from = new Uri("https://huggingface.co/a?b");
        HubClient.Next(from, new Uri("https://elsewhere.example/c")).Host.ShouldBe("elsewhere.example");
        var error = Should.Throw<HubException>(() => HubClient.Next(from, new Uri("http://huggingface.co/a?secret=1")));
        error.Fault.ShouldBe(HubFault.BadAnswer);
        error.Message.ShouldContain("http://huggingface.co/a, where anybody on the way");
        error.Message.ShouldNotContain("secret");
    }

    [Theory]
    [InlineData("https://hub.example", "https://hub.example/api", true)]
    [InlineData("https://hub.example", "https://HUB.example:443/api", true)]
    [InlineData("https://hub.example", "https://hub.example:8443/api", false)]
    [InlineData("https://hub.example", "http://hub.example/api", false)]
    [InlineData("https://hub.example", "https://hub.example.evil.example/api", false)]
    [InlineData("https://hub.example", "https://store.hub.example/api", false)]
    [InlineData("http://hub.example", "http://hub.example/api", false)]
    [InlineData("http://localhost:8000", "http://localhost:8000/api", true)]
    public void Only_the_hub_over_https_may_know_the_token(string endpoint, string address, bool may) =>
        HubClient.MayKnowTheToken(new Uri(address), Settings(new() { Endpoint = new Uri(endpoint) })).ShouldBe(may);

    [Fact]
    public void A_token_that_was_not_sent_is_told_with_its_reason()
    {
        var settings = Settings(new() { Endpoint = new Uri("http://hub.example"), Token = Secret });
        var answer = new HttpResponseMessage(System.Net.HttpStatusCode.Unauthorized)
            { RequestMessage = new HttpRequestMessage(HttpMethod.Get, "http://hub.example/api") };
        var error = Should.Throw<HubException>(() => AnswerCheck.Require(answer, "a/b", settings));
        error.Message.ShouldContain("The token of the program was not sent, because http://hub.example");
        error.Message.ShouldNotContain(Secret);
    }

    [Fact]
    public async Task A_token_in_the_hubs_own_words_is_not_repeated()
    {
        Server.Answers = _ => HubAnswer.Of(401, ("X-Error-Message", $"the token {Secret} is not valid"));
        (await RefusalAsync(options: new() { Token = Secret })).Message.ShouldContain("the token (token) is not valid");
    }

    [Theory]
    [InlineData("hf_\nX-Evil: 1")]
    [InlineData("hf_ü")]
    public async Task What_is_no_token_is_refused_without_showing_it(string token)
    {
        Environment["HF_TOKEN"] = token;
        var error = await RefusalAsync();
        error.Fault.ShouldBe(HubFault.Unauthorized);
        error.Message.ShouldBe(
            "HF_TOKEN holds no token: expected visible ASCII characters without blanks; write it again");
        Server.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_token_of_the_file_is_used_and_that_of_the_environment_goes_before_it()
    {
        Directory.CreateDirectory(Folder.File("hf"));
        File.WriteAllText(Folder.File("hf", "token"), "  hf_ofTheFile\n");
        await PullAsync();
        Server.Requests[0].Authorization.ShouldBe("Bearer hf_ofTheFile");
        Environment["HF_TOKEN"] = "hf_ofTheEnvironment";
        await PullAsync();
        Server.Requests[^1].Authorization.ShouldBe("Bearer hf_ofTheEnvironment");
        await PullAsync(options: new() { Token = "" });
        Server.Requests[^1].Authorization.ShouldBeNull();
        Environment["HF_HUB_DISABLE_IMPLICIT_TOKEN"] = "1";
        await PullAsync();
        Server.Requests[^1].Authorization.ShouldBeNull();
    }
}
