using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace ZoeDepth.Server;

/// <summary>The answer of <c>GET /v1/models</c>, a list as clients of OpenAI's interface read it.</summary>
internal sealed record ModelList(
    [property: Description("the models, the first of which answers where none is named")]
    IReadOnlyList<ModelDocument> Data)
{
    [Description("what this is")]
    public string Object { get; } = "list";
}

/// <summary>A model.</summary>
internal sealed record ModelDocument(
    [property: Description("what requests call it")] string Id,
    [property: Description("whether it can answer")] bool Ready,
    [property: Description("loading, ready or unloaded")] string State,
    [property: Description("earlier openings of it that still answer what they began with; left out for none")]
    int? Finishing,
    [property: Description("m, or relative for inverse depth of unknown scale and shift")] string? Unit,
    [property: Description("how many numbers it learnt")] long? Parameters,
    [property: Description("what its products are rounded to where a request names nothing else")] string? Precision,
    [property: Description("what requests may name, that among it")] IReadOnlyList<string>? Precisions,
    [property: Description("its heads")] IReadOnlyList<HeadOfModel>? Heads,
    [property: Description("worth knowing before its metres are trusted")] IReadOnlyList<string>? Notes)
{
    [Description("what this is")]
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
internal sealed record HeadOfModel(
    [property: Description("what domain= calls it")] string? Name,
    [property: Description("the near end of its range, metres")] double MinDepth,
    [property: Description("the far end, metres; softplus bins are not bound by it")] double MaxDepth);

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
