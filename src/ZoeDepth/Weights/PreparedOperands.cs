using ZoeDepth.Runtime.Threading;
using ZoeDepth.Tensors;

namespace ZoeDepth;

/// <summary>
/// What was packed ahead for some weights, in every precision in which it was: passes take it in place of packing the
/// weights, with the same bits. A file that cannot be used is left aside, and <see cref="Problem"/> says why.
/// </summary>
internal sealed class PreparedOperands : IDisposable
{
    private IReadOnlyList<PreparedFile> _files;
    private readonly IReadOnlyList<PreparedFile> _opened;

    private PreparedOperands(IReadOnlyList<PreparedFile> files, string? problem) =>
        (_files, _opened, Problem) = (files, files, problem);

    /// <summary>Why the last file that was left aside could not be used; null when none was.</summary>
    public string? Problem { get; private set; }

    /// <summary>What was packed ahead for a source; null where nothing was.</summary>
    /// <param name="source">the weights</param>
    /// <param name="folder">where such files lie; it may be missing</param>
    public static PreparedOperands? Of(IWeightSource source, string folder)
    {
        if (!Directory.Exists(folder) || source.Fingerprint() is not { } weights) return null;
        var files = new List<PreparedFile>();
        string? problem = null;
        foreach (var precision in Enum.GetValues<Precision>())
        {
            var path = PreparedFile.PathOf(folder, weights, precision);
            if (!File.Exists(path)) continue;
            try
            {
                files.Add(PreparedFile.Open(path, weights, precision));
            }
            catch (Exception error) when (IsOfTheFile(error))
            {
                problem = Message(path, error);
            }
        }
        return files.Count > 0 || problem is not null ? new(files, problem) : null;
    }

    /// <summary>The forms of a parameter.</summary>
    public IPreparedForms FormsOf(string parameter) => new Forms(this, parameter);

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var file in _opened) file.Dispose();
    }

    private PreparedFile? FileOf(string parameter, string form) =>
        Volatile.Read(ref _files).FirstOrDefault(file => file.FloatsOf(parameter, form) > 0);

    private void LeaveAside(PreparedFile file, Exception error)
    {
        Problem = Message(file.Path, error);
        Volatile.Write(ref _files, [.. Volatile.Read(ref _files).Where(other => other != file)]);
    }

    private static bool IsOfTheFile(Exception error) =>
        error is CheckpointException or IOException or UnauthorizedAccessException;

    private static string Message(string path, Exception error)
    {
        var reason = error.Message.StartsWith($"{path}: ", StringComparison.Ordinal)
            ? error.Message[(path.Length + 2)..] : error.Message;
        return $"operands that were packed ahead were not used, and packed anew: {path}: {reason}. Make the file " +
            "again with zoedepth models prepare, or remove it";
    }

    private sealed unsafe class Forms(PreparedOperands operands, string parameter) : IPreparedForms
    {
        public long FloatsOf(string form) => operands.FileOf(parameter, form)?.FloatsOf(parameter, form) ?? 0;

        public bool TryRead(string form, float* panels, Work work)
        {
            if (operands.FileOf(parameter, form) is not { } file) return false;
            try
            {
                file.Read(parameter, form, panels, work);
                return true;
            }
            catch (Exception error) when (IsOfTheFile(error))
            {
                operands.LeaveAside(file, error);
                return false;
            }
        }
    }
}
