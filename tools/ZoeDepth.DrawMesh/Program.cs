using System.Globalization;
using System.Numerics;
using ZoeDepth.DrawMesh;
using ZoeDepth.Imaging;

if (args.Length < 3)
{
    Console.Error.WriteLine("FILE.glb OUT.jpg YAW,PITCH[,ZOOM[,BACK]] …: one picture for each view, degrees; BACK " +
        "turns around the camera and moves the eye so many metres back");
    return 2;
}
var model = DrawnModel.Load(args[0]);
var pictures = args[2..].Select(view =>
{
    var numbers = view.Split(',').Select(text => float.Parse(text, CultureInfo.InvariantCulture)).ToArray();
    return Drawing.Of(model, 480, 400, numbers[0], numbers[1], numbers.ElementAtOrDefault(2) is > 0 and var zoom
        ? zoom : 1, numbers.Length > 3 ? numbers[3] : null);
}).ToArray();
if (args[1].EndsWith(".jpg", StringComparison.OrdinalIgnoreCase)) JpegEncoder.Save(Drawing.Row(pictures), args[1]);
else PngEncoder.Save(Drawing.Row(pictures), args[1]);
return 0;
