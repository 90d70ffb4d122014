using System.Collections.Concurrent;
using ZoeDepth.Cache;

namespace ZoeDepth.Hub.Tests;

/// <summary>A server, an empty home, and a model on the server: what each test begins with.</summary>
public abstract class HubTest : IDisposable
{
    internal const string Model = "Intel/zoedepth-tiny", Weights = "model.safetensors", Secret = "hf_verySecretToken";

    /// <summary>Weights that no answer brings in one piece: 3 MB of noise, which nobody opens.</summary>
    private static readonly byte[] Noise = NoiseOf(3_000_000, seed: 1);

    private protected TemporaryFolder Folder { get; } = new();

    private protected HubServer Server { get; } = new();

    private protected HubRepo Repo { get; }

    private protected Dictionary<string, string> Environment { get; }

    private protected ConcurrentQueue<DownloadProgress> Steps { get; } = [];

    protected HubTest()
    {
        Environment = new()
        {
            ["HF_HOME"] = Folder.File("hf"),
            ["TORCH_HOME"] = Folder.File("torch"),
            ["HF_ENDPOINT"] = $"{Server.Endpoint}",
            ["ZOEDEPTH_RELEASE_ENDPOINT"] = $"{Server.Release}",
        };
        var tiny = Goldens.PathOf("hf", "single-softplus");
        Repo = new HubRepo(HubRepo.CommitOf('a'), new Dictionary<string, byte[]>
        {
            ["config.json"] = File.ReadAllBytes(Path.Combine(tiny, "config.json")),
            ["preprocessor_config.json"] = File.ReadAllBytes(Path.Combine(tiny, "preprocessor_config.json")),
            [Weights] = Noise,
        });
        Server.Repos[Model] = Repo;
    }

    private protected static byte[] NoiseOf(int length, int seed)
    {
        var bytes = new byte[length];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }

    private protected CacheFolders Folders => new(name => Environment.GetValueOrDefault(name));

    private protected CachedRepo Cached => new(Folders.Hub, RepoName.Parse(Model)!);

    private protected string Snapshot => Cached.Snapshot(Repo.Commit);

    /// <summary>Settings that wait no longer than a test may.</summary>
    private protected HubSettings Settings(ModelHubOptions? options = null) => new(options, Folders)
    {
        FirstDelay = TimeSpan.FromMilliseconds(5),
        AnswerTimeout = TimeSpan.FromSeconds(5),
        StallTimeout = TimeSpan.FromSeconds(5),
    };

    private protected async Task<string> PullAsync(string model = Model, ModelHubOptions? options = null,
        HubSettings? settings = null, CancellationToken cancellation = default)
    {
        using var hub = new ModelHub(settings ?? Settings(options));
        return await hub.PullAsync(model, new Kept(Steps), cancellation);
    }

    private protected async Task<HubException> RefusalAsync(string model = Model, ModelHubOptions? options = null,
        HubSettings? settings = null)
    {
        var error = await Should.ThrowAsync<HubException>(() => PullAsync(model, options, settings));
        error.ToString().ShouldNotContain(Secret);
        error.ToString().ShouldNotContain("secret-signature");
        return error;
    }

    private protected IEnumerable<string> Notes => Steps.Select(step => step.Note).OfType<string>();

    /// <summary>Files below the home, as paths from it, locks left out.</summary>
    private protected List<string> Files() => !Directory.Exists(Folder.Path) ? []
        : [.. Directory.EnumerateFiles(Folder.Path, "*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Folder.Path, file).Replace('\\', '/'))
            .Where(file => !file.Contains(".locks", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];

    public void Dispose()
    {
        Server.Dispose();
        Folder.Dispose();
        GC.SuppressFinalize(this);
    }

    private sealed class Kept(ConcurrentQueue<DownloadProgress> steps) : IProgress<DownloadProgress>
    {
        public void Report(DownloadProgress value) => steps.Enqueue(value);
    }
}
