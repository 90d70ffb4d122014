using System.Text.Json.Nodes;
using Microsoft.OpenApi;

namespace ZoeDepth.Server;

/// <summary>The files that links of an answer lead to.</summary>
internal static class ResultDescription
{
    private static IEnumerable<AnswerKind> Files => AnswerKind.All.Where(kind => kind != AnswerKind.Json);

    /// <summary>Describes <c>GET /v1/results/{id}/{output}</c>.</summary>
    public static OpenApiOperation Of(OpenApiDocument document) => new()
    {
        OperationId = "getResult",
        Summary = "A file of an estimate that was asked for several kinds",
        Description = "In memory for a while after the answer whose links lead here, for the key that asked for it.",
        Parameters =
        [
            InPath("id", "as the link says it", null),
            InPath("output", "the kind of file", [.. Files.Select(kind => (JsonNode)JsonValue.Create(kind.Name))]),
        ],
        Responses = new OpenApiResponses
        {
            ["200"] = new OpenApiResponse
            {
                Description = "the file, with the headers it would have as an answer of its own",
                Content = Files.Select(kind => kind.MediaType).Distinct().ToDictionary(type => type,
                    _ => new OpenApiMediaType
                        { Schema = new OpenApiSchema { Type = JsonSchemaType.String, Format = "binary" } }),
            },
            ["401"] = ProblemDescription.Of("a key is asked for, and none or another came", document),
            ["404"] = ProblemDescription.Of("there are no such results, or not for this key, or not of this kind",
                document),
            ["410"] = ProblemDescription.Of("they are not kept any more; send the image again", document),
            ["429"] = ProblemDescription.Of("too many requests a minute; see Retry-After", document),
            ["503"] = ProblemDescription.Of("no room came in time, or the service is being stopped; see Retry-After",
                document),
        },
    };

    private static OpenApiParameter InPath(string name, string description, IList<JsonNode>? words) => new()
    {
        Name = name, In = ParameterLocation.Path, Required = true, Description = description,
        Schema = new OpenApiSchema { Type = JsonSchemaType.String, Enum = words },
    };
}
