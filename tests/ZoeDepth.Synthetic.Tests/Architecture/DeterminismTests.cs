namespace ZoeDepth.Synthetic.Tests.Architecture;

public sealed class DeterminismTests
{
    [Fact]
    public void Nothing_in_the_world_depends_on_the_machine()
    {
        var root = Path.Combine(Goldens.RepositoryRoot, "src", "ZoeDepth.Synthetic");
        var files = Directory.EnumerateFiles(root, "*.cs", SearchOption.AllDirectories)
            .Where(file => !Path.GetRelativePath(root, file).Split(Path.DirectorySeparatorChar)
                .Any(folder => folder is "bin" or "obj"))
            .Order(StringComparer.Ordinal)
            .ToArray();
        files.Length.ShouldBeGreaterThan(20, $"the scan must see the sources below {root}");
        var found = files
            .SelectMany(file => File.ReadLines(file)
                .Select((line, number) => (File: file, Line: number + 1, Call: ForbiddenCalls.In(line))))
            .Where(place => place.Call is not null)
            .Select(place => $"{Path.GetRelativePath(root, place.File)}:{place.Line} {place.Call}");
        found.ShouldBeEmpty(
            "these give other bits on another machine; see PortableMath, LaneMath, SeededRandom and Hashing");
    }

    [Theory]
    [InlineData("var y = Math.Sin(x);")]
    [InlineData("var y = System.Math.Pow(x, 2);")]
    [InlineData("var y = Math.Atan2(a, b);")]
    [InlineData("var y = double.Exp(x);")]
    [InlineData("var y = float.SinCos(x);")]
    [InlineData("var y = MathF.Sqrt(x);")]
    [InlineData("using Numbers = System.Numerics.Vector3;")]
    [InlineData("System.Numerics.Vector3 v;")]
    [InlineData("Vector3 v = default;")]
    [InlineData("Vector<float> v;")]
    [InlineData("var y = Vector512.MultiplyAddEstimate(a, b, c);")]
    [InlineData("var y = Math.ReciprocalEstimate(a);")]
    [InlineData("var y = Vector512.ConvertToInt32Native(a);")]
    [InlineData("var y = Vector512.Log2(a);")]
    [InlineData("var y = Vector512.Sum(a);")]
    [InlineData("var r = new Random(3);")]
    [InlineData("var r = new System.Random();")]
    [InlineData("var r = Random.Shared.Next();")]
    [InlineData("var h = name.GetHashCode();")]
    [InlineData("var h = HashCode.Combine(a, b);")]
    [InlineData("var t = DateTime.UtcNow;")]
    [InlineData("var t = Environment.TickCount64;")]
    [InlineData("var g = Guid.NewGuid();")]
    public void The_scan_finds(string line) => ForbiddenCalls.In(line).ShouldNotBeNull();

    [Theory]
    [InlineData("var y = PortableMath.Sin(x) + LaneMath.Exp2(x)[0];")]
    [InlineData("var y = Math.Sqrt(x) + Math.Floor(x) + Math.Abs(x) + Math.Clamp(x, 0, 1);")]
    [InlineData("var y = Math.ScaleB(x, 3) + Math.FusedMultiplyAdd(a, b, c);")]
    [InlineData("var y = Vector512.FusedMultiplyAdd(a, b, c) + Vector512.Sqrt(a);")]
    [InlineData("var y = Vector512.MinNative(a, b);")]
    [InlineData("using System.Numerics;")]
    [InlineData("var r = new SeededRandom(3);")]
    [InlineData("// Math.Sin would ask the platform.")]
    [InlineData("var text = \"Math.Sin\";")]
    [InlineData("var n = System.Numerics.BitOperations.PopCount(x);")]
    [InlineData("Vector v = (1, 2, 3); Vectors w = default;")]
    public void The_scan_passes(string line) => ForbiddenCalls.In(line).ShouldBeNull();
}
