using ZoeDepth.Cli.Shell;
using ZoeDepth.Data;
using ZoeDepth.Data.Evaluation;
using ZoeDepth.Imaging;

namespace ZoeDepth.Cli.Evaluate;

/// <summary>
/// Every image as the original's evaluation saves it (<c>save_images</c>): <c>0_img.png</c>, <c>0_depth.png</c>,
/// <c>0_pred.png</c> and so on, depth gray from white at 0 m to black at 10 m. There the prediction has the network's
/// size, here the size it is judged with.
/// </summary>
internal sealed class SavedImages
{
    private readonly Dictionary<(string Dataset, string Name), Queue<int>> _numbers = [];
    private readonly Colorizer _colorizer = new() { Minimum = 0, Maximum = 10 };
    private readonly string _folder;

    /// <summary>Makes the folder, before anything is computed.</summary>
    /// <param name="folder">where files go; those of the same names are replaced</param>
    /// <param name="datasets">number their images from 0 on, one after the other</param>
    /// <exception cref="CommandException">the folder cannot be made</exception>
    public SavedImages(string folder, IEnumerable<IDepthDataset> datasets)
    {
        _folder = folder;
        OutputFile.Guarded(folder, () => Directory.CreateDirectory(folder));
        var count = 0;
        foreach (var dataset in datasets)
            for (var i = 0; i < dataset.Count; i++)
            {
                var key = (dataset.Name, dataset.Describe(i).Name);
                if (!_numbers.TryGetValue(key, out var numbers)) _numbers.Add(key, numbers = []);
                numbers.Enqueue(count++);
            }
    }

    /// <summary>Writes the three pictures of an image.</summary>
    /// <exception cref="CommandException">one cannot be written</exception>
    public void Add(DepthSample sample, DepthPrediction prediction, ImageResult result)
    {
        var number = _numbers[(result.Dataset, result.Info.Name)].Dequeue();
        Save($"{number}_img.png", sample.Image);
        Save($"{number}_depth.png", Gray(sample.Depth, sample.DepthWidth, sample.DepthHeight));
        Save($"{number}_pred.png", Gray(prediction.Depth, prediction.Width, prediction.Height));
    }

    private RasterImage Gray(float[] depth, int width, int height) =>
        _colorizer.Colorize(depth, width, height).ToRgb8();

    private void Save(string name, RasterImage image) =>
        OutputFile.Write(Path.Combine(_folder, name), stream => PngEncoder.Save(image, stream));
}
