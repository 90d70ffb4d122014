// A worker that measures every photograph that is put into a folder.
//   dotnet run --project samples/Worker -- --Folders:In=inbox --Folders:Out=depth
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using ZoeDepth.Extensions;
using ZoeDepth.Samples;

var builder = Host.CreateApplicationBuilder(args);
builder.Services.AddZoeDepth(builder.Configuration.GetSection("ZoeDepth")).UseLogging();
builder.Services.AddHostedService<FolderWorker>();
builder.Build().Run();
