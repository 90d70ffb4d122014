using ZoeDepth;
using ZoeDepth.Runtime.Machine;

// levels:                       the instruction sets this program can run kernels on, one a line.
// PHOTO MODEL_FOLDER DEPTH.npy: decodes, estimates on the set that ZOEDEPTH_SIMD names, saves metres.
if (args is ["levels"])
{
    foreach (var level in InstructionSet.Available) Console.WriteLine(level.ToString().ToLowerInvariant());
    return 0;
}
if (args is not [var photo, var model, var file])
{
    Console.Error.WriteLine("usage: ZoeDepth.Aot levels | PHOTO MODEL_FOLDER DEPTH.npy");
    return 2;
}
using var estimator = DepthEstimator.FromPretrained(model);
var depth = estimator.Estimate(photo);
depth.Save(file);
Console.WriteLine(
    $"{InstructionSet.Level}, {Path.GetFileName(Environment.ProcessPath)}: {depth.Width}x{depth.Height}, " +
    $"{depth.Min:0.000} to {depth.Max:0.000} m");
return 0;
