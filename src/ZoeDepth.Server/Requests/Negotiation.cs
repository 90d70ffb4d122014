using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace ZoeDepth.Server;

/// <summary>Chooses the kind of answer by what a request says it accepts (RFC 9110, 12.5).</summary>
internal static class Negotiation
{
    /// <summary>Server-sent events (HTML Living Standard, 9.2).</summary>
    public const string EventStream = "text/event-stream";

    /// <summary>What is preferred; a 16-bit PNG where anything pleases, or nothing was said.</summary>
    /// <exception cref="RequestProblem">406: nothing that is acceptable is made here</exception>
    public static AnswerKind Of(HttpRequest request) =>
        Chosen(request, AnswerKind.All, kind => kind.MediaType, $", {EventStream}");

    /// <summary>The same for the results of a batch; parts where anything pleases, or nothing was said.</summary>
    /// <exception cref="RequestProblem">406: nothing that is acceptable is made here</exception>
    public static BatchFormat OfBatch(HttpRequest request) =>
        Chosen(request, BatchFormat.All, format => format.MediaType);

    /// <summary>Whether server-sent events are preferred to everything else, and asked for by name.</summary>
    public static bool AsksForEvents(HttpRequest request) =>
        MediaTypeHeaderValue.TryParseList(request.Headers.Accept, out var accepted)
        && accepted.OrderByDescending(type => type.Quality ?? 1).FirstOrDefault() is { Quality: null or > 0 } first
        && first.MediaType.Equals(EventStream, StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether bytes compressed so are accepted, by name or with everything else.</summary>
    /// <param name="request">the request</param>
    /// <param name="coding"><c>br</c> or <c>gzip</c></param>
    public static bool Takes(HttpRequest request, string coding)
    {
        if (!StringWithQualityHeaderValue.TryParseList(request.Headers.AcceptEncoding, out var accepted)) return false;
        var named = accepted.FirstOrDefault(each => each.Value.Equals(coding, StringComparison.OrdinalIgnoreCase))
            ?? accepted.FirstOrDefault(each => each.Value == "*");
        return named is { Quality: null or > 0 };
    }

    private static T Chosen<T>(HttpRequest request, IReadOnlyList<T> all, Func<T, string> mediaType, string more = "")
        where T : class
    {
        var text = request.Headers.Accept;
        if (text.Count == 0 || text.All(string.IsNullOrWhiteSpace)) return all[0];
        var known = $"there are: {string.Join(", ", all.Select(mediaType).Distinct())}{more}";
        if (!MediaTypeHeaderValue.TryParseList(text, out var accepted))
            throw RequestProblem.BadRequest($"the Accept header is no list of media types; {known}");
        foreach (var type in accepted.OrderByDescending(type => type.Quality ?? 1))
        {
            if (type.Quality == 0) continue;
            var chosen = all.FirstOrDefault(each => Matches(mediaType(each), type) && !accepted.Any(other =>
                other.Quality == 0 && !other.MatchesAllTypes && Matches(mediaType(each), other)));
            if (chosen is not null) return chosen;
        }
        throw new RequestProblem(StatusCodes.Status406NotAcceptable, $"nothing acceptable is made here; {known}");
    }

    private static bool Matches(string mediaType, MediaTypeHeaderValue type) => type.MatchesAllTypes
        || (type.MatchesAllSubTypes ? mediaType.StartsWith($"{type.Type}/", StringComparison.OrdinalIgnoreCase)
            : type.MediaType.Equals(mediaType, StringComparison.OrdinalIgnoreCase));
}
