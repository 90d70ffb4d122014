// Depth as a web service of one's own: upload a photograph, get what one needs of it.
//   dotnet run --project samples/MinimalApi
//   curl -F photo=@samples/photos/room_desk.jpg http://localhost:5000/nearest
// For a whole service with an API, limits and a page there is `zoedepth serve` and app.MapZoeDepth().
using ZoeDepth;
using ZoeDepth.Extensions;
using ZoeDepth.Imaging;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddZoeDepth(builder.Configuration.GetSection("ZoeDepth")).UseLogging().UseCaching();
builder.Services.AddHealthChecks().AddZoeDepth();

var app = builder.Build();
app.MapHealthChecks("/healthz");

// Where the nearest thing is, and how far away.
app.MapPost("/nearest", async (IFormFile photo, IDepthEstimator estimator, CancellationToken cancellation) =>
{
    RasterImage image;
    try
    {
        using var stream = photo.OpenReadStream();
        image = await RasterImage.LoadAsync(stream, cancellation: cancellation);
    }
    catch (ImageFormatException error)
    {
        return Results.Problem(error.Message, statusCode: StatusCodes.Status415UnsupportedMediaType);
    }
    DepthMap depth;
    try
    {
        depth = await estimator.EstimateAsync(image, cancellation: cancellation);
    }
    catch (UnsupportedImageSizeException error)
    {
        return Results.Problem(error.Message, statusCode: StatusCodes.Status422UnprocessableEntity);
    }
    var at = Array.IndexOf(depth.Values, depth.Min);
    return Results.Ok(new Nearest(depth.Min, at / depth.Width, at % depth.Width, depth.Domain?.Name));
}).DisableAntiforgery();

app.Run();

internal sealed record Nearest(float Metres, int Row, int Column, string? Head);
