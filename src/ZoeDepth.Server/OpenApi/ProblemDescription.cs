using Microsoft.OpenApi;

namespace ZoeDepth.Server;

/// <summary>Which problems there are, and when.</summary>
internal static class ProblemDescription
{
    /// <summary>Those of a request for depth.</summary>
    public static IReadOnlyList<(string Status, string When)> All { get; } =
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
        ("422", "the image is broken or does not suit the network, none came from its URL, the model has no such " +
            "head, the precision is not allowed, or the files are too large to be kept"),
        ("429", "no place is left, too many images arrive, or too many requests a minute; see Retry-After"),
        ("503", "the model is being loaded, no turn or room came in time, or the service is being stopped; see " +
            "Retry-After"),
    ];

    /// <summary>An answer that is a problem.</summary>
    public static OpenApiResponse Of(string when, OpenApiDocument document) => new()
    {
        Description = when,
        Content = new Dictionary<string, OpenApiMediaType>
        {
            [ProblemWriter.MediaType] = new OpenApiMediaType
                { Schema = AnswerSchemas.Reference(AnswerSchemas.Problem, document) },
        },
    };
}
