using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;
using ZoeDepth.Runtime.IO;

namespace ZoeDepth.Server;

/// <summary>
/// A <c>multipart/form-data</c> form, read part by part: fields are parameters, files are images. No byte of a file is
/// read before somebody asks for it.
/// </summary>
internal sealed class ImageForm
{
    private const int LongestBoundary = 128, LongestField = 256, LongestName = 200, MostFields = 31;

    private readonly MultipartReader _reader;
    private readonly int _mostFiles;
    private int _fields, _files;

    /// <param name="http">the request</param>
    /// <param name="type">its Content-Type</param>
    /// <param name="request">what its query says</param>
    /// <param name="mostFiles">files it may hold</param>
    /// <exception cref="RequestProblem">400: no boundary</exception>
    public ImageForm(HttpRequest http, MediaTypeHeaderValue type, DepthRequest request, int mostFiles)
    {
        var boundary = HeaderUtilities.RemoveQuotes(type.Boundary).Value;
        if (string.IsNullOrEmpty(boundary) || boundary.Length > LongestBoundary)
            throw RequestProblem.BadRequest("the form's Content-Type names no boundary of 1 to 128 characters");
        _reader = new MultipartReader(boundary, http.Body);
        (Request, _mostFiles) = (request, mostFiles);
    }

    /// <summary>What query and fields say, as far as the form was read.</summary>
    public DepthRequest Request { get; private set; }

    /// <summary>Whether this is the type of a form.</summary>
    public static bool Is(MediaTypeHeaderValue type) =>
        type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase);

    /// <summary>Reads on to the next file, over what was not read of the last; null at the end.</summary>
    /// <exception cref="RequestProblem">400: a broken form</exception>
    public Task<File?> NextAsync(CancellationToken cancellation) => WholeAsync(async () =>
    {
        while (await _reader.ReadNextSectionAsync(cancellation) is { } section)
        {
            if (!ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out var part))
                throw RequestProblem.BadRequest("a part of the form has no Content-Disposition");
            if (part.IsFileDisposition())
            {
                if (++_files > _mostFiles)
                    throw RequestProblem.BadRequest(_mostFiles == 1 ? "the form has two files; send one image"
                        : $"the form has more than {_mostFiles} files; send several batches");
                return new File(NameOf(part), section.Body);
            }
            if (++_fields > MostFields) throw RequestProblem.BadRequest($"the form has more than {MostFields} fields");
            var value = await BoundedReader.ReadToEndAsync(section.Body, LongestField, cancellation)
                ?? throw RequestProblem.BadRequest($"a field of the form is longer than {LongestField} bytes");
            Request = Request.With(HeaderUtilities.RemoveQuotes(part.Name).Value ?? "",
                Encoding.UTF8.GetString(value.Span));
        }
        return null;
    });

    private static string NameOf(ContentDispositionHeaderValue part)
    {
        var name = part.FileNameStar.HasValue ? part.FileNameStar.Value! :
            HeaderUtilities.RemoveQuotes(part.FileName).Value ?? "";
        return name.Length <= LongestName ? name : name[..LongestName];
    }

    private static async Task<T> WholeAsync<T>(Func<Task<T>> read)
    {
        try
        {
            return await read();
        }
        catch (Exception broken) when (broken is InvalidDataException or IOException and not BadHttpRequestException
            && !BrokenConnection.Is(broken))
        {
            throw RequestProblem.BadRequest($"the form is broken: {broken.Message.TrimEnd('.')}", broken);
        }
    }

    /// <summary>A file of the form.</summary>
    /// <param name="Name">what the sender calls it; nothing is ever opened by it</param>
    /// <param name="Body">its bytes, still to be read</param>
    internal sealed record File(string Name, Stream Body)
    {
        /// <summary>The bytes; null where there are more than allowed.</summary>
        /// <exception cref="RequestProblem">400: a broken form</exception>
        public Task<ReadOnlyMemory<byte>?> ReadAsync(long maxBytes, CancellationToken cancellation) =>
            WholeAsync(() => BoundedReader.ReadToEndAsync(Body, maxBytes, cancellation));
    }
}
