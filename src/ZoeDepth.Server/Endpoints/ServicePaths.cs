using Microsoft.AspNetCore.Http;

namespace ZoeDepth.Server;

/// <summary>Where the service's paths begin: at the address itself, or below a path of its host.</summary>
internal static class ServicePaths
{
    /// <summary>
    /// What stands before the service's own path of a request, as an address has it; "" at the address itself.
    /// </summary>
    /// <param name="request">the request</param>
    /// <param name="path">the service's own path, "/v1/depth"</param>
    public static string Before(HttpRequest request, string path)
    {
        var whole = (request.PathBase + request.Path).Value!.TrimEnd('/');
        return new PathString(whole[..^path.Length]).ToUriComponent();
    }
}
