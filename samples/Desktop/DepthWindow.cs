using Avalonia.Controls;
using Avalonia.Input;
using Avalonia.Layout;
using Avalonia.Media.Imaging;
using ZoeDepth.Imaging;
using ZoeDepth.Mini;

namespace ZoeDepth.Samples;

/// <summary>A photograph is dropped; its depth appears, and the estimate before it ends.</summary>
internal sealed class DepthWindow : Window
{
    private readonly DepthEstimator _estimator = ZoeDepthMini.Open();
    private readonly Image _picture = new();
    private readonly TextBlock _said = new()
    {
        Text = "Drop a photograph here", HorizontalAlignment = HorizontalAlignment.Center, Margin = new(12),
    };
    private Action _cancelUnderWay = () => { };

    public DepthWindow()
    {
        (Title, Width, Height) = ("Depth", 900, 700);
        var panel = new DockPanel();
        DockPanel.SetDock(_said, Dock.Bottom);
        panel.Children.AddRange([_said, _picture]);
        Content = panel;
        DragDrop.SetAllowDrop(this, true);
        AddHandler(DragDrop.DropEvent, (_, drop) =>
        {
            if (drop.DataTransfer.TryGetFiles()?.FirstOrDefault()?.Path.LocalPath is { } file) _ = MeasureAsync(file);
        });
        Closed += (_, _) =>
        {
            _cancelUnderWay();
            _estimator.Dispose();
        };
    }

    private async Task MeasureAsync(string file)
    {
        _cancelUnderWay();
        using var cancel = new CancellationTokenSource();
        _cancelUnderWay = cancel.Cancel;
        try
        {
            // Reports come on this thread: Progress remembers where it was made.
            var progress = new Progress<DepthProgress>(step => _said.Text = $"measuring, {step.Fraction:P0}");
            var depth = await _estimator.EstimateAsync(file, null, progress, cancel.Token);
            var colors = ColorPicture.Default.Draw(depth.Values, depth.Width, depth.Height);
            using var png = new MemoryStream(PngEncoder.Encode(colors));
            _picture.Source = new Bitmap(png);
            _said.Text = $"{Path.GetFileName(file)}: {depth.Min:0.00} to {depth.Max:0.00} m, {depth.Domain?.Name}";
        }
        catch (OperationCanceledException)
        {
            // Another photograph was dropped.
        }
        catch (Exception error) when (error is IOException or ImageFormatException or UnsupportedImageSizeException)
        {
            _said.Text = error.Message;
        }
        finally
        {
            if (_cancelUnderWay == cancel.Cancel) _cancelUnderWay = () => { };
        }
    }
}
