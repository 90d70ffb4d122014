// A window that shows the depth of a photograph that is dropped on it: Avalonia.
//   dotnet run --project samples/Desktop
// Add the package of your system's windows (Avalonia.Desktop) and `.UsePlatformDetect()` below; this sample refers to
// Avalonia's core alone, which every system shares.
using Avalonia;
using ZoeDepth.Samples;

AppBuilder.Configure<DepthApplication>().StartWithClassicDesktopLifetime(args);
