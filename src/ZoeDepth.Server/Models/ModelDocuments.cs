using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace ZoeDepth.Server;

/// <summary>The answer of <c>GET /v1/models</c>, a list as clients of OpenAI's interface read it.</summary>
/// <param name="Data">the models, the first of which answers where none is named</param>
internal sealed record ModelList(IReadOnlyList<ModelDocument> Data)
{
    /// <summary>What this is.</summary>
    public string Object { get; } = "list";
}

/// <summary>A model.</summary>
/// <param name="Id">what requests call it</param>
/// <param name="Ready">whether it can answer</param>
/// <param name="State">loading, ready or unloaded</param>
/// <param name="Finishing">earlier openings of it that still answer what they began with; null for none</param>
/// <param name="Unit">"m", or "relative" for inverse depth of unknown scale and shift</param>
/// <param name="Parameters">how many numbers it learnt</param>
/// <param name="Precision">what its products are rounded to where a request names nothing else</param>
/// <param name="Precisions">what requests may name, that among it</param>
/// <param name="Heads">its heads</param>
/// <param name="Notes">worth knowing before its metres are trusted</param>
internal sealed record ModelDocument(string Id, bool Ready, string State, int? Finishing, string? Unit,
    long? Parameters, string? Precision, IReadOnlyList<string>? Precisions, IReadOnlyList<HeadOfModel>? Heads,
    IReadOnlyList<string>? Notes)
{
    /// <summary>What this is.</summary>
    public string Object { get; } = "model";

    /// <summary>The model as it is now.</summary>
    public static ModelDocument Of(ServedModel model)
    {
        var state = model.State;
        int? finishing = model.Finishing is > 0 and var count ? count : null;
        var none = new ModelDocument(model.Id, false, state.ToString().ToLowerInvariant(), finishing, null, null, null,
            null, null, null);
        if (state != ModelState.Ready || model.TryUse() is not { } use) return none;
        using var ends = use;
        var (network, config) = (use.Estimator.Model, use.Estimator.Model.Config);
        return new(model.Id, true, none.State, finishing, config.IsRelative ? "relative" : "m",
            network.Parameters.Sum(parameter => parameter.Shape.Count), PrecisionWord.Of(use.Estimator.Precision),
            [.. use.Precisions.Select(PrecisionWord.Of)],
            [.. config.BinConfigurations.Select(head => new HeadOfModel(head.Name, head.MinDepth, head.MaxDepth))],
            use.Estimator.Notes);
    }
}

/// <summary>A head of a model.</summary>
/// <param name="Name">what <c>domain=</c> calls it</param>
/// <param name="MinDepth">the near end of its range, metres</param>
/// <param name="MaxDepth">the far end, metres; softplus bins are not bound by it</param>
internal sealed record HeadOfModel(string? Name, double MinDepth, double MaxDepth);

/// <summary>Writes documents of models.</summary>
internal static class ModelJson
{
    private static readonly ModelContext Context = new(WrittenJson.NewOptions());

    /// <summary>What is written of a model, for whoever describes it.</summary>
    public static JsonTypeInfo Type => Context.ModelDocument;

    /// <summary>What is written of all of them.</summary>
    public static JsonTypeInfo ListType => Context.ModelList;

    public static byte[] Of(ModelList list) => JsonSerializer.SerializeToUtf8Bytes(list, Context.ModelList);

    public static byte[] Of(ModelDocument model) => JsonSerializer.SerializeToUtf8Bytes(model, Context.ModelDocument);
}

[JsonSerializable(typeof(ModelList))]
[JsonSerializable(typeof(ModelDocument))]
internal sealed partial class ModelContext : JsonSerializerContext;
