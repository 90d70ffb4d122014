using Microsoft.Net.Http.Headers;

namespace ZoeDepth.Server;

/// <summary>
/// A batch that came as lines of JSON, each of which names an image and may have parameters of its own.
/// </summary>
/// <param name="lines">the lines</param>
/// <param name="asked">what is asked for all</param>
/// <param name="mostLines">lines it may have</param>
/// <param name="maxBytes">most bytes of an image</param>
internal sealed class LinesOfBatch(ImageLines lines, DepthRequest asked, int mostLines, long maxBytes) : IBatchBody
{
    /// <summary>The type of such a body.</summary>
    public const string MediaType = "application/x-ndjson";

    private int _lines;

    public DepthRequest Request => asked;

    /// <summary>Whether a body of this type has lines.</summary>
    public static bool Are(MediaTypeHeaderValue type) =>
        type.MediaType.Equals(MediaType, StringComparison.OrdinalIgnoreCase)
        || type.MediaType.Equals("application/jsonl", StringComparison.OrdinalIgnoreCase);

    public async Task<IBatchImage?> NextAsync(CancellationToken cancellation)
    {
        if (await lines.NextAsync(cancellation) is not { } line) return null;
        return ++_lines <= mostLines ? new Image(line, maxBytes) : throw RequestProblem.BadRequest(
            $"the body has more than {mostLines} lines; send several batches");
    }

    private sealed class Image(ImageLines.Line line, long maxBytes) : IBatchImage
    {
        public string Name => "";

        public Task<ReadOnlyMemory<byte>?> ReadAsync(CancellationToken cancellation) =>
            line.Problem is { } problem ? throw problem : Task.FromResult(line.Bytes);

        public (SentImage Image, DepthRequest Request) Of(ReadOnlyMemory<byte> read, DepthRequest ofAll)
        {
            var (image, request) = ImageJson.Read(read.Span, ofAll, maxBytes);
            return request.Model == ofAll.Model && request.Answer == ofAll.Answer ? (image, request)
                : throw RequestProblem.BadRequest("model and output are the same for all images of a batch; name " +
                    "them in the query");
        }
    }
}
