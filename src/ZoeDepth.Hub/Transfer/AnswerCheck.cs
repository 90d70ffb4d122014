using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using ZoeDepth.Runtime.Untrusted;

namespace ZoeDepth.Hub;

/// <summary>What answers other than the wanted one mean.</summary>
internal static partial class AnswerCheck
{
    private const int LongestReason = 300;

    /// <summary>Passes an answer on that is one; HTTP's own codes say which are not.</summary>
    /// <param name="response">the answer</param>
    /// <param name="what">what was asked for: "Intel/zoedepth-nyu, revision main"</param>
    /// <param name="settings">the token that was sent, and the longest wait</param>
    /// <param name="passesRange">whether the caller knows what to do where there are no such bytes (416)</param>
    /// <exception cref="PassingFailure">it may go well another time</exception>
    /// <exception cref="HubException">it cannot go well</exception>
    public static HttpResponseMessage Require(HttpResponseMessage response, string what, HubSettings settings,
        bool passesRange = false)
    {
        if ((int)response.StatusCode < 400) return response;
        if (passesRange && response.StatusCode == HttpStatusCode.RequestedRangeNotSatisfiable) return response;
        using (response) throw Of(response, what, settings);
    }

    private static Exception Of(HttpResponseMessage response, string what, HubSettings settings)
    {
        var server = HubClient.Shown(new Uri(response.RequestMessage!.RequestUri!, "/")).TrimEnd('/');
        var said = Said(response, settings);
        switch (response.StatusCode)
        {
            case HttpStatusCode.NotFound:
                return new HubException(HubFault.NotFound, $"{server} knows no {what}{said}. Check the name " +
                    "(zoedepth models list names published models) and the revision");
            case HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden when !IsOfTheHub(response, settings):
                // A store behind the hub: its addresses are good for minutes, and the hub gives another one.
                return new PassingFailure(new HubException(HubFault.BadAnswer,
                    $"{server}, where the hub has {what}, answered {(int)response.StatusCode}; try again later"));
            case HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden:
                return new HubException(HubFault.Unauthorized, $"{server} does not hand out {what} " +
                    $"({(int)response.StatusCode}){said}. {Advice(settings)}");
            case HttpStatusCode.TooManyRequests:
                return TooMany(response, server, settings);
            case HttpStatusCode.RequestTimeout or >= HttpStatusCode.InternalServerError:
                return new PassingFailure(new HubException(HubFault.Unreachable,
                    $"{server} is in trouble: it answered {(int)response.StatusCode} for {what}{said}"),
                    Wait(response) is { } wait && wait <= settings.LongestWait ? wait : null);
            default:
                return new HubException(HubFault.BadAnswer,
                    $"{server} answered {(int)response.StatusCode} for {what}{said}; check " +
                    $"{settings.VariableOf(response.RequestMessage!.RequestUri!)} and proxies");
        }
    }

    private static bool IsOfTheHub(HttpResponseMessage response, HubSettings settings) =>
        response.RequestMessage!.RequestUri!.Authority == settings.Endpoint.Authority;

    private static string Advice(HubSettings settings) => settings.Token is not { } token
        ? "Either there is no model of that name, or it is private or gated: check the name; for a private one set " +
            "HF_TOKEN, or run hf auth login"
        : !HubClient.MayKnowTheToken(settings.Endpoint, settings)
        ? $"The token of {token.Source} was not sent, because {HubClient.Shown(settings.Endpoint)} is no https " +
            "address: anybody on the way could read it. Name the mirror with https in HF_ENDPOINT"
        : $"The token of {token.Source} does not open it: check the name, ask for access on the model's page, or " +
            "take another token";

    private static Exception TooMany(HttpResponseMessage response, string server, HubSettings settings)
    {
        var wait = Wait(response);
        var asks = wait is { } time
            ? string.Create(CultureInfo.InvariantCulture, $" and asks to wait {time.TotalSeconds:0} s") : "";
        var reason = $"{server} has had too many requests from here (429){asks}";
        var final = new HubException(HubFault.RateLimited,
            $"{reason}; try again later, or with a token (HF_TOKEN), which may ask for more");
        return wait > settings.LongestWait ? final : new PassingFailure(final, wait, reason);
    }

    /// <summary>How long the server asks to wait: <c>Retry-After</c>, or the reset of the hub's own header.</summary>
    private static TimeSpan? Wait(HttpResponseMessage response)
    {
        var wait = response.Headers.RetryAfter switch
        {
            { Delta: { } seconds } => seconds,
            { Date: { } date } => date - DateTimeOffset.UtcNow,
            _ => response.Headers.TryGetValues("RateLimit", out var limits)
                && Reset().Match(string.Join(',', limits)) is { Success: true } match
                ? TimeSpan.FromSeconds(int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture))
                : (TimeSpan?)null,
        };
        return wait < TimeSpan.Zero ? TimeSpan.Zero : wait;
    }

    /// <summary>The hub's own words, without what a terminal would obey and without the token.</summary>
    private static string Said(HttpResponseMessage response, HubSettings settings)
    {
        if (!response.Headers.TryGetValues("X-Error-Message", out var lines)) return "";
        var text = string.Join(' ', lines);
        text = settings.Token?.RemovedFrom(text) ?? text;
        return $" (\"{UntrustedText.Shown(text, LongestReason)}\")";
    }

    [GeneratedRegex(@"\bt=(\d{1,6})\b")]
    private static partial Regex Reset();
}
