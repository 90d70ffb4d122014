namespace ZoeDepth.Hub;

/// <summary>Why a model could not be fetched.</summary>
public enum HubFault
{
    /// <summary>There is no such model, revision or file.</summary>
    NotFound,

    /// <summary>The server wants a token, or refuses the one it got.</summary>
    Unauthorized,

    /// <summary>The server asks to wait longer than a program should.</summary>
    RateLimited,

    /// <summary>No connection, no answer, or an answer that ended again and again.</summary>
    Unreachable,

    /// <summary>It would have to be fetched, and fetching is switched off.</summary>
    Offline,

    /// <summary>What came is not what the server itself says it is.</summary>
    Damaged,

    /// <summary>It is larger than a limit, or than the disk has room for.</summary>
    TooLarge,

    /// <summary>The server's answer is of a kind that cannot be used, or names what it must not.</summary>
    BadAnswer,

    /// <summary>The repository holds no model this library reads.</summary>
    Unsupported,

    /// <summary>The cache cannot be written to.</summary>
    CannotWrite,
}
