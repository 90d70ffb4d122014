using System.CommandLine;
using System.Globalization;
using ZoeDepth;
using ZoeDepth.ImportResNet18;

var folder = new Argument<string>("FOLDER") { Description = "the model folder to make" };
var seed = new Option<int>("--seed")
    { Description = "where the decoder's random numbers start; 1 when left out", DefaultValueFactory = _ => 1 };
var verify = new Option<string?>("--verify")
    { HelpName = "PHOTO", Description = "compare the backbone with the ONNX file in ONNX Runtime on this photograph" };
var command =
    new RootCommand(
        "Make the starting weights of zoedepth-mini: an ImageNet ResNet-18 with its batch norms folded, and a " +
        "random decoder.") { folder, seed, verify };
command.SetAction(parsed => Run(parsed.GetRequiredValue(folder), parsed.GetValue(seed), parsed.GetValue(verify)));
return command.Parse(args).Invoke();

static int Run(string folder, int seed, string? photo)
{
    var network = OnnxFile.Read(Path.Combine(AppContext.BaseDirectory, "ResNet18.onnx"));
    var preprocess = OnnxFile.Read(Path.Combine(AppContext.BaseDirectory, "ResNetPreprocess.onnx"));
    var processor = new ZoeDepthImageProcessor
    {
        DoPad = false,
        Size = new(256, 320),
        ImageMean = FoldedResNet.Means(preprocess),
        ImageStd = FoldedResNet.Deviations,
    };
    using var model = ZoeDepthForDepthEstimation.FromSource(ZoeDepthConfig.Mini,
        new StartingWeights(FoldedResNet.Tensors(network), ZoeDepthConfig.Mini, seed));
    model.SavePretrained(folder);
    processor.SavePretrained(folder);
    var parameters = model.Parameters.Sum(parameter => parameter.Shape.Count);
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
        $"{folder}: {parameters:N0} parameters, decoder of seed {seed}, mean " +
        $"{string.Join(" ", processor.ImageMean.Select(m => m.ToString("F6", CultureInfo.InvariantCulture)))}"));
    if (photo is null || Verification.Run(network, model, processor, photo)) return 0;
    Console.Error.WriteLine("the imported backbone differs from the ONNX file: the model must not be used");
    return 1;
}
