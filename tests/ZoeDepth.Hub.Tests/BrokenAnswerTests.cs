namespace ZoeDepth.Hub.Tests;

/// <summary>A server that breaks its word: what can pass is tried again, the rest ends with its reason.</summary>
public sealed class BrokenAnswerTests : HubTest
{
    private int _downloads;

    /// <summary>Breaks the first answers for the weights, then answers as usual.</summary>
    private void BreakFirst(int count, Func<HubAnswer, HubAnswer> breaks) => Server.Answers = request =>
        request is { Server: "store", Method: "GET" } && Interlocked.Increment(ref _downloads) <= count
            ? breaks(Server.Usual(request)) : null;

    private void BreakAll(Func<HubAnswer, HubAnswer> breaks) => BreakFirst(int.MaxValue, breaks);

    private void ShouldBeWhole() =>
        File.ReadAllBytes(Path.Combine(Snapshot, Weights)).ShouldBe(Repo.Files[Weights]);

    private void NothingShouldBeNamed()
    {
        File.Exists(Path.Combine(Snapshot, Weights)).ShouldBeFalse();
        File.Exists(Path.Combine(Cached.Blobs, Repo.HashOf(Weights))).ShouldBeFalse();
        File.Exists(Cached.Reference("main")).ShouldBeFalse();
    }

    [Fact]
    public async Task An_answer_that_drops_is_gone_on_with_from_there()
    {
        BreakFirst(2, answer => answer with { DropsAfter = 1_200_000 });
        await PullAsync();
        ShouldBeWhole();
        var froms = Server.Downloads(Weights).Select(request => request.From).ToList();
        froms.Count.ShouldBe(3);
        froms[0].ShouldBe(0);
        froms[1].ShouldBeInRange(1, 1_200_000);
        froms[2].ShouldBeGreaterThan(froms[1]);
        Notes.ShouldContain(note => note.Contains("ended early"));
    }

