using ZoeDepth.Cache;

namespace ZoeDepth.Hub.Tests;

/// <summary>Names, revisions, folders and addresses, as people and their environments give them.</summary>
public sealed class NameTests
{
    [Theory]
    [InlineData("Intel/zoedepth-nyu-kitti")]
    [InlineData("a/b")]
    [InlineData("user.name/model_1.2")]
    public void A_name_of_the_hub_is_one(string name)
    {
        var repo = RepoName.Parse(name).ShouldNotBeNull();
        $"{repo}".ShouldBe(name);
        repo.Folder.ShouldBe($"models--{name.Replace("/", "--", StringComparison.Ordinal)}");
        RepoName.OfFolder(repo.Folder).ShouldBe(repo);
    }

    [Theory]
    [InlineData("zoedepth")]
    [InlineData("a/b/c")]
    [InlineData("../b")]
    [InlineData("a/..")]
    [InlineData("a/b..c")]
    [InlineData("a--b/c")]
    [InlineData("/a/b")]
    [InlineData("a\\b/c")]
    [InlineData("a/b.git")]
    [InlineData("a/b\n")]
    [InlineData("a b/c")]
    [InlineData("ä/b")]
    [InlineData("")]
    public void What_could_be_a_path_is_none(string name) => RepoName.Parse(name).ShouldBeNull();

    [Theory]
    [InlineData("main", true)]
    [InlineData("refs/pr/1", true)]
    [InlineData("v1.0", true)]
    [InlineData("..", false)]
    [InlineData("a/../b", false)]
    [InlineData("/a", false)]
    [InlineData("a//b", false)]
    [InlineData("a\\b", false)]
    [InlineData("a:b", false)]
    [InlineData("a.", false)]
    [InlineData("", false)]
    public void A_revision_cannot_lead_elsewhere(string revision, bool isOne)
    {
        RepoRevision.IsValid(revision).ShouldBe(isOne);
        if (isOne || revision.Length == 0) return;
        Should.Throw<ArgumentException>(() => new HubSettings(new() { Revision = revision })).Message
            .ShouldContain("expected a branch, a tag, or a commit");
    }

    [Fact]
    public void A_reference_that_holds_no_commit_leads_nowhere()
    {
        using var folder = new TemporaryFolder();
        var repo = new CachedRepo(folder.Path, new("a", "b"));
        Directory.CreateDirectory(repo.References);
        foreach (var text in new[] { "../../..", "", new string('a', 41), new string('x', 40), new string('a', 5000) })
        {
            File.WriteAllText(repo.Reference("main"), text);
            repo.CommitOf("main").ShouldBeNull(text);
        }
        File.WriteAllText(repo.Reference("main"), new string('a', 40) + "\n");
        repo.CommitOf("main").ShouldBe(new string('a', 40));
        repo.CommitOf(new string('a', 40)).ShouldBeNull("its snapshot is not here");
    }

    [Fact]
    public void A_path_that_looks_like_a_name_is_a_path_where_it_is_one()
    {
        RepoName.Of("Intel/zoedepth-nyu").ShouldNotBeNull();
        using var folder = new TemporaryFolder();
        var home = Directory.GetCurrentDirectory();
        // src of the repository is there from wherever tests run: its first part decides.
        RepoName.Of($"{Path.GetRelativePath(home, folder.Path)}/model").ShouldBeNull();
        ModelLocation.Of(folder.Path).ShouldBe(new(folder.Path, Path.GetFileName(folder.Path)));
    }

    [Theory]
    [InlineData("HOME=/h", "/h/.cache/huggingface/hub", "/h/.cache/torch/hub/checkpoints")]
    [InlineData("HOME=/h XDG_CACHE_HOME=/x", "/x/huggingface/hub", "/x/torch/hub/checkpoints")]
    [InlineData("HOME=/h HF_HOME=~/hf TORCH_HOME=$HOME/t", "/h/hf/hub", "/h/t/hub/checkpoints")]
    [InlineData("HOME=/h HF_HOME=/f HF_HUB_CACHE=/c", "/c", "/h/.cache/torch/hub/checkpoints")]
    [InlineData("HOME=/h HUGGINGFACE_HUB_CACHE=/old", "/old", "/h/.cache/torch/hub/checkpoints")]
    [InlineData("HOME=/h HUGGINGFACE_HUB_CACHE=/old HF_HUB_CACHE=${HOME}/c", "/h/c", "/h/.cache/torch/hub/checkpoints")]
    [InlineData("HOME=/h HF_HOME=", "/h/.cache/huggingface/hub", "/h/.cache/torch/hub/checkpoints")]
    public void Folders_are_those_of_pythons_programs(string environment, string hub, string torch)
    {
        if (OperatingSystem.IsWindows()) Assert.Skip("the paths of this test are Unix's");
        var variables = environment.Split(' ').Select(pair => pair.Split('=', 2))
            .ToDictionary(pair => pair[0], pair => pair[1]);
        var folders = new CacheFolders(name => variables.GetValueOrDefault(name));
        folders.Hub.ShouldBe(hub);
        folders.TorchCheckpoints.ShouldBe(torch);
    }

    [Theory]
    [InlineData("huggingface.co")]
    [InlineData("ftp://huggingface.co")]
    [InlineData("https://huggingface.co?token=1")]
    public void An_address_that_is_none_is_told_by_its_variable(string endpoint) =>
        Should.Throw<ArgumentException>(() => new HubSettings(null,
            new CacheFolders(name => name == "HF_ENDPOINT" ? endpoint : null))).Message
            .ShouldContain($"HF_ENDPOINT is '{endpoint}'");

    [Fact]
    public void What_is_not_set_is_as_hugging_face_has_it()
    {
        var settings = new HubSettings(null, new CacheFolders(_ => null));
        settings.Endpoint.ShouldBe(new Uri("https://huggingface.co"));
        settings.Release.ShouldBe(new Uri("https://github.com/isl-org/ZoeDepth/releases/download/v1.0"));
        settings.Revision.ShouldBe("main");
        settings.IsOffline.ShouldBeFalse();
        settings.AnswerTimeout.ShouldBe(TimeSpan.FromSeconds(10));
        new HubSettings(null, new CacheFolders(name => name == "HF_HUB_DOWNLOAD_TIMEOUT" ? "77" : null)).StallTimeout
            .ShouldBe(TimeSpan.FromSeconds(77));
    }
}
