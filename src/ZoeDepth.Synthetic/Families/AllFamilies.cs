namespace ZoeDepth.Synthetic.Families;

/// <summary>The kinds of places there are.</summary>
internal static class AllFamilies
{
    /// <summary>In the order of lists and sheets.</summary>
    public static readonly IReadOnlyList<IFamily> List =
    [
        new LivingRoom(),
        new Bedroom(),
        new Kitchen(),
        new Office(),
        new Classroom(),
        new Corridor(),
        new Stairs(),
        new Hall(),
        new Garage(),
        new TableTop(),
        new ChaosRoom(),
        new CityStreet(),
        new Highway(),
        new CountryRoad(),
        new CarPark(),
        new Courtyard(),
        new Facades(),
        new DroneLow(),
        new Fields(),
        new Forest(),
        new Garden(),
        new Hills(),
        new Park(),
        new Waterside(),
        new Bins(),
        new TableGoods(),
        new Desks(),
        new Shelves(),
        new Floors(),
        new Portraits(),
        new Pets(),
        new PortraitsOutdoors(),
        new Flowers(),
        new Telephoto(new CityStreet()),
        new Telephoto(new Highway()),
        new Telephoto(new CountryRoad()),
    ];
}
