using ZoeDepth.Geometry;

namespace ZoeDepth.Server;

/// <summary>How large an answer can be, before it is made.</summary>
internal static class AnswerSize
{
    /// <summary>Headers, texts, statistics.</summary>
    private const int BesidePixels = 64 << 10;

    /// <summary>Base 64 is four thirds of a file, which is written into JSON, copied, and put into an event.</summary>
    private const int CopiesInText = 5;

    /// <summary>The buffer that an answer of unknown length is written to grows to twice of what it holds.</summary>
    private const int Growth = 2;

    /// <summary>Bytes of an answer to an image at most.</summary>
    /// <param name="kind">the kind of answer</param>
    /// <param name="image">rows and columns of the image</param>
    /// <param name="isInText">whether it will stand in JSON</param>
    public static long Of(AnswerKind kind, ImageSize image, bool isInText) =>
        WithCopies(kind, BesidePixels + BytesOfPixels(kind, image), isInText);

    /// <summary>Bytes of an answer that was made, with those that sending it takes.</summary>
    /// <param name="answer">the answer</param>
    /// <param name="isInText">whether it will stand in JSON</param>
    public static long Of(Answer answer, bool isInText) => WithCopies(answer.Kind, answer.Held, isInText);

    private static long WithCopies(AnswerKind kind, long bytes, bool isInText) =>
        isInText && kind != AnswerKind.Json ? CopiesInText * bytes : bytes;

    /// <summary>
    /// Four bytes a pixel of metres, two of 16-bit gray that does not compress, three of colours. A vertex of a mesh
    /// has a position (12 bytes), a place on the texture (8) or a colour, and six indices (24), with a byte before
    /// each three in a PLY; a point of a cloud 15.
    /// </summary>
    private static long BytesOfPixels(AnswerKind kind, ImageSize image)
    {
        if (kind == AnswerKind.Json) return 0;
        var vertices = Pixels(image, SurfaceOptions.Mesh.MaxSide);
        if (kind == AnswerKind.Glb)
            return Growth * ((44 * vertices) + (3 * Pixels(image, SurfaceOptions.Mesh.MaxTextureSide)));
        if (kind == AnswerKind.Ply)
            return Growth * Math.Max(41 * vertices, 15 * Pixels(image, SurfaceOptions.Cloud.MaxSide));
        var bytes = kind == AnswerKind.Png ? 2 : kind == AnswerKind.Color || kind == AnswerKind.Jpeg ? 3 : 4;
        return Growth * bytes * Pixels(image, int.MaxValue);
    }

    private static long Pixels(ImageSize image, int mostSide) =>
        (long)Math.Min(image.Height, mostSide) * Math.Min(image.Width, mostSide);
}
