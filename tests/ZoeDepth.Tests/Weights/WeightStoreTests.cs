namespace ZoeDepth.Tests.CheckpointWeights;

/// <summary>How modules take their weights, and what is said when those are not there.</summary>
public sealed class WeightStoreTests
{
    [Fact]
    public void A_module_takes_its_weights_by_path_and_shape()
    {
        using var store =
            new WeightStore(new FixedWeights(("a.b.weight", [2, 3]), ("a.b.bias", [2]), ("a.b.running_mean", [2])));
        var place = store.Root.Scope("a").Scope("b");

        place.Path.ShouldBe("a.b");
        var bias = place.Parameter("bias", 2);
        var mean = place.Buffer("running_mean", 2);
        place.Parameter("weight", 2, 3);
        store.RequireMatch();
        (bias.Name, bias.Trainable, mean.Trainable).ShouldBe(("a.b.bias", true, false));
        bias.Values.ToArray().ShouldBe([1, 1]);
        store.Parameters.Select(p => p.Name).ShouldBe(["a.b.bias", "a.b.running_mean", "a.b.weight"]);
        store["a.b.bias"].ShouldBeSameAs(bias);
        Should.Throw<KeyNotFoundException>(() => store["a.c"]).Message.ShouldBe("the model has no parameter 'a.c'");
    }

    [Fact]
    public void Everything_that_differs_is_listed_in_one_error()
    {
        using var store = new WeightStore(new FixedWeights(("weight", [3, 2]), ("left", [1]), ("over", [1])));
        var weight = store.Root.Parameter("weight", 2, 3);
        var bias = store.Root.Parameter("bias", 2);

        var error = Should.Throw<CheckpointMismatchException>(store.RequireMatch);

        error.Message.ShouldBe("""
            memory: the tensors are not those of the model, which has 2
              1 missing:
                bias
              1 of another shape:
                weight: expected [2, 3], received [3, 2]
              2 unexpected:
                left
                over
            Use the config.json that was saved with these weights.
            """.ReplaceLineEndings("\n"));
        (error.Fault, error.File).ShouldBe((CheckpointFault.Mismatch, "memory"));
        error.Missing.ShouldBe(["bias"]);
        error.WrongShapes.ShouldBe([new CheckpointMismatchException.WrongShape("weight", "[2, 3]", "[3, 2]")]);
        error.Unexpected.ShouldBe(["left", "over"]);
        Should.Throw<InvalidOperationException>(() =>
            weight.Open()).Message.ShouldBe("memory: weight: expected [2, 3], received [3, 2]");
        Should.Throw<InvalidOperationException>(() =>
            bias.Open()).Message.ShouldBe("memory: there is no tensor 'bias'");
    }

    [Fact]
    public void A_long_list_is_counted_and_cut()
    {
        using var store = new WeightStore(new FixedWeights());
        for (var i = 0; i < 500; i++) store.Root.Parameter($"p{i}", 1);

        var error = Should.Throw<CheckpointMismatchException>(store.RequireMatch);

        error.Missing.Count.ShouldBe(500);
        error.Message.ShouldContain("  500 missing:\n    p0\n    p1\n");
        error.Message.ShouldContain("\n    p7\n    … and 492 more\n");
        error.Message.ShouldNotContain("p8");
    }

    [Fact]
    public void Keys_and_shapes_of_the_file_are_cut_and_obeyed_by_no_terminal()
    {
        using var store =
            new WeightStore(new FixedWeights(("\u001b[2J\n", [1]), (new string('k', 5000), [1]),
                ("weight", new int[60])));
        store.Root.Parameter("weight", 2);

        var error = Should.Throw<CheckpointMismatchException>(store.RequireMatch);

        error.Message.ShouldContain("\n    \\u001B[2J\\u000A\n");
        error.Message.ShouldContain($"\n    {new string('k', 117)}...\n");
        error.Message.ShouldContain("weight: expected [2], received [0, 0, ");
        error.Message.Length.ShouldBeLessThan(700);
        error.Unexpected.ShouldContain("\u001b[2J\n", "the property holds what the file says");
    }

    [Fact]
    public void Tensors_the_model_computes_itself_may_be_in_the_file_or_not()
    {
        using var store =
            new WeightStore(new FixedWeights(("x.relative_position_index", [4, 4]),
                ("h.log_binomial_transform.k_idx", [1, 64, 1, 1]),
            ("h.log_binomial_transform.K_minus_1", [1, 1, 1, 1]), ("h.log_binomial_transform.k_minus_1", [1, 1, 1, 1]),
            ("n.num_batches_tracked", [])));

        store.RequireMatch();
    }

    [Fact]
    public void A_key_that_merely_resembles_a_computed_one_is_unexpected()
    {
        using var store = new WeightStore(new FixedWeights(("x.relative_position_index.weight", [4])));

        Should.Throw<CheckpointMismatchException>(store.RequireMatch).Unexpected.ShouldBe(
            ["x.relative_position_index.weight"]);
    }

    [Fact]
    public void Taking_a_tensor_twice_is_a_mistake_of_the_model()
    {
        using var store = new WeightStore(new FixedWeights(("bias", [2])));
        store.Root.Parameter("bias", 2);

        Should.Throw<InvalidOperationException>(() =>
            store.Root.Parameter("bias", 2)).Message.ShouldBe("the weights 'bias' are taken twice");
    }

    [Fact]
    public void A_single_number_has_no_extents()
    {
        using var store = new WeightStore(new FixedWeights(("scale", [])));

        store.Root.Parameter("scale").Shape.Rank.ShouldBe(0);
        store.RequireMatch();
    }

    [Fact]
    public void Disposing_the_store_closes_the_source()
    {
        var source = new FixedWeights(("bias", [2]));
        using (var store = new WeightStore(source)) store.Root.Parameter("bias", 2);

        source.IsDisposed.ShouldBeTrue();
    }
}