    [Fact]
    public async Task A_server_that_drops_every_time_without_getting_further_is_given_up_and_what_came_is_kept()
    {
        BreakAll(answer => answer with { DropsAfter = 5 });
        var error = await RefusalAsync();
        error.Fault.ShouldBe(HubFault.Unreachable);
        error.Message.ShouldContain($"{Weights} ended after ");
        error.Message.ShouldContain("of 3000000 bytes");
        _downloads.ShouldBe(6);
        NothingShouldBeNamed();
        Files().ShouldContain(file => file.EndsWith($"{Repo.HashOf(Weights)}.incomplete"));

        Server.Answers = _ => null;
        await PullAsync();
        ShouldBeWhole();
        Server.Downloads(Weights).Last().From.ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task What_an_ended_process_left_is_gone_on_with()
    {
        Directory.CreateDirectory(Cached.Blobs);
        var partial = Path.Combine(Cached.Blobs, $"{Repo.HashOf(Weights)}.incomplete");
        File.WriteAllBytes(partial, Repo.Files[Weights][..2_000_000]);
        await PullAsync();
        ShouldBeWhole();
        Server.Downloads(Weights).ShouldHaveSingleItem().From.ShouldBe(2_000_000);
        File.Exists(partial).ShouldBeFalse();
    }

    [Theory]
    [InlineData(2_000_000)]
    [InlineData(3_000_000)]
    [InlineData(4_000_000)]
    public async Task What_it_left_of_other_bytes_is_fetched_again_from_the_first(int length)
    {
        Directory.CreateDirectory(Cached.Blobs);
        File.WriteAllBytes(Path.Combine(Cached.Blobs, $"{Repo.HashOf(Weights)}.incomplete"), NoiseOf(length, 9));
        await PullAsync();
        ShouldBeWhole();
        Server.Downloads(Weights).Last().From.ShouldBe(0);
    }

    [Fact]
    public async Task A_server_that_knows_no_ranges_is_asked_for_all()
    {
        Directory.CreateDirectory(Cached.Blobs);
        File.WriteAllBytes(Path.Combine(Cached.Blobs, $"{Repo.HashOf(Weights)}.incomplete"),
            Repo.Files[Weights][..1000]);
        Server.Answers = request => request.Server == "store" ? new HubAnswer(200, Repo.Files[Weights]) : null;
        await PullAsync();
        ShouldBeWhole();
    }

    [Fact]
    public async Task Another_range_than_was_asked_for_is_not_written()
    {
        Directory.CreateDirectory(Cached.Blobs);
        File.WriteAllBytes(Path.Combine(Cached.Blobs, $"{Repo.HashOf(Weights)}.incomplete"),
            Repo.Files[Weights][..1000]);
        BreakFirst(1, _ => new HubAnswer(206, Repo.Files[Weights][500..],
            ("Content-Range", "bytes 500-2999999/3000000")));
        await PullAsync();
        ShouldBeWhole();
        Notes.ShouldContain(note => note.Contains("other bytes"));
    }

    [Fact]
    public async Task Wrong_bytes_are_fetched_once_more_and_then_refused_with_both_hashes()
    {
        var wrong = NoiseOf(3_000_000, 5);
        BreakAll(_ => new HubAnswer(200, wrong));
        var error = await RefusalAsync();
        error.Fault.ShouldBe(HubFault.Damaged);
        error.Message.ShouldContain(Repo.HashOf(Weights));
        error.Message.ShouldContain(HubRepo.Sha256(wrong));
        _downloads.ShouldBe(2);
        NothingShouldBeNamed();
        Files().ShouldNotContain(file => file.EndsWith(".incomplete"));
    }

    [Fact]
    public async Task Wrong_bytes_of_a_small_file_are_refused_too()
    {
        Server.Answers = request => request.Method == "GET" && request.IsFor("config.json")
            ? new HubAnswer(200, [.. Repo.Files["config.json"].Select(b => (byte)(b ^ 1))]) : null;
        var error = await RefusalAsync();
        error.Fault.ShouldBe(HubFault.Damaged);
        error.Message.ShouldContain("git's SHA-1");
    }

    [Fact]
    public async Task A_stale_entity_tag_is_seen_because_bytes_are_compared()
    {
        // The headers are of an older file of the same length.
        var older = NoiseOf(3_000_000, 6);
        Server.Answers = request => request is { Server: "hub", Method: "HEAD" } && request.IsFor(Weights)
            ? HubAnswer.Of(302, ("X-Linked-Etag", $"\"{HubRepo.Sha256(older)}\""), ("X-Linked-Size", "3000000"),
                ("X-Repo-Commit", Repo.Commit), ("Location", $"{Server.Store}lfs/x")) : null;
        var error = await RefusalAsync();
        error.Fault.ShouldBe(HubFault.Damaged);
        error.Message.ShouldContain(HubRepo.Sha256(older));
    }

    [Theory]
    [InlineData(2_999_999)]
    [InlineData(3_000_001)]
    public async Task Another_length_than_the_hub_states_is_refused(long length)
    {
        BreakAll(answer => answer with { DeclaredLength = length });
        var error = await RefusalAsync();
        error.Fault.ShouldBe(HubFault.Damaged);
        error.Message.ShouldContain($"offers {length} bytes of {Weights} where 3000000 are missing");
        NothingShouldBeNamed();
    }

    [Fact]
    public async Task More_bytes_than_the_hub_states_are_not_written()
    {
        BreakAll(answer => answer with { Body = [.. answer.Body, 1], DeclaredLength = -1 });
        (await RefusalAsync()).Message.ShouldContain("sends more than the 3000000 bytes");
        Files().Where(file => file.EndsWith(".incomplete"))
            .ShouldAllBe(file => new FileInfo(Folder.File(file)).Length == 0);
    }

    [Fact]
    public async Task An_answer_that_stops_without_ending_is_gone_on_with()
    {
        BreakFirst(1, answer => answer with { StallsAfter = 1_500_000 });
        var settings = new HubSettings(null, Folders)
            { FirstDelay = TimeSpan.FromMilliseconds(5), StallTimeout = TimeSpan.FromMilliseconds(300) };
        await PullAsync(settings: settings);
        ShouldBeWhole();
        Server.Downloads(Weights).Count().ShouldBe(2);
    }

    [Fact]
    public async Task A_server_that_never_answers_is_given_up()
    {
        Server.Answers = _ => HubAnswer.Of(200) with { Delay = TimeSpan.FromMinutes(5) };
        var settings = new HubSettings(null, Folders)
            { FirstDelay = TimeSpan.FromMilliseconds(5), AnswerTimeout = TimeSpan.FromMilliseconds(200) };
        var error = await RefusalAsync(settings: settings);
        error.Fault.ShouldBe(HubFault.Unreachable);
        error.Message.ShouldContain("did not answer within 0.2 s");
        Server.Requests.Count.ShouldBe(3);
    }

    [Fact]
    public async Task Nobody_at_the_address_is_told_with_what_to_check()
    {
        Environment["HF_ENDPOINT"] = "http://127.0.0.1:1";
        var error = await RefusalAsync();
        error.Fault.ShouldBe(HubFault.Unreachable);
        error.Message.ShouldContain("http://127.0.0.1:1/api/models/Intel/zoedepth-tiny/revision/main");
        error.Message.ShouldContain("HTTPS_PROXY");
        Notes.Count().ShouldBe(2);
        Notes.ShouldAllBe(note => !note.Contains("HTTPS_PROXY"), "advice is for the end");
    }

    [Fact]
    public async Task A_download_that_is_cancelled_keeps_what_came()
    {
        BreakFirst(1, answer => answer with { StallsAfter = 1_500_000 });
        using var cancel = new CancellationTokenSource();
        var pull = PullAsync(cancellation: cancel.Token);
        while (!Steps.Any(step => step.File == Weights && step.Bytes == 1_500_000)) await Task.Delay(5);
        await cancel.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => pull);
        NothingShouldBeNamed();
        await PullAsync();
        ShouldBeWhole();
        Server.Downloads(Weights).Last().From.ShouldBe(1_500_000);
    }

