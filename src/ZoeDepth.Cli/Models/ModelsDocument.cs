using System.Text.Json;
using System.Text.Json.Serialization;
using ZoeDepth.Cli.Shell;

namespace ZoeDepth.Cli.Models;

/// <summary>What <c>models list --json</c> says.</summary>
internal sealed record ListDocument(string Version, string HubCache, string TorchCache,
    IReadOnlyList<ListedModel> Models, int OtherModels);

/// <summary>One model of it.</summary>
internal sealed record ListedModel(string Name, bool Here, long Bytes, string? Path, string? Missing,
    IReadOnlyDictionary<string, string> Revisions, string? About);

/// <summary>What <c>models pull --json</c> says.</summary>
internal sealed record PullDocument(string Version, IReadOnlyList<PulledModel> Models);

/// <summary>One model of it.</summary>
internal sealed record PulledModel(string Name, string Path);

/// <summary>What <c>models verify --json</c> says.</summary>
internal sealed record VerifyDocument(string Version, int ExitCode, IReadOnlyList<VerifiedEntry> Files);

/// <summary>One file of it.</summary>
internal sealed record VerifiedEntry(string Model, string File, string State, string Reason);

/// <summary>What <c>models remove --json</c> says.</summary>
internal sealed record RemoveDocument(string Version, IReadOnlyList<RemovedModel> Models);

/// <summary>One model of it.</summary>
internal sealed record RemovedModel(string Name, string? Revision, long BytesFreed);

/// <summary>What <c>models prepare --json</c> says.</summary>
internal sealed record PrepareDocument(string Version, IReadOnlyList<PreparedModel> Models);

/// <summary>One file of it, written or removed.</summary>
internal sealed record PreparedModel(string Name, string Precision, string Path, long Bytes);

/// <summary>The documents of <c>models --json</c>.</summary>
internal static class ModelsDocument
{
    private static readonly ModelsContext Context = new(JsonOutput.NewOptions());

    public static string Of(ListDocument document) => JsonSerializer.Serialize(document, Context.ListDocument);

    public static string Of(PullDocument document) => JsonSerializer.Serialize(document, Context.PullDocument);

    public static string Of(VerifyDocument document) => JsonSerializer.Serialize(document, Context.VerifyDocument);

    public static string Of(RemoveDocument document) => JsonSerializer.Serialize(document, Context.RemoveDocument);

    public static string Of(PrepareDocument document) => JsonSerializer.Serialize(document, Context.PrepareDocument);
}

[JsonSerializable(typeof(ListDocument))]
[JsonSerializable(typeof(PullDocument))]
[JsonSerializable(typeof(VerifyDocument))]
[JsonSerializable(typeof(RemoveDocument))]
[JsonSerializable(typeof(PrepareDocument))]
internal sealed partial class ModelsContext : JsonSerializerContext;
