// A window that shows the depth of a photograph that is dropped on it: Avalonia.
//   dotnet run --project samples/Desktop -p:Windows=true
// Without the property it compiles against Avalonia's core alone, which every system shares, and can open no window.
using Avalonia;
using ZoeDepth.Samples;

var builder = AppBuilder.Configure<DepthApplication>();
#if WINDOWS_OF_THE_SYSTEM
builder = builder.UsePlatformDetect();
#endif
builder.StartWithClassicDesktopLifetime(args);
