// One photograph on the command line: its depth as a file, a picture of it, and a line of text.
//   dotnet run --project samples/Console -- samples/photos/room_desk.jpg
using ZoeDepth;
using ZoeDepth.Imaging;
using ZoeDepth.Mini;

if (args is not [var photo])
{
    Console.Error.WriteLine("name one photograph");
    return 2;
}

using var estimator = ZoeDepthMini.Open();
DepthMap depth;
try
{
    depth = estimator.Estimate(photo);
}
catch (Exception error) when (error is IOException or ImageFormatException or UnsupportedImageSizeException)
{
    Console.Error.WriteLine(error.Message);
    return 1;
}

depth.Save(Path.ChangeExtension(photo, ".depth.png"));    // 16 bit, millimetres
var colours = ColorPicture.Default.Draw(depth.Values, depth.Width, depth.Height);
PngEncoder.Save(colours, Path.ChangeExtension(photo, ".depth.color.png"));
Console.WriteLine($"{photo}: {depth.Min:0.00} to {depth.Max:0.00} m, {depth.Domain?.Name}");
foreach (var note in depth.Notes) Console.WriteLine($"  {note}");
return 0;
