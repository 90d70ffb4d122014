namespace ZoeDepth.Server;

/// <summary>A batch that came as a form: each file is an image.</summary>
/// <param name="form">the form</param>
/// <param name="arrival">counts bytes of files</param>
/// <param name="maxBytes">most bytes of a file</param>
internal sealed class FormOfBatch(ImageForm form, Arrival arrival, long maxBytes) : IBatchBody
{
    public DepthRequest Request => form.Request;

    public async Task<IBatchImage?> NextAsync(CancellationToken cancellation) =>
        await form.NextAsync(cancellation) is { } file
            ? new Image(file with { Body = arrival.Counted(file.Body) }, maxBytes) : null;

    private sealed class Image(ImageForm.File file, long maxBytes) : IBatchImage
    {
        public string Name => file.Name;

        public Task<ReadOnlyMemory<byte>?> ReadAsync(CancellationToken cancellation) =>
            file.ReadAsync(maxBytes, cancellation);

        public (SentImage Image, DepthRequest Request) Of(ReadOnlyMemory<byte> read, DepthRequest ofAll) =>
            (new(ImageBody.NotEmpty(read)), ofAll);
    }
}
