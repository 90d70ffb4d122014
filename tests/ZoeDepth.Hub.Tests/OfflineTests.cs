using ZoeDepth.Cache;

namespace ZoeDepth.Hub.Tests;

/// <summary>Where nothing may be fetched.</summary>
public sealed class OfflineTests : HubTest
{
    [Theory]
    [InlineData("HF_HUB_OFFLINE", "1")]
    [InlineData("HF_HUB_OFFLINE", "true")]
    [InlineData("TRANSFORMERS_OFFLINE", "YES")]
    public async Task Nothing_is_asked(string name, string value)
    {
        Environment[name] = value;
        var error = await RefusalAsync();
        error.Fault.ShouldBe(HubFault.Offline);
        error.Message.ShouldContain($"{name} is set");
        (await RefusalAsync("ZoeD_N")).Fault.ShouldBe(HubFault.Offline);
        Server.Requests.ShouldBeEmpty();
        Files().ShouldBeEmpty();
    }

    [Fact]
    public async Task What_is_here_is_used()
    {
        await PullAsync();
        var before = Server.Requests.Count;
        (await PullAsync(options: new() { Offline = true })).ShouldBe(Snapshot);
        Server.Requests.Count.ShouldBe(before);
        (await RefusalAsync(options: new() { Offline = true, Revision = "other" })).Message
            .ShouldContain("the request is to stay offline");
    }

    [Fact]
    public async Task An_option_goes_before_the_environment()
    {
        Environment["HF_HUB_OFFLINE"] = "1";
        (await PullAsync(options: new() { Offline = false })).ShouldBe(Snapshot);
    }

    [Fact]
    public async Task A_model_of_which_a_part_is_here_is_told_by_what_is_missing()
    {
        await PullAsync();
        File.Delete(Path.Combine(Cached.Blobs, Repo.HashOf(Weights)));
        Should.Throw<FileNotFoundException>(() => ModelLocation.Of(Model, Folders)).Message
            .ShouldContain($"{Weights} is missing in {Snapshot}. Fetch the rest: zoedepth models pull {Model}");
        (await RefusalAsync(options: new() { Offline = true })).Fault.ShouldBe(HubFault.Offline);
        await PullAsync();
        ModelLocation.Of(Model, Folders).Path.ShouldBe(Snapshot);
    }
}
