namespace ZoeDepth.FolderGraph;

/// <summary>Circles of a graph: its strongly connected components (Tarjan 1972) of more than one node.</summary>
internal static class Circles
{
    /// <summary>Each circle's folders, sorted; none if the arrows have an order.</summary>
    public static IReadOnlyList<IReadOnlyList<string>> Of(IEnumerable<string> nodes, ILookup<string, string> arrows)
    {
        var search = new Search(arrows);
        foreach (var node in nodes) search.Visit(node);
        return search.Found;
    }

    private sealed class Search(ILookup<string, string> arrows)
    {
        private readonly Dictionary<string, (int Index, int Low)> _seen = [];
        private readonly Stack<string> _path = [];
        private readonly HashSet<string> _onPath = [];

        public List<IReadOnlyList<string>> Found { get; } = [];

        public void Visit(string node)
        {
            if (_seen.ContainsKey(node)) return;
            var index = _seen.Count;
            _seen[node] = (index, index);
            _path.Push(node);
            _onPath.Add(node);
            foreach (var next in arrows[node])
            {
                Visit(next);
                if (_onPath.Contains(next)) _seen[node] = (index, Math.Min(_seen[node].Low, _seen[next].Low));
            }
            if (_seen[node].Low == index) Close(node);
        }

        private void Close(string node)
        {
            var circle = new List<string>();
            do
            {
                circle.Add(_path.Pop());
                _onPath.Remove(circle[^1]);
            }
            while (circle[^1] != node);
            if (circle.Count > 1) Found.Add([.. circle.Order(StringComparer.Ordinal)]);
        }
    }
}
