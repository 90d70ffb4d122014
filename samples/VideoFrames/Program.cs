// Frames of other libraries, without a copy: a video or a camera through OpenCvSharp, a picture through ImageSharp.
//   dotnet run --project samples/VideoFrames -- drive.mp4
//   dotnet run --project samples/VideoFrames -- holiday.webp
// OpenCvSharp needs the native runtime of the system it runs on, for example the package
// OpenCvSharp4.official.runtime.linux-x64.
using ZoeDepth.Mini;
using ZoeDepth.Samples;

if (args is not [var file])
{
    Console.Error.WriteLine("name a video, the number of a camera, or a picture that ImageSharp reads");
    return 2;
}

using var estimator = ZoeDepthMini.Open();
if (Path.GetExtension(file) is ".webp" or ".tiff" or ".gif" or ".tga") ImageSharpPicture.Measure(estimator, file);
else OpenCvVideo.Measure(estimator, file);
return 0;
