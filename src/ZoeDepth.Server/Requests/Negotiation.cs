using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace ZoeDepth.Server;

/// <summary>Chooses the kind of answer by the <c>Accept</c> header (RFC 9110, 12.5.1).</summary>
internal static class Negotiation
{
    /// <summary>What is preferred; a 16-bit PNG where anything pleases, or nothing was said.</summary>
    /// <exception cref="RequestProblem">406: nothing that is acceptable is made here</exception>
    public static AnswerKind Of(HttpRequest request)
    {
        var text = request.Headers.Accept;
        if (text.Count == 0 || text.All(string.IsNullOrWhiteSpace)) return AnswerKind.Png;
        if (!MediaTypeHeaderValue.TryParseList(text, out var accepted))
            throw RequestProblem.BadRequest($"the Accept header is no list of media types; {Known}");
        foreach (var type in accepted.OrderByDescending(type => type.Quality ?? 1))
        {
            if (type.Quality == 0) continue;
            var kind = AnswerKind.All.FirstOrDefault(kind => Matches(kind, type)
                && !accepted.Any(other => other.Quality == 0 && !other.MatchesAllTypes && Matches(kind, other)));
            if (kind is not null) return kind;
        }
        throw new RequestProblem(StatusCodes.Status406NotAcceptable, $"nothing acceptable is made here; {Known}");
    }

    private static string Known => "there are: " +
        string.Join(", ", AnswerKind.All.Select(kind => kind.MediaType).Distinct());

    private static bool Matches(AnswerKind kind, MediaTypeHeaderValue type) => type.MatchesAllTypes
        || (type.MatchesAllSubTypes ? kind.MediaType.StartsWith($"{type.Type}/", StringComparison.OrdinalIgnoreCase)
            : type.MediaType.Equals(kind.MediaType, StringComparison.OrdinalIgnoreCase));
}
