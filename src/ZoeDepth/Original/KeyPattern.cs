using System.Globalization;
using System.Text;

namespace ZoeDepth.Original;

/// <summary>What differs between keys of one kind.</summary>
/// <param name="Number">the layer, stage or level; in Hugging Face's counting</param>
/// <param name="Domain">the head, where there are two</param>
/// <param name="Rest"><c>weight</c> or <c>bias</c>, where both are called alike</param>
/// <param name="Block">the block of a stage, where there are stages</param>
internal readonly record struct KeyPlaces(int Number, string Domain, string Rest, int Block = 0);

/// <summary>
/// Keys of one kind: <c>blocks.{i}.norm1.*</c>. Braces hold a number, <c>{i}</c>, <c>{i+1}</c> or <c>{4-i}</c>, a
/// second one, <c>{j}</c>, or a head's name, <c>{d}</c>; the star stands for weight and bias.
/// </summary>
internal sealed class KeyPattern
{
    private static readonly string[] Rests = ["weight", "bias"];

    private readonly string[] _parts;

    /// <summary>A pattern as the table spells it.</summary>
    public KeyPattern(string text)
    {
        Text = text;
        // Literals and placeholders take turns, a literal first.
        _parts = text.Replace("*", "{*}", StringComparison.Ordinal).Split('{', '}');
    }

    /// <summary>As the table spells it.</summary>
    public string Text { get; }

    /// <summary>Whether a key is of this kind, and which one.</summary>
    public bool Matches(string key, out KeyPlaces places)
    {
        places = new(0, "", "");
        var at = 0;
        for (var part = 0; part < _parts.Length; part++)
        {
            var rest = key.AsSpan(at);
            if (part % 2 == 0)
            {
                if (!rest.StartsWith(_parts[part], StringComparison.Ordinal)) return false;
                at += _parts[part].Length;
                continue;
            }
            var end = _parts[part] == "*" ? rest.Length : rest.IndexOf('.');
            if (end < 0) end = rest.Length;
            if (_parts[part].AsSpan().ContainsAny('i', 'j')) end = Digits(rest);
            if (end == 0 || !Takes(_parts[part], rest[..end].ToString(), ref places)) return false;
            at += end;
        }
        return at == key.Length;
    }

    /// <summary>The key of this kind.</summary>
    public string Key(KeyPlaces places)
    {
        var key = new StringBuilder();
        for (var part = 0; part < _parts.Length; part++)
            key.Append(part % 2 == 0 ? _parts[part] : _parts[part] switch
            {
                "d" => places.Domain,
                "*" => places.Rest,
                "j" => places.Block.ToString(CultureInfo.InvariantCulture),
                var number => Turned(number, places.Number).ToString(CultureInfo.InvariantCulture),
            });
        return key.ToString();
    }

    private static bool Takes(string placeholder, string text, ref KeyPlaces places)
    {
        switch (placeholder)
        {
            case "d":
                places = places with { Domain = text };
                return true;
            case "*":
                places = places with { Rest = text };
                return Rests.Contains(text);
            default:
                if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return false;
                places = placeholder == "j" ? places with { Block = number }
                    : places with { Number = Back(placeholder, number) };
                return places.Number >= 0 && number.ToString(CultureInfo.InvariantCulture) == text;
        }
    }

    private static int Digits(ReadOnlySpan<char> text)
    {
        var end = text.IndexOfAnyExceptInRange('0', '9');
        return Math.Min(end < 0 ? text.Length : end, 9);
    }

    private static int Turned(string placeholder, int number) => placeholder switch
    {
        "i" => number,
        "i+1" => number + 1,
        "4-i" => 4 - number,
        _ => throw new InvalidOperationException($"there is no placeholder {{{placeholder}}}"),
    };

    private static int Back(string placeholder, int number) => placeholder switch
    {
        "i+1" => number - 1,
        "4-i" => 4 - number,
        _ => number,
    };
}
