namespace ZoeDepth.Hub.Cached;

/// <summary>What became of the comparison of one file.</summary>
internal enum FileState
{
    /// <summary>Its bytes are what the server said they are, or what its own checksums say.</summary>
    Sound,

    /// <summary>They are not.</summary>
    Damaged,

    /// <summary>It is named, and its bytes are gone.</summary>
    Missing,

    /// <summary>Nothing on this machine says what its bytes should be.</summary>
    Unknown,
}

/// <summary>One file that was compared.</summary>
/// <param name="Model">the model it belongs to</param>
/// <param name="File">what it is called</param>
/// <param name="State">how it is</param>
/// <param name="Reason">what was compared, or what is wrong</param>
internal sealed record VerifiedFile(string Model, string File, FileState State, string Reason);
