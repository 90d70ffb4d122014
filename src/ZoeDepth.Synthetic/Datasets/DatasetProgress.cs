namespace ZoeDepth.Synthetic.Datasets;

/// <summary>How far a dataset has come.</summary>
/// <param name="Done">pictures that are there</param>
/// <param name="Found">how many of them were there before this run</param>
/// <param name="Count">how many there will be</param>
public readonly record struct DatasetProgress(int Done, int Found, int Count)
{
    /// <summary>Pictures this run made.</summary>
    public int Made => Done - Found;
}
