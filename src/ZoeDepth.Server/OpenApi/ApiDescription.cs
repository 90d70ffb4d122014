using Microsoft.OpenApi;

namespace ZoeDepth.Server;

/// <summary>
/// The service as an OpenAPI document, made of the tables that requests are read by, so that it cannot say
/// anything else.
/// </summary>
internal static class ApiDescription
{
    private const string KeyScheme = "key";

    /// <summary>The document.</summary>
    /// <param name="hasAdministrators">whether anybody may change models</param>
    /// <param name="address">where its paths begin</param>
    public static OpenApiDocument Of(bool hasAdministrators, string address)
    {
        var document = new OpenApiDocument
        {
            Info = new OpenApiInfo
            {
                Title = "ZoeDepth",
                Version = "v1",
                Description = "Metric depth, in metres, from one image.",
            },
            Servers = [new OpenApiServer { Url = address }],
            Components = new OpenApiComponents
            {
                SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
                {
                    [KeyScheme] = new OpenApiSecurityScheme
                    {
                        Type = SecuritySchemeType.Http,
                        Scheme = "bearer",
                        Description = "where the service was started with keys",
                    },
                },
            },
        };
        AnswerSchemas.AddTo(document);
        // What refers to a component finds it from now on.
        document.RegisterComponents();
        var paths = new OpenApiPaths
        {
            [DepthEndpoint.Path] = Path(HttpMethod.Post, Depth(document)),
            [BatchEndpoint.Path] = Path(HttpMethod.Post, BatchDescription.Of(Depth(document), document)),
            ["/v1/results/{id}/{output}"] = Path(HttpMethod.Get, ResultDescription.Of(document)),
            ["/v1/models"] = Path(HttpMethod.Get, Get("listModels", "What can answer",
                AnswerSchemas.Reference(AnswerSchemas.ModelList, document), "the models")),
            ["/v1/models/{id}"] = Path(HttpMethod.Get, Model(document)),
            ["/healthz"] = Path(HttpMethod.Get, Get("health", "Whether the process answers", Text(), "ok")),
            ["/readyz"] = Path(HttpMethod.Get, Ready()),
        };
        if (hasAdministrators)
            foreach (var change in ModelChange.All)
                paths[$"/v1/models/{{id}}/{change.Name}"] = Path(HttpMethod.Post, Change(change, document));
        document.Paths = paths;
        return document;
    }

    private static OpenApiOperation Depth(OpenApiDocument document)
    {
        var image = new OpenApiSchema
            { Type = JsonSchemaType.String, Format = "binary", Description = "an image's file" };
        var form = new OpenApiSchema
        {
            Type = JsonSchemaType.Object,
            Required = new HashSet<string> { "image" },
            Properties = new Dictionary<string, IOpenApiSchema> { ["image"] = image },
        };
        foreach (var parameter in DepthParameter.All)
            form.Properties[parameter.Name] = ParameterDescription.OfField(parameter);
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
            Parameters = [.. DepthParameter.All.Select(ParameterDescription.OfQuery)],
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
                        ["ZoeDepth-Field-Of-View"] = Header("what metres are scaled for, where they depend on it"),
                        ["ZoeDepth-Camera"] = Header("camera of the JSON answer, as JSON"),
                        ["ZoeDepth-Units-Per-Metre"] = Header("of a 16-bit PNG"),
                    },
                    Content = AnswerKind.All.Select(kind => kind.MediaType).Distinct().ToDictionary(type => type,
                        type => new OpenApiMediaType
                        {
                            Schema = type == AnswerKind.Json.MediaType
                                ? AnswerSchemas.Reference(AnswerSchemas.Depth, document)
                                : new OpenApiSchema { Type = JsonSchemaType.String, Format = "binary" },
                        }).Append(new(Negotiation.EventStream, Events(document))).ToDictionary(),
                },
            },
        };
        foreach (var (status, when) in ProblemDescription.All)
            operation.Responses[status] = ProblemDescription.Of(when, document);
        return operation;
    }

    private static OpenApiMediaType Events(OpenApiDocument document) => new()
    {
        Schema = new OpenApiSchema
        {
            Description = "server-sent events, whose data is: of progress Progress, of done, the last one, Result, " +
                "or of problem, the last one, Problem",
            OneOf = [.. new[] { AnswerSchemas.Progress, AnswerSchemas.Result, AnswerSchemas.Problem }
                .Select(name => AnswerSchemas.Reference(name, document))],
        },
    };

    private static OpenApiOperation Model(OpenApiDocument document)
    {
        var operation = Get("getModel", "One of them", AnswerSchemas.Reference(AnswerSchemas.Model, document),
            "a model");
        operation.Parameters =
        [
            new OpenApiParameter
            {
                Name = "id", In = ParameterLocation.Path, Required = true,
                Description = "the model, as the list of all names it",
                Schema = new OpenApiSchema { Type = JsonSchemaType.String },
            },
        ];
        operation.Responses!["404"] = ProblemDescription.Of("there is no such model", document);
        return operation;
    }

    private static OpenApiOperation Change(ModelChange change, OpenApiDocument document)
    {
        var operation = Model(document);
        (operation.OperationId, operation.Summary) = ($"{change.Name}Model", change.Does);
        operation.Description = "for those who have an admin key";
        operation.Security =
            [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(KeyScheme, document)] = [] }];
        operation.Responses!["401"] = ProblemDescription.Of("no admin key came", document);
        operation.Responses["403"] = ProblemDescription.Of("a page of another origin sent the request", document);
        return operation;
    }

    private static OpenApiOperation Ready()
    {
        var operation = Get("ready", "Whether images are taken", Text(), "ready");
        operation.Responses!["503"] = new OpenApiResponse
            { Description = "the model is being loaded, or the service is being stopped" };
        return operation;
    }

    private static OpenApiOperation Get(string id, string summary, IOpenApiSchema schema, string description) => new()
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
                    [schema is OpenApiSchemaReference ? "application/json" : "text/plain"] =
                        new OpenApiMediaType { Schema = schema },
                },
            },
        },
    };

    private static OpenApiSchema Text() => new() { Type = JsonSchemaType.String };

    private static OpenApiHeader Header(string description) => new()
        { Description = description, Schema = new OpenApiSchema { Type = JsonSchemaType.String } };

    private static OpenApiPathItem Path(HttpMethod method, OpenApiOperation operation) => new()
        { Operations = new Dictionary<HttpMethod, OpenApiOperation> { [method] = operation } };
}
