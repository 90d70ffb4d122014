using System.Text.Json;

namespace ZoeDepth.Server;

/// <summary>
/// One result as JSON, for a line of a batch or the last event of a stream: <c>result</c> where statistics were asked
/// for, <c>file</c> with its bytes in base 64 where a file was, or <c>problem</c>.
/// </summary>
internal static class ResultJson
{
    /// <summary>An answer.</summary>
    /// <param name="answer">the answer</param>
    /// <param name="image">which image of a batch it is, and what it is called; null where there is one</param>
    public static byte[] Of(Answer answer, (int Index, string Name)? image = null) => Written(image, 200, json =>
    {
        if (answer.Kind == AnswerKind.Json)
        {
            json.WritePropertyName("result");
            json.WriteRawValue(answer.Body.Span, skipInputValidation: true);
            return;
        }
        json.WriteStartObject("file");
        json.WriteString("mediaType", answer.Kind.MediaType);
        if (answer.UnitsPerMetre is { } units) json.WriteNumber("unitsPerMetre", units);
        json.WriteBase64String("base64", answer.Body.Span);
        json.WriteEndObject();
    });

    /// <summary>A problem.</summary>
    /// <param name="problem">what went wrong</param>
    /// <param name="requestId">names the request, or the image of a batch, in the service's log</param>
    /// <param name="image">which image of a batch it is, and what it is called; null where there is one</param>
    public static byte[] Of(RequestProblem problem, string requestId, (int Index, string Name)? image = null) =>
        Written(image, problem.Status, json =>
        {
            json.WritePropertyName("problem");
            json.WriteRawValue(ProblemWriter.Written(problem, requestId), skipInputValidation: true);
        });

    private static byte[] Written((int Index, string Name)? image, int status, Action<Utf8JsonWriter> body)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            if (image is { } which)
            {
                json.WriteNumber("index", which.Index);
                json.WriteString("name", which.Name);
            }
            json.WriteNumber("status", status);
            body(json);
            json.WriteEndObject();
        }
        return stream.ToArray();
    }
}
