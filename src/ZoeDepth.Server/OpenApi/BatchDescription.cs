using Microsoft.OpenApi;

namespace ZoeDepth.Server;

/// <summary>What <c>POST /v1/depth/batch</c> does differently from <c>POST /v1/depth</c>.</summary>
internal static class BatchDescription
{
    /// <summary>Describes it, beginning with the description of one image.</summary>
    public static OpenApiOperation Of(OpenApiOperation one, OpenApiDocument document)
    {
        one.OperationId = "depthBatch";
        one.Summary = "Several images in, results as they come";
        one.Description = "Each file of the form is one image; fields stand before the first and hold for all. An " +
            "image that fails has a problem as its result and does not end the others. Results are sent once the " +
            "last image has arrived; all of them together have one limit of time.";
        var form = (OpenApiSchema)one.RequestBody!.Content!["multipart/form-data"].Schema!;
        var fields = form.Properties!;
        form.Required = new HashSet<string> { "images" };
        fields.Remove("image", out var image);
        fields["images"] = new OpenApiSchema
            { Type = JsonSchemaType.Array, Items = image, Description = "the images, a file each" };
        one.RequestBody = new OpenApiRequestBody
        {
            Required = true,
            Content = new Dictionary<string, OpenApiMediaType>
            {
                ["multipart/form-data"] = new OpenApiMediaType { Schema = form },
                [LinesOfBatch.MediaType] = ImageJsonDescription.OfLines(),
            },
        };
        one.Responses!["200"] = new OpenApiResponse
        {
            Description = string.Join("; ", BatchFormat.All.Select(format => $"{format.MediaType}: {format.Holds}")),
            Content = new Dictionary<string, OpenApiMediaType>
            {
                [BatchFormat.Parts.MediaType] = new OpenApiMediaType
                    { Schema = new OpenApiSchema { Type = JsonSchemaType.String, Format = "binary" } },
                [BatchFormat.Lines.MediaType] = new OpenApiMediaType
                    { Schema = AnswerSchemas.Reference(AnswerSchemas.Result, document) },
                [BatchFormat.Events.MediaType] = Events(document),
            },
        };
        one.Responses["422"] = ProblemDescription.Of("the precision is not allowed", document);
        return one;
    }

    private static OpenApiMediaType Events(OpenApiDocument document) => new()
    {
        Schema = new OpenApiSchema
        {
            Description = "server-sent events, whose data is: of image Result, and of end, the last one, BatchEnd",
            OneOf = [.. new[] { AnswerSchemas.Result, AnswerSchemas.BatchEnd }
                .Select(name => AnswerSchemas.Reference(name, document))],
        },
    };
}
