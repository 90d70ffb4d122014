using ZoeDepth.OnnxRuntimePeer;

return args switch
{
    ["pass", var folder, var input, var threads, var output] => Passes.Run(folder, input, int.Parse(threads), output),
    ["photos", var folder, var photos, var output, var threads] =>
        Photographs.Run(folder, photos, output, int.Parse(threads)),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("pass FOLDER INPUT.f32 THREADS OUTPUT.f32 | photos FOLDER PHOTOS OUTPUT THREADS");
    return 2;
}
