using System.ComponentModel;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization.Metadata;
using Microsoft.OpenApi;
using Microsoft.OpenApi.Reader;

namespace ZoeDepth.Server;

/// <summary>What JSON this service writes, made of the types it is written from.</summary>
internal static class AnswerSchemas
{
    /// <summary>Names of schemas.</summary>
    public const string Depth = "Depth", Problem = "Problem", Model = "Model", ModelList = "ModelList",
        Result = "Result", Progress = "Progress", BatchEnd = "BatchEnd";

    private static readonly JsonSchemaExporterOptions Exported = new()
        { TreatNullObliviousAsNonNullable = true, TransformSchemaNode = AsWritten };

    /// <summary>Adds all of them.</summary>
    public static void AddTo(OpenApiDocument document)
    {
        document.Components ??= new OpenApiComponents();
        document.Components.Schemas = new Dictionary<string, IOpenApiSchema>
        {
            [Depth] = Of(DepthJson.Type, document,
                "depth of an image in numbers; lengths in metres, but where depth.unit says relative"),
            [Problem] = Of(ProblemWriter.Type, document, "what went wrong (RFC 9457)"),
            [Model] = Of(ModelJson.Type, document, "a model, and what it may be asked for"),
            [ModelList] = Of(ModelJson.ListType, document,
                "the models, the first of which answers where none is named"),
            [Result] = ResultSchema(document),
            [Progress] = ProgressSchema(),
            [BatchEnd] = BatchEndSchema(),
        };
    }

    /// <summary>A schema by its name.</summary>
    public static OpenApiSchemaReference Reference(string name, OpenApiDocument document) => new(name, document);

    private static OpenApiSchema Of(JsonTypeInfo type, OpenApiDocument document, string description)
    {
        var node = type.GetJsonSchemaAsNode(Exported);
        var schema = OpenApiModelFactory.Parse<OpenApiSchema>(node.ToJsonString(), OpenApiSpecVersion.OpenApi3_1,
            document, out var diagnostic, OpenApiConstants.Json)
            ?? throw new InvalidOperationException($"no schema of {type.Type}: {string.Join(", ", diagnostic.Errors)}");
        schema.Description = description;
        return schema;
    }

    /// <summary>
    /// What is null is left out: every property is there that cannot be null, and none is null. Each is described as
    /// its type describes it.
    /// </summary>
    private static JsonNode AsWritten(JsonSchemaExporterContext context, JsonNode schema)
    {
        if (schema is not JsonObject part) return schema;
        if (context.PropertyInfo?.AttributeProvider?.GetCustomAttributes(typeof(DescriptionAttribute), false)
            is [DescriptionAttribute said]) part["description"] = said.Description;
        if (part["type"] is JsonArray types && types.FirstOrDefault(IsNull) is { } none)
        {
            types.Remove(none);
            if (types.Count == 1) part["type"] = types[0]!.DeepClone();
        }
        if (part["properties"] is JsonObject)
            part["required"] = new JsonArray([.. context.TypeInfo.Properties.Where(property => !property.IsGetNullable)
                .Select(property => (JsonNode)JsonValue.Create(property.Name))]);
        return part;

        static bool IsNull(JsonNode? type) => type?.GetValue<string>() == "null";
    }

    /// <summary>What <see cref="ResultJson"/> writes.</summary>
    private static OpenApiSchema ResultSchema(OpenApiDocument document) => new()
    {
        Description = "one result: the end of a stream of events, or one image of a batch",
        Type = JsonSchemaType.Object,
        Required = new HashSet<string> { "status" },
        Properties = new Dictionary<string, IOpenApiSchema>
        {
            ["index"] = new OpenApiSchema
                { Type = JsonSchemaType.Integer, Description = "which image of a batch, from 0" },
            ["name"] = new OpenApiSchema
                { Type = JsonSchemaType.String, Description = "what the sender of a batch calls it" },
            ["status"] = new OpenApiSchema
                { Type = JsonSchemaType.Integer, Description = "the HTTP status it would have by itself" },
            ["result"] = Reference(Depth, document),
            ["file"] = new OpenApiSchema
            {
                Type = JsonSchemaType.Object,
                Description = "a file, where output named its kind",
                Required = new HashSet<string> { "mediaType", "base64" },
                Properties = new Dictionary<string, IOpenApiSchema>
                {
                    ["mediaType"] = new OpenApiSchema
                        { Type = JsonSchemaType.String, Description = "what the file is" },
                    ["unitsPerMetre"] = new OpenApiSchema
                        { Type = JsonSchemaType.Number, Description = "of a 16-bit PNG in metres" },
                    ["base64"] = new OpenApiSchema
                    {
                        Type = JsonSchemaType.String, ContentEncoding = "base64", Description = "its bytes in base 64",
                    },
                },
            },
            ["problem"] = Reference(Problem, document),
        },
        OneOf = [.. new[] { "result", "file", "problem" }.Select(name =>
            new OpenApiSchema { Required = new HashSet<string> { name } })],
    };

    /// <summary>What <see cref="BatchWriter"/> writes behind all results.</summary>
    private static OpenApiSchema BatchEndSchema() => new()
    {
        Description = "the end of a batch's events",
        Type = JsonSchemaType.Object,
        Required = new HashSet<string> { "images" },
        Properties = new Dictionary<string, IOpenApiSchema>
        {
            ["images"] = new OpenApiSchema
                { Type = JsonSchemaType.Integer, Description = "how many results came before, problems among them" },
        },
    };

    /// <summary>What <see cref="ProgressEvents"/> writes after every stage.</summary>
    private static OpenApiSchema ProgressSchema() => new()
    {
        Description = "how far a request is",
        Type = JsonSchemaType.Object,
        Required = new HashSet<string> { "stage", "fraction" },
        Properties = new Dictionary<string, IOpenApiSchema>
        {
            ["stage"] = new OpenApiSchema
            {
                Type = JsonSchemaType.String,
                Description = "queued, turn, decoded, a stage of the network, or encoded",
            },
            ["fraction"] = new OpenApiSchema
                { Type = JsonSchemaType.Number, Minimum = "0", Maximum = "1", Description = "of the network's stages" },
        },
    };
}