    [Fact]
    public async Task A_store_whose_addresses_run_out_is_asked_by_a_new_one()
    {
        BreakFirst(1, _ => HubAnswer.Of(403));
        await PullAsync();
        ShouldBeWhole();
    }

    [Fact]
    public async Task A_cache_that_cannot_be_written_to_is_told()
    {
        Environment["HF_HOME"] = Folder.Write("a-file", [1]);
        var error = await RefusalAsync();
        error.Fault.ShouldBe(HubFault.CannotWrite);
        error.Message.ShouldContain("HF_HOME");
    }

    [Theory]
    [InlineData("<html>a login page</html>")]
    [InlineData("{}")]
    [InlineData("""{"sha": "main", "siblings": []}""")]
    [InlineData("""{"sha": "../../../../../../tmp/aaaaaaaaaaaaaaaaaa", "siblings": []}""")]
    [InlineData("""{"sha": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"}""")]
    [InlineData("""{"sha": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "siblings": [7]}""")]
    [InlineData("""{"sha": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "siblings": [{"rfilename": null}]}""")]
    public async Task What_is_no_listing_is_refused(string listing)
    {
        Server.Answers = request => request.Target.StartsWith("/api/", StringComparison.Ordinal)
            ? new HubAnswer(200, System.Text.Encoding.UTF8.GetBytes(listing)) : null;
        var error = await RefusalAsync();
        error.Fault.ShouldBe(HubFault.BadAnswer);
        error.Message.ShouldContain("does not answer as the Hugging Face hub does");
        Files().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_listing_without_end_is_not_read_to_its_end()
    {
        Server.Answers = request => request.Target.StartsWith("/api/", StringComparison.Ordinal)
            ? new HubAnswer(200, new byte[20 << 20]) { DeclaredLength = -1 } : null;
        (await RefusalAsync()).Message.ShouldContain("more than 16777216 bytes came");
    }

    [Fact]
    public async Task A_listing_that_ends_early_is_asked_for_again()
    {
        var count = 0;
        Server.Answers = request => request.Target.StartsWith("/api/", StringComparison.Ordinal) && count++ == 0
            ? Server.Usual(request) with { DropsAfter = 30 } : null;
        await PullAsync();
        ShouldBeWhole();
    }
}
