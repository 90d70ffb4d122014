using ZoeDepth.Cli;
using ZoeDepth.Cli.Shell;

namespace ZoeDepth.Tests.Cli;

public sealed class SuggestionTests
{
    [Theory]
    [InlineData("", "", 0)]
    [InlineData("abc", "abc", 0)]
    [InlineData("ABC", "abc", 0)]
    [InlineData("abc", "", 3)]
    [InlineData("kitten", "sitting", 3)]
    [InlineData("ab", "ba", 1)]
    [InlineData("--modle", "--model", 1)]
    public void The_distance_counts_letters_to_change(string a, string b, int distance)
    {
        Suggestion.Distance(a, b).ShouldBe(distance);
        Suggestion.Distance(b, a).ShouldBe(distance);
    }

    [Fact]
    public void A_word_far_from_all_others_gets_no_suggestion() =>
        Suggestion.For("elephant", ["hf", "paper"]).ShouldBeEmpty();
}
