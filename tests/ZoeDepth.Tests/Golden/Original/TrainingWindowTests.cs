using ZoeDepth.Original;
using ZoeDepth.Tensors;

namespace ZoeDepth.Tests.Golden.Original;

/// <summary>Which training window a table of relative positions was made for.</summary>
public sealed class TrainingWindowTests
{
    [Theory]
    [InlineData(24, 24)]
    [InlineData(3, 5)]
    [InlineData(5, 3)]
    [InlineData(2, 7)]
    public void Rows_and_columns_are_told_from_the_index_where_the_table_cannot(int rows, int columns)
    {
        var source = new Table(rows, columns) { HasIndex = rows != columns };
        new CheckpointShapes(source).Window("table", "index").ShouldBe((rows, columns));
    }

    [Fact]
    public void Without_an_index_a_window_that_is_not_square_is_refused_with_the_reason()
    {
        var shapes = new CheckpointShapes(new Table(3, 5));
        Should.Throw<CheckpointException>(() => shapes.Window("table", "index")).Message
            .ShouldContain("has 48 rows, as of a training window that is not square, and there is no index");
    }

    [Fact]
    public void A_configuration_keeps_both_sides()
    {
        var config = ZoeDepthConfig.FromJson("""{"backbone_config": {"model_type": "beit", "image_size": [48, 80]}}""");
        var beit = (BeitConfig)config.BackboneConfig;
        (beit.ImageSize, beit.ImageColumns).ShouldBe((48, 80));
        config.ToJson().Replace(" ", "").Replace("\n", "").ShouldContain("\"image_size\":[48,80]");
        Should.Throw<ConfigurationException>(() => ZoeDepthConfig.FromJson(
            """{"backbone_config": {"model_type": "beit", "image_size": [48, 80, 3]}}""")).Message
            .ShouldContain("rows and columns");
    }

    /// <summary>A file with one table and, if asked for, timm's index, written as its formula stands.</summary>
    private sealed class Table(int rows, int columns) : IWeightSource
    {
        public bool HasIndex { get; init; }

        public string Description => "table.pt";

        public IEnumerable<string> Keys => ["table"];

        public WeightTensor? Find(string key, Shape shape) =>
            new([(((2 * rows) - 1) * ((2 * columns) - 1)) + 3, 2], null!, [key]);

        public long[]? FindIndices(string key)
        {
            if (!HasIndex) return null;
            var tokens = 1 + (rows * columns);
            var index = new long[tokens * tokens];
            for (var query = 0; query < rows * columns; query++)
                for (var other = 0; other < rows * columns; other++)
                    index[((query + 1) * tokens) + other + 1] =
                        (((query / columns) - (other / columns) + rows - 1) * ((2 * columns) - 1))
                        + (query % columns) - (other % columns) + columns - 1;
            return index;
        }

        public void Dispose() { }
    }
}
