using System.Globalization;

namespace ZoeDepth.Hub.Tests;

/// <summary>What the hub answers instead of a file.</summary>
public sealed class StatusTests : HubTest
{
    [Fact]
    public async Task A_model_nobody_knows_is_told_at_once()
    {
        var error = await RefusalAsync("Intel/zoedepth-nix");
        error.Fault.ShouldBe(HubFault.NotFound);
        error.Message.ShouldContain("knows no Intel/zoedepth-nix, revision main (\"Repository not found\")");
        error.Message.ShouldContain("zoedepth models list");
        Server.Requests.ShouldHaveSingleItem();
        Files().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_revision_nobody_knows_is_told_at_once()
    {
        var error = await RefusalAsync(options: new() { Revision = "refs/pr/7" });
        error.Fault.ShouldBe(HubFault.NotFound);
        error.Message.ShouldContain("revision refs/pr/7 (\"Invalid rev id: refs/pr/7\")");
        Server.Requests.ShouldHaveSingleItem().Target.ShouldEndWith("/revision/refs%2Fpr%2F7");
    }

    [Fact]
    public async Task A_private_model_asks_for_a_token_and_opens_with_it()
    {
        Server.Token = Secret;
        var error = await RefusalAsync();
        error.Fault.ShouldBe(HubFault.Unauthorized);
        error.Message.ShouldContain("HF_TOKEN");
        Server.Requests.ShouldHaveSingleItem();

        Environment["HF_TOKEN"] = "hf_another";
        error = await RefusalAsync();
        error.Message.ShouldContain("The token of HF_TOKEN does not open it");
        error.Message.ShouldNotContain("hf_another");

        Environment["HF_TOKEN"] = Secret;
        await PullAsync();
        File.ReadAllBytes(Path.Combine(Snapshot, Weights)).ShouldBe(Repo.Files[Weights]);
    }

    [Fact]
    public async Task Too_many_requests_are_waited_for_as_long_as_the_server_asks()
    {
        var count = 0;
        Server.Answers = request => Interlocked.Increment(ref count) == 1
            ? HubAnswer.Of(429, ("Retry-After", "1")) : null;
        var start = TimeProvider.System.GetTimestamp();
        await PullAsync();
        TimeProvider.System.GetElapsedTime(start).ShouldBeGreaterThan(TimeSpan.FromSeconds(0.9));
        Notes.ShouldContain(note => note.EndsWith("trying again in 1 s", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Retry-After", "3600")]
    [InlineData("RateLimit", "\"api\";r=0;t=3600")]
    public async Task A_wait_of_an_hour_is_the_users_to_make(string header, string value)
    {
        Server.Answers = _ => HubAnswer.Of(429, (header, value));
        var error = await RefusalAsync();
        error.Fault.ShouldBe(HubFault.RateLimited);
        error.Message.ShouldContain("asks to wait 3600 s");
        Server.Requests.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_date_to_come_back_at_is_understood()
    {
        Server.Answers = _ => HubAnswer.Of(429, ("Retry-After",
            DateTimeOffset.UtcNow.AddHours(2).ToString("R", CultureInfo.InvariantCulture)));
        (await RefusalAsync()).Fault.ShouldBe(HubFault.RateLimited);
    }

    [Fact]
    public async Task A_server_in_trouble_is_tried_again()
    {
        var count = 0;
        Server.Answers = _ => Interlocked.Increment(ref count) is 2 or 4 or 5 ? HubAnswer.Of(503) : null;
        await PullAsync();
        File.ReadAllBytes(Path.Combine(Snapshot, Weights)).ShouldBe(Repo.Files[Weights]);
        Notes.Count().ShouldBe(3);
    }

    [Fact]
    public async Task A_server_that_stays_in_trouble_is_given_up()
    {
        Server.Answers = _ => HubAnswer.Of(500, ("X-Error-Message", "down\u001b[31m for good"));
        var error = await RefusalAsync();
        error.Fault.ShouldBe(HubFault.Unreachable);
        error.Message.ShouldContain("it answered 500 for Intel/zoedepth-tiny, revision main");
        error.Message.ShouldContain("down\\u001B[31m for good");
        Server.Requests.Count.ShouldBe(6);
    }

    [Fact]
    public async Task Answers_of_no_use_are_not_asked_for_again()
    {
        Server.Answers = _ => HubAnswer.Of(418);
        (await RefusalAsync()).Fault.ShouldBe(HubFault.BadAnswer);
        Server.Requests.ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData(null, "3000000", "says no hash")]
    [InlineData("W/\"5d8c72a5\"", "3000000", "says no hash")]
    [InlineData("\"../../../evil\"", "3000000", "says no hash")]
    [InlineData("good", null, "does not say how long")]
    [InlineData("good", "-5", "does not say how long")]
    public async Task Headers_that_do_not_describe_a_file_are_refused(string? tag, string? size, string reason)
    {
        if (tag == "good") tag = $"\"{Repo.HashOf(Weights)}\"";
        Server.Answers = request => request.Method == "HEAD" && request.IsFor(Weights)
            ? HubAnswer.Of(302, [("Location", $"{Server.Store}lfs/x"),
                .. tag is null ? [] : new[] { ("X-Linked-Etag", tag) },
                .. size is null ? [] : new[] { ("X-Linked-Size", size) }]) : null;
        var error = await RefusalAsync();
        error.Fault.ShouldBe(HubFault.BadAnswer);
        error.Message.ShouldContain(reason);
    }

    [Fact]
    public async Task A_mirror_that_forgets_the_quotes_is_understood()
    {
        Server.Answers = request => request.Method == "HEAD" && request.IsFor("config.json")
            ? new HubAnswer(200, Repo.Files["config.json"], ("ETag", Repo.HashOf("config.json"))) : null;
        await PullAsync();
        File.ReadAllBytes(Path.Combine(Snapshot, "config.json")).ShouldBe(Repo.Files["config.json"]);
    }

    [Fact]
    public async Task An_answer_for_another_commit_is_refused()
    {
        Server.Answers = request => request.Method == "HEAD" ? HubAnswer.Of(200,
            ("X-Repo-Commit", HubRepo.CommitOf('c')), ("ETag", $"\"{Repo.HashOf("config.json")}\"")) : null;
        (await RefusalAsync()).Message.ShouldContain("answers for another commit");
    }

    [Theory]
    [InlineData("model.safetensors", "21000000000", "more than the limit of 20000000000")]
    [InlineData("config.json", "17000000", "more than the limit of 16777216")]
    public async Task What_is_too_large_is_not_begun(string name, string size, string reason)
    {
        Server.Answers = request => request.Method == "HEAD" && request.IsFor(name)
            ? HubAnswer.Of(302, ("Location", $"{Server.Store}lfs/x"), ("X-Linked-Size", size),
                ("X-Linked-Etag", $"\"{Repo.HashOf(name)}\"")) : null;
        var error = await RefusalAsync();
        error.Fault.ShouldBe(HubFault.TooLarge);
        error.Message.ShouldContain(reason);
        Server.Requests.ShouldNotContain(request => request.Method == "GET" && request.IsFor(name));
    }

    [Fact]
    public async Task What_the_disk_has_no_room_for_is_not_begun()
    {
        Server.Answers = request => request.Method == "HEAD" && request.IsFor(Weights)
            ? HubAnswer.Of(302, ("Location", $"{Server.Store}lfs/x"), ("X-Linked-Size", $"{1L << 60}"),
                ("X-Linked-Etag", $"\"{Repo.HashOf(Weights)}\"")) : null;
        var error = await RefusalAsync(options: new() { MaxFileBytes = long.MaxValue });
        error.Fault.ShouldBe(HubFault.TooLarge);
        error.Message.ShouldContain("MB free");
    }

    [Theory]
    [InlineData("../../evil.safetensors")]
    [InlineData("/etc/evil.safetensors")]
    [InlineData("..\\evil.safetensors")]
    [InlineData("C:evil.safetensors")]
    [InlineData("a/b.safetensors")]
    [InlineData("not-in-the-repository.safetensors")]
    public async Task An_index_cannot_name_a_file_elsewhere(string shard)
    {
        var files = new Dictionary<string, byte[]>(Repo.Files)
        {
            ["model.safetensors.index.json"] = System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(
                new { weight_map = new { a = shard } }),
        };
        files.Remove(Weights);
        if (!shard.StartsWith("not", StringComparison.Ordinal)) files[shard] = [1];
        Server.Repos[Model] = new HubRepo(Repo.Commit, files);
        (await RefusalAsync()).Fault.ShouldBe(HubFault.BadAnswer);
        Directory.EnumerateFiles(Folder.Path, "*evil*", SearchOption.AllDirectories).ShouldBeEmpty();
        Server.Requests.ShouldNotContain(request => request.Target.Contains("evil", StringComparison.Ordinal));
    }
}
