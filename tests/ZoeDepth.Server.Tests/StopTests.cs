using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Hosting;

namespace ZoeDepth.Server.Tests;

/// <summary>Who was let in is answered when the service stops, however late he came.</summary>
public sealed class StopTests
{
    private static readonly byte[] Question =
        Encoding.ASCII.GetBytes("GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");

    [Fact]
    public async Task A_connection_that_has_not_asked_yet_may_ask()
    {
        await using var service = await RunningService.StartAsync();
        using var client = await service.ConnectedAsync();
        var stopped = service.App.StopAsync();
        await Task.Delay(200);
        stopped.IsCompleted.ShouldBeFalse();
        await client.GetStream().WriteAsync(Question);
        (await LineAsync(client)).ShouldBe("HTTP/1.1 200 OK");
        await stopped;
    }

    [Fact]
    public async Task One_that_never_asks_is_not_waited_for_long()
    {
        await using var service = await RunningService.StartAsync();
        using var client = await service.ConnectedAsync();
        await service.App.StopAsync().WaitAsync(TimeSpan.FromSeconds(60));
        (await LineAsync(client)).ShouldBeNull();
    }

    [Fact]
    public async Task No_connection_is_taken_and_dropped()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "elsewhere the system takes connections until the last moment");
        for (var round = 0; round < 5; round++)
        {
            await using var service = await RunningService.StartAsync();
            var clients = Enumerable.Range(0, 16).Select(_ => Task.Run(() => AskUntilRefusedAsync(service))).ToArray();
            await Task.Delay(300);
            await service.App.StopAsync();
            var counts = await Task.WhenAll(clients).WaitAsync(TimeSpan.FromMinutes(2));
            counts.Sum(count => count.Answered).ShouldBeGreaterThan(0);
            counts.Sum(count => count.Dropped).ShouldBe(0, $"round {round}, of {counts.Sum(count => count.Answered)}");
        }
    }

    private static async Task<(int Answered, int Dropped)> AskUntilRefusedAsync(RunningService service)
    {
        for (var (answered, dropped) = (0, 0); ;)
        {
            using var client = new TcpClient();
            try
            {
                await client.ConnectAsync(service.Address.Host, service.Address.Port);
            }
            catch (SocketException)
            {
                return (answered, dropped);
            }
            try
            {
                await client.GetStream().WriteAsync(Question);
                if (await LineAsync(client) is null) dropped++;
                else answered++;
            }
            catch (IOException)
            {
                dropped++;
            }
        }
    }

    private static async Task<string?> LineAsync(TcpClient client)
    {
        using var reader = new StreamReader(client.GetStream(), leaveOpen: true);
        return await reader.ReadLineAsync();
    }
}
