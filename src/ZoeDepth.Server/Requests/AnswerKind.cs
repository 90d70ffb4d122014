namespace ZoeDepth.Server;

/// <summary>A kind of answer.</summary>
/// <param name="Name">what <c>output=</c> calls it</param>
/// <param name="MediaType">what <c>Accept</c> calls it, and the answer's own type</param>
/// <param name="Ending">of a file that holds it</param>
/// <param name="Holds">what it is, in words</param>
internal sealed record AnswerKind(string Name, string MediaType, string Ending, string Holds)
{
    public static AnswerKind Png { get; } = new("png", "image/png", ".depth.png",
        "depth as 16-bit gray PNG; ZoeDepth-Units-Per-Metre says how many of its units are a metre");

    public static AnswerKind Npy { get; } = new("npy", "application/x-npy", ".depth.npy",
        "depth in metres as NumPy file, float32, [row, column]");

    public static AnswerKind Pfm { get; } = new("pfm", "image/x-portable-floatmap", ".depth.pfm",
        "depth in metres as portable float map");

    public static AnswerKind Jpeg { get; } = new("jpeg", "image/jpeg", ".depth.color.jpg", "depth in colours as JPEG");

    public static AnswerKind Color { get; } = new("color", "image/png", ".depth.color.png", "depth in colours as PNG");

    public static AnswerKind Json { get; } = new("json", "application/json", ".depth.json",
        "statistics of the depth, head, camera and switches");

    public static AnswerKind Glb { get; } = new("glb", "model/gltf-binary", ".mesh.glb",
        "a textured surface in metres, glTF 2.0");

    public static AnswerKind Ply { get; } = new("ply", "application/x-ply", ".cloud.ply",
        "coloured points in metres, binary PLY, on glTF's axes");

    public static AnswerKind Spread { get; } = new("spread", "application/x-npy", ".spread.npy",
        "standard deviation of the bins at each pixel in metres, NumPy file; uncalibrated");

    /// <summary>Whether it is geometry.</summary>
    public bool HasSurface => this == Glb || this == Ply;

    /// <summary>All of them; where two have one type, <c>Accept</c> means the first, and the first of all whatever
    /// pleases.</summary>
    public static IReadOnlyList<AnswerKind> All { get; } = [Png, Npy, Pfm, Jpeg, Color, Json, Glb, Ply, Spread];
}
