namespace ZoeDepth.Synthetic.Geometry;

/// <summary>
/// Words of trades in capital letters: strokes as a sign painter would set them. About x, height 1, seen from −y.
/// </summary>
internal static class Lettering
{
    // Strokes as start and end on a grid 0..2 wide and 0..4 high.
    private static readonly string[] _alphabet =
    [
        "0003 0314 1423 2320 0222", "0004 0424 2422 0222 2220 0020", "2404 0400 0020", "0004 0414 1423 2321 2110 1000",
            "0004 0424 0222 0020",
        "0004 0424 0222", "2404 0400 0020 2022 2212", "0004 2024 0222", "1014", "2420 2000 0001", "0004 0224 0220",
        "0004 0020",
        "0004 0412 1224 2420", "0004 0420 2024", "0004 0424 2420 2000", "0004 0424 2422 2202",
        "0004 0424 2420 2000 1120",
        "0004 0424 2422 2202 0220", "2404 0402 0222 2220 2000", "1014 0424", "0400 0020 2024", "0410 1024",
        "0400 0012 1220 2024", "0420 0024",
        "0412 2412 1210", "0424 2400 0020",
        // The digits 0..9.
        "0004 0424 2420 2000", "1014 1403", "0424 2422 2202 0200 0020", "0424 2420 2000 0222", "0402 0222 2420",
            "2404 0402 0222 2220 2000",
        "2404 0400 0020 2022 2202", "0424 2410", "0004 0424 2420 2000 0222", "2420 2404 0402 0222 2000",
    ];

    /// <summary>What shops write above their windows.</summary>
    public static readonly IReadOnlyList<string> Shops =
    [
        "BAKERY", "CAFE", "BOOKS", "PHARMACY", "FLOWERS", "SHOES", "MARKET", "OPTICIAN", "PIZZA", "BAR", "HOTEL",
            "BANK", "HAIR", "TOYS", "DELI",
        "JEWELLER", "BUTCHER", "BIKES", "FASHION", "KEBAB", "GALLERY", "TAILOR", "WINES", "PHONES", "FRUIT", "BISTRO",
        "TATTOO", "TRAVEL",
    ];

    private static readonly string[] _loads =
        ["TRANSPORT", "LOGISTICS", "EXPRESS", "FRESH FOOD", "MOVING", "BREWERY", "PARCELS", "FREIGHT", "FURNITURE",
            "DAIRY"];

    private static readonly string[] _directions =
        ["CENTRE", "STATION", "NORTH", "AIRPORT", "PARKING", "HARBOUR", "EXIT", "SOUTH"];

    private static readonly string[] _signs = ["30", "50", "BUS", "TAXI", "P", "STOP", "40", "60"];

    private static readonly string[] _aisles =
        ["BREAD", "DAIRY", "PASTA", "WINE", "COFFEE", "TEA", "SWEETS", "SNACKS", "PETS", "BABY", "SOAP", "DRINKS"];

    private static readonly Lazy<Mesh>[] _overAisles = Words(_aisles);
    private static readonly Lazy<Mesh>[] _overBoards = Words(["DEPARTURES", "ARRIVALS", "TRAINS"]);
    private static readonly Lazy<Mesh>[] _onPosts = Words(_signs);
    private static readonly Lazy<Mesh>[] _shops = Words(Shops);
    private static readonly Lazy<Mesh>[] _onLoads = Words(_loads);
    private static readonly Lazy<Mesh>[] _onSigns = Words(_directions);

    /// <summary>A shop's trade, about 0.62 wide a letter.</summary>
    public static Mesh Any(SeededRandom random) => random.Pick(_shops).Value;

    /// <summary>The trade of this number in <see cref="Shops"/>.</summary>
    public static Mesh Shop(int number) => _shops[number].Value;

    /// <summary>What stands on lorries.</summary>
    public static Mesh Load(SeededRandom random) => random.Pick(_onLoads).Value;

    /// <summary>What hangs over the aisles of a supermarket.</summary>
    public static Mesh Aisle(SeededRandom random) => random.Pick(_overAisles).Value;

    /// <summary>What stands above the lines of a board in a station.</summary>
    public static Mesh Board(SeededRandom random) => random.Pick(_overBoards).Value;

    /// <summary>What stands on traffic signs.</summary>
    public static Mesh Sign(SeededRandom random) => random.Pick(_onPosts).Value;

    /// <summary>What stands on signposts.</summary>
    public static Mesh Direction(SeededRandom random) => random.Pick(_onSigns).Value;

    private static Lazy<Mesh>[] Words(IReadOnlyList<string> words) =>
        [.. words.Select(word => new Lazy<Mesh>(() => Word(word)))];

    private static Mesh Word(string word)
    {
        var builder = new MeshBuilder();
        for (var i = 0; i < word.Length; i++)
        {
            if (word[i] == ' ') continue;
            var left = (i - (word.Length / 2.0)) * 0.62;
            foreach (var stroke in _alphabet[word[i] <= '9' ? word[i] - '0' + 26 : word[i] - 'A'].Split(' '))
            {
                Vector End(int at) => (left + ((stroke[at] - '0') * 0.22) + 0.05, 0, (stroke[at + 1] - '0') * 0.25);
                Block.Bar(builder, End(0), End(2), 0.11);
            }
        }
        return builder.Build(20);
    }
}
