using System.Text.Json.Nodes;
using Microsoft.OpenApi;

namespace ZoeDepth.Server;

/// <summary>
/// The service as an OpenAPI document, made of the tables that requests are read by, so that it cannot say
/// anything else.
/// </summary>
internal static class ApiDescription
{
    private const string KeyScheme = "key";

    private static readonly (string Status, string When)[] Problems =
    [
        ("400", "a parameter or a form makes no sense, or no image came"),
        ("401", "a key is asked for, and none or another came"),
        ("403", "a page of another origin sent the request, and is not allowed to; or the image's URL is not fetched " +
            "here"),
        ("404", "there is no such model"),
        ("406", "nothing acceptable is made here"),
        ("408", "the image did not arrive in time"),
        ("413", "more bytes or pixels than allowed"),
        ("415", "another Content-Type, or a kind of image that is not read"),
        ("422", "the image is broken or does not suit the network, none came from its URL, or the model has no such " +
            "head"),
        ("429", "no place is left, too many images arrive, or too many requests a minute; see Retry-After"),
        ("503", "the model is being loaded, no turn or room came in time, or the service is being stopped; see " +
            "Retry-After"),
    ];

    /// <summary>Fills a document.</summary>
    public static void Describe(OpenApiDocument document, bool hasAdministrators)
    {
        document.Info = new OpenApiInfo
        {
            Title = "ZoeDepth",
            Version = "v1",
            Description = "Metric depth, in metres, from one image.",
        };
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
        {
            [KeyScheme] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.Http,
                Scheme = "bearer",
                Description = "where the service was started with keys",
            },
        };
        document.Components.Schemas = new Dictionary<string, IOpenApiSchema> { ["Problem"] = ProblemSchema() };
        var paths = new OpenApiPaths
        {
            ["/v1/depth"] = Path(HttpMethod.Post, Depth(document)),
            ["/v1/depth/batch"] = Path(HttpMethod.Post, BatchDescription.Of(Depth(document))),
            ["/v1/models"] = Path(HttpMethod.Get, Get("listModels", "What can answer",
                "application/json", "object: list, data: models with their heads, ranges and notes")),
            ["/v1/models/{id}"] = Path(HttpMethod.Get, Model(document)),
            ["/healthz"] = Path(HttpMethod.Get, Get("health", "Whether the process answers", "text/plain", "ok")),
            ["/readyz"] = Path(HttpMethod.Get, Ready()),
        };
        if (hasAdministrators)
            foreach (var change in ModelChange.All)
                paths[$"/v1/models/{{id}}/{change.Name}"] = Path(HttpMethod.Post, Change(change, document));
        document.Paths = paths;
    }

    private static OpenApiOperation Depth(OpenApiDocument document)
    {
        var image = new OpenApiSchema { Type = JsonSchemaType.String, Format = "binary" };
        var form = new OpenApiSchema
        {
            Type = JsonSchemaType.Object,
            Required = new HashSet<string> { "image" },
            Properties = new Dictionary<string, IOpenApiSchema> { ["image"] = image },
        };
        foreach (var parameter in DepthParameter.All)
            form.Properties[parameter.Name] = new OpenApiSchema { Type = JsonSchemaType.String };
        var operation = new OpenApiOperation
        {
            OperationId = "depth",
            Summary = "An image in, depth out",
            Description = "The Accept header chooses the kind of answer; output= overrides it. With " +
                "text/event-stream the answer is events: progress after every stage, then done with the result, or " +
                "problem.",
            // None, or a key where the service was started with keys.
            Security =
            [
                new OpenApiSecurityRequirement(),
                new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(KeyScheme, document)] = [] },
            ],
            Parameters = [.. DepthParameter.All.Select(Parameter)],
            RequestBody = new OpenApiRequestBody
            {
                Required = true,
                Content = new Dictionary<string, OpenApiMediaType>
                {
                    ["image/*"] = new OpenApiMediaType { Schema = image },
                    ["application/octet-stream"] = new OpenApiMediaType { Schema = image },
                    ["multipart/form-data"] = new OpenApiMediaType { Schema = form },
                    [ImageJson.MediaType] = ImageJsonDescription.Of(),
                },
            },
            Responses = new OpenApiResponses
            {
                ["200"] = new OpenApiResponse
                {
                    Description = string.Join("; ", AnswerKind.All.Select(kind => $"{kind.Name}: {kind.Holds}")),
                    Headers = new Dictionary<string, IOpenApiHeader>
                    {
                        [RequestIds.Header] = Header("names the request in the service's log"),
                        ["ZoeDepth-Model"] = Header("the model that answered"),
                        ["ZoeDepth-Unit"] = Header("m, or relative: inverse depth of unknown scale and shift"),
                        ["ZoeDepth-Head"] = Header("the head that answered, where there are several"),
                        ["ZoeDepth-Units-Per-Metre"] = Header("of a 16-bit PNG"),
                    },
                    Content = AnswerKind.All.Select(kind => kind.MediaType).Distinct().ToDictionary(type => type,
                        type => new OpenApiMediaType
                        {
                            Schema = type == AnswerKind.Json.MediaType
                                ? new OpenApiSchema { Type = JsonSchemaType.Object } : image,
                        }).Append(new(Negotiation.EventStream, new OpenApiMediaType
                            { Schema = new OpenApiSchema { Type = JsonSchemaType.String } })).ToDictionary(),
                },
            },
        };
        foreach (var (status, when) in Problems) operation.Responses[status] = ProblemOf(when, document);
        return operation;
    }

    private static OpenApiOperation Model(OpenApiDocument document)
    {
        var operation = Get("getModel", "One of them", "application/json", "a model");
        operation.Parameters =
        [
            new OpenApiParameter
            {
                Name = "id", In = ParameterLocation.Path, Required = true,
                Schema = new OpenApiSchema { Type = JsonSchemaType.String },
            },
        ];
        operation.Responses!["404"] = ProblemOf("there is no such model", document);
        return operation;
    }

    private static OpenApiOperation Change(ModelChange change, OpenApiDocument document)
    {
        var operation = Model(document);
        (operation.OperationId, operation.Summary) = ($"{change.Name}Model", change.Does);
        operation.Description = "for those who have an admin key";
        operation.Security =
            [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(KeyScheme, document)] = [] }];
        operation.Responses!["401"] = ProblemOf("no admin key came", document);
        operation.Responses["403"] = ProblemOf("a page of another origin sent the request", document);
        return operation;
    }

    private static OpenApiOperation Ready()
    {
        var operation = Get("ready", "Whether images are taken", "text/plain", "ready");
        operation.Responses!["503"] = new OpenApiResponse
            { Description = "the model is being loaded, or the service is being stopped" };
        return operation;
    }

    private static OpenApiOperation Get(string id, string summary, string type, string description) => new()
    {
        OperationId = id,
        Summary = summary,
        Responses = new OpenApiResponses
        {
            ["200"] = new OpenApiResponse
            {
                Description = description,
                Content = new Dictionary<string, OpenApiMediaType>
                {
                    [type] = new OpenApiMediaType
                    {
                        Schema = new OpenApiSchema
                            { Type = type == "text/plain" ? JsonSchemaType.String : JsonSchemaType.Object },
                    },
                },
            },
        },
    };

    private static IOpenApiParameter Parameter(DepthParameter parameter)
    {
        var words = parameter.Expects.Split('|');
        var isChoice = words.Length > 1 && !words.Any(word => word is "name" or "index" or "number");
        return new OpenApiParameter
        {
            Name = parameter.Name,
            In = ParameterLocation.Query,
            Description = $"{parameter.Does} ({parameter.Expects})",
            Schema = new OpenApiSchema
            {
                Type = JsonSchemaType.String,
                Enum = isChoice ? [.. words.Select(word => (JsonNode)JsonValue.Create(word))] : null,
            },
        };
    }

    private static OpenApiSchema ProblemSchema() => new()
    {
        Type = JsonSchemaType.Object,
        Properties = new Dictionary<string, IOpenApiSchema>
        {
            ["type"] = Text("a URI; about:blank here"),
            ["title"] = Text("the status in words"),
            ["status"] = new OpenApiSchema { Type = JsonSchemaType.Integer },
            ["detail"] = Text("what was expected, what came, and what to do"),
            ["requestId"] = Text("names the request in the service's log"),
            ["retryAfter"] = new OpenApiSchema { Type = JsonSchemaType.Integer, Description = "seconds" },
        },
    };

    private static OpenApiSchema Text(string description) => new()
        { Type = JsonSchemaType.String, Description = description };

    private static OpenApiHeader Header(string description) => new()
        { Description = description, Schema = new OpenApiSchema { Type = JsonSchemaType.String } };

    private static OpenApiResponse ProblemOf(string when, OpenApiDocument document) => new()
    {
        Description = when,
        Content = new Dictionary<string, OpenApiMediaType>
        {
            [ProblemWriter.MediaType] = new OpenApiMediaType
                { Schema = new OpenApiSchemaReference("Problem", document) },
        },
    };

    private static OpenApiPathItem Path(HttpMethod method, OpenApiOperation operation) => new()
        { Operations = new Dictionary<HttpMethod, OpenApiOperation> { [method] = operation } };
}
