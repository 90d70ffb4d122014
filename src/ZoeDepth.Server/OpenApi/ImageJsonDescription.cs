using Microsoft.OpenApi;

namespace ZoeDepth.Server;

/// <summary>Requests as JSON, which name their image by a URL.</summary>
internal static class ImageJsonDescription
{
    /// <summary>The body of a request for one image.</summary>
    public static OpenApiMediaType Of() => new() { Schema = Schema() };

    /// <summary>The body of a batch: a line for each image.</summary>
    public static OpenApiMediaType OfLines() => new()
    {
        Schema = new OpenApiSchema
        {
            Type = JsonSchemaType.String,
            Description = "a line for each image, as the JSON of a single request; model and output stand in the query",
        },
    };

    private static OpenApiSchema Schema()
    {
        var schema = new OpenApiSchema
        {
            Type = JsonSchemaType.Object,
            Required = new HashSet<string> { ImageJson.Field },
            Properties = new Dictionary<string, IOpenApiSchema>
            {
                [ImageJson.Field] = new OpenApiSchema
                {
                    Type = JsonSchemaType.String,
                    Format = "uri",
                    Description = "data:image/jpeg;base64,…, or, where the service was started with --image-urls, an " +
                        "http or https URL",
                },
            },
        };
        // Numbers and true and false are read, too.
        foreach (var parameter in DepthParameter.All)
            schema.Properties[parameter.Name] = new OpenApiSchema { Description = parameter.Does };
        return schema;
    }
}
