namespace ZoeDepth.Testing;

/// <summary>Damage as files meet it, and as an attacker would try it.</summary>
public static class FileDamage
{
    /// <summary>
    /// Changes bits and bytes, removes and repeats pieces, takes pieces of other files, cuts the end off: one of these
    /// or up to four, half of them among the first bytes.
    /// </summary>
    /// <param name="original">the sound bytes; not changed</param>
    /// <param name="others">where pieces are taken from</param>
    /// <param name="random">decides</param>
    /// <param name="head">how many bytes are the first</param>
    public static byte[] Of(byte[] original, IReadOnlyList<byte[]> others, Random random, int head = 64)
    {
        ArgumentNullException.ThrowIfNull(original);
        ArgumentNullException.ThrowIfNull(others);
        ArgumentNullException.ThrowIfNull(random);
        var file = original.ToList();
        for (var hits = random.Next(2) == 0 ? 1 : random.Next(1, 5); hits > 0 && file.Count > 0; hits--)
        {
            var at = random.Next(random.Next(2) == 0 ? Math.Min(head, file.Count) : file.Count);
            switch (random.Next(8))
            {
                case 0: file[at] ^= (byte)(1 << random.Next(8)); break;
                case 1: file[at] = (byte)random.Next(256); break;
                case 2: file[at] = random.Next(2) == 0 ? (byte)0 : (byte)255; break;
                case 3: file[at] = file[random.Next(file.Count)]; break;
                case 4: file.RemoveRange(at, Math.Min(random.Next(1, 9), file.Count - at)); break;
                case 5: file.InsertRange(at, file.GetRange(at, Math.Min(random.Next(1, 33), file.Count - at))); break;
                case 6: file.InsertRange(at, Piece(others[random.Next(others.Count)], random)); break;
                default: file.RemoveRange(at, random.Next(6) == 0 ? file.Count - at : 0); break;
            }
        }
        return [.. file];
    }

    private static byte[] Piece(byte[] other, Random random)
    {
        if (other.Length == 0) return [];
        var start = random.Next(other.Length);
        return other[start..Math.Min(other.Length, start + random.Next(1, 65))];
    }
}
