using System.Net;

namespace ZoeDepth.Benchmarks.Trials;

/// <summary>
/// SIGTERM while sixteen clients ask: who was admitted is answered whole, who comes later is refused, and the process
/// ends with 0.
/// </summary>
internal static class StopTrial
{
    private const int Clients = 16;
    private static readonly TimeSpan Before = TimeSpan.FromSeconds(2), After = TimeSpan.FromMilliseconds(500);

    public static async Task<bool> RunAsync(string tool, Photograph photograph, int rounds)
    {
        var (answers, exits) = (new Answers(), new List<int>());
        for (var round = 0; round < rounds; round++)
        {
            await using var served = await ServedProcess.StartAsync(tool);
            using var end = new CancellationTokenSource();
            var clients = Enumerable.Range(0, Clients)
                .Select(_ => AskAsync(served.Client.BaseAddress!, photograph, answers, end.Token)).ToArray();
            await Task.Delay(Before);
            exits.Add(await served.StopAsync());
            await Task.Delay(After);
            await end.CancelAsync();
            await Task.WhenAll(clients);
        }
        Console.WriteLine($"{rounds} rounds: {answers}; exit codes {string.Join(' ', exits.Distinct())}");
        return ServiceTrials.Judge(
            ("nobody who was let in stayed without an answer", answers["cut off"] == 0),
            ("every end was 0", exits.TrueForAll(exit => exit == 0)));
    }

    /// <summary>
    /// A connection for each request: where none could be made nothing was let in, and a connection that is reset while
    /// its request is under way is a request that was dropped.
    /// </summary>
    private static async Task AskAsync(Uri address, Photograph photograph, Answers answers, CancellationToken end)
    {
        while (!end.IsCancellationRequested)
        {
            using var client = new HttpClient { BaseAddress = address };
            client.DefaultRequestHeaders.ConnectionClose = true;
            try
            {
                var (status, _) = await photograph.PostAsync(client, CancellationToken.None);
                answers.Add($"{status}");
                if (status != (int)HttpStatusCode.OK) await Task.Delay(20, CancellationToken.None);
            }
            catch (HttpRequestException error)
            {
                // Who could connect was let in, whatever the system did with the connection afterwards.
                answers.Add(error.HttpRequestError == HttpRequestError.ConnectionError ? "refused" : "cut off");
                await Task.Delay(20, CancellationToken.None);
            }
        }
    }
}
