// A page on which a photograph is dropped and its depth appears: Blazor, rendered on the server.
//   dotnet run --project samples/BlazorUpload
using ZoeDepth.Extensions;
using ZoeDepth.Samples.Components;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddRazorComponents().AddInteractiveServerComponents();
builder.Services.AddZoeDepth(builder.Configuration.GetSection("ZoeDepth")).UseLogging();

var app = builder.Build();
app.UseAntiforgery();
app.MapStaticAssets();
app.MapRazorComponents<App>().AddInteractiveServerRenderMode();
app.Run();
