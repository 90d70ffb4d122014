using Avalonia;
using Avalonia.Controls.ApplicationLifetimes;
using Avalonia.Themes.Fluent;

namespace ZoeDepth.Samples;

/// <summary>The program: one window.</summary>
internal sealed class DepthApplication : Application
{
    public override void Initialize() => Styles.Add(new FluentTheme());

    public override void OnFrameworkInitializationCompleted()
    {
        if (ApplicationLifetime is IClassicDesktopStyleApplicationLifetime desktop)
            desktop.MainWindow = new DepthWindow();
        base.OnFrameworkInitializationCompleted();
    }
}
