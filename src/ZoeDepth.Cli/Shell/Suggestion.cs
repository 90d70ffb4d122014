namespace ZoeDepth.Cli.Shell;

/// <summary>The known word somebody probably meant.</summary>
internal static class Suggestion
{
    /// <summary>" Did you mean X?" with the nearest of the known words, or nothing when none is near.</summary>
    public static string For(string word, IEnumerable<string> known)
    {
        var nearest = known.Select(candidate => (candidate, distance: Distance(word, candidate)))
            .OrderBy(pair => pair.distance).ThenBy(pair => pair.candidate, StringComparer.Ordinal).FirstOrDefault();
        return nearest.candidate is not null && nearest.distance <= Math.Max(1, word.Length / 3)
            ? $" Did you mean {nearest.candidate}?" : "";
    }

    /// <summary>
    /// Letters to insert, drop, change or swap with their neighbour, upper and lower case alike (optimal string
    /// alignment).
    /// </summary>
    internal static int Distance(string a, string b)
    {
        (a, b) = (a.ToLowerInvariant(), b.ToLowerInvariant());
        var table = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++) table[i, 0] = i;
        for (var j = 0; j <= b.Length; j++) table[0, j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            for (var j = 1; j <= b.Length; j++)
            {
                var change = a[i - 1] == b[j - 1] ? 0 : 1;
                table[i, j] = Math.Min(Math.Min(table[i - 1, j], table[i, j - 1]) + 1, table[i - 1, j - 1] + change);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                    table[i, j] = Math.Min(table[i, j], table[i - 2, j - 2] + 1);
            }
        }
        return table[a.Length, b.Length];
    }
}
