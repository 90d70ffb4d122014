namespace ZoeDepth.Training;

/// <summary>What a batch holds.</summary>
/// <param name="Number">its number, from 0</param>
/// <param name="Rows">rows of the network's input</param>
/// <param name="Columns">columns of it</param>
/// <param name="Pictures">all of one domain</param>
internal sealed record PlannedBatch(long Number, int Rows, int Columns, Picture[] Pictures);

/// <summary>
/// Which pictures stand in which batch: a rule of the recipe and the batch's number. Pictures of one domain and one
/// orientation are a stream. A stream goes round its pictures in a new order each time; one of weight 2.3 is there
/// twice or three times a round. Streams take turns so that each has had its share of batches at any time, to less than
/// one batch.
/// </summary>
internal sealed class BatchPlan
{
    private readonly Stream[] _streams;
    private readonly (int Rows, int Columns)[] _sizes;
    private readonly ulong _seed;
    private readonly int _batch;
    private long _next;

    /// <summary>A plan that stands before batch 0.</summary>
    /// <param name="pictures">the pictures</param>
    /// <param name="shares">how often each domain has a batch; by the number of pictures when null</param>
    /// <param name="sizes">rows and columns, lying pictures</param>
    /// <param name="batch">pictures of a batch</param>
    /// <param name="seed">the run's seed</param>
    /// <exception cref="RecipeException">
    /// a domain that shall have batches has no pictures, or with these weights a round has none, or too many
    /// </exception>
    public BatchPlan(IReadOnlyList<Picture> pictures, IReadOnlyDictionary<string, double>? shares,
        (int Rows, int Columns)[] sizes, int batch, ulong seed)
    {
        (_sizes, _batch, _seed) = (sizes, batch, seed);
        foreach (var picture in pictures) RequireWeight(picture);
        foreach (var (name, share) in shares ?? new Dictionary<string, double>())
        {
            if (!(share >= 0 && double.IsFinite(share)))
                throw new RecipeException(FormattableString.Invariant(
                    $"domains gives {name} a share of {share}; expected 0 or more"));
            if (share > 0 && !pictures.Any(picture => NameOf(picture) == name))
                throw new RecipeException(
                    $"domains gives {name} a share of the batches, but the data have no such picture");
        }
        var weights = pictures.GroupBy(NameOf)
            .ToDictionary(group => group.Key, group => group.Sum(picture => picture.Weight));
        _streams = [.. pictures.GroupBy(picture => (picture.Domain, picture.Upright)).OrderBy(group => group.Key)
            .Select((group, i) =>
        {
            var domain = NameOf(group.First());
            var share = shares is null ? weights[domain] : shares.GetValueOrDefault(domain);
            RequireRound(domain, group.Count(), group.Sum(picture => picture.Weight));
            return new Stream([.. group], i, share * group.Sum(picture => picture.Weight) / weights[domain], seed);
        }).Where(stream => stream.Share > 0)];
        if (_streams.Length == 0)
            throw new RecipeException("domains gives no domain a share of the batches; give one more than 0");
        var all = _streams.Sum(stream => stream.Share);
        if (!double.IsFinite(all))
            throw new RecipeException("the shares of domains add up to no number; give smaller ones, such as 1 and 3");
        foreach (var stream in _streams) stream.Share /= all;
    }

    private static void RequireWeight(Picture picture)
    {
        if (picture.Weight > 0 && double.IsFinite(picture.Weight)) return;
        throw new RecipeException(FormattableString.Invariant(
            $"picture {picture.Index} of {picture.Dataset.Name} has a weight of {picture.Weight}; ") +
            "a picture that is to be seen has a number above 0");
    }

    /// <summary>Goes to a batch; back is not possible.</summary>
    public void SkipTo(long number)
    {
        while (_next < number) Next();
    }

    /// <summary>The batch the plan stands before.</summary>
    public PlannedBatch Next()
    {
        var number = _next++;
        var stream = _streams[0];
        foreach (var other in _streams)
            if (other.Behind(number) > stream.Behind(number)) stream = other;
        var size = _sizes[new Draws(_seed, Purpose.Size, number).Below(_sizes.Length)];
        var pictures = stream.Take(_batch);
        return pictures[0].Upright ? new(number, size.Columns, size.Rows, pictures)
            : new(number, size.Rows, size.Columns, pictures);
    }

    /// <summary>
    /// A round is a list in memory, and one that is nearly always empty is drawn without end: neither may follow from a
    /// number somebody mistyped.
    /// </summary>
    private static void RequireRound(string domain, int pictures, double weight)
    {
        const double Least = 1e-3;
        const int Most = 1 << 24;
        if (weight >= Least * pictures && weight <= Math.Max(Most, pictures)) return;
        throw new RecipeException(FormattableString.Invariant(
            $"with the weights given, a round through {pictures} pictures of the domain {domain} has {weight:G3} of ") +
            FormattableString.Invariant(
                $"them; expected {Least} times as many or more, to {Most}. Change data.weight or data.families: ") +
            "1 is once a round");
    }

    private static string NameOf(Picture picture) => picture.Domain == Data.Domain.Indoor ? "indoor" : "outdoor";

    private sealed class Stream(Picture[] pictures, int index, double share, ulong seed)
    {
        private Picture[] _round = [];
        private int _position;
        private long _rounds, _batches;

        public double Share { get; set; } = share;

        /// <summary>How many batches fewer than its share it has had.</summary>
        public double Behind(long number) => ((number + 1) * Share) - _batches;

        public Picture[] Take(int count)
        {
            _batches++;
            var taken = new Picture[count];
            for (var i = 0; i < count; i++)
            {
                while (_position == _round.Length) (_round, _position) = (Round(_rounds++), 0);
                taken[i] = _round[_position++];
            }
            return taken;
        }

        private Picture[] Round(long number)
        {
            var repeats = new Draws(seed, Purpose.Repeat, number, index);
            var round = new List<Picture>(pictures.Length);
            foreach (var picture in pictures)
            {
                var times = (int)Math.Floor(picture.Weight + repeats.Uniform());
                for (var i = 0; i < times; i++) round.Add(picture.InRound(number));
            }
            var order = new Draws(seed, Purpose.Shuffle, number, index);
            for (var i = round.Count - 1; i > 0; i--)
            {
                var j = order.Below(i + 1);
                (round[i], round[j]) = (round[j], round[i]);
            }
            return [.. round];
        }
    }
}
