using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ZoeDepth.Server.Tests.Remote;

/// <summary>
/// A network of names, all of whose addresses, private ones too, lead to one server of this machine; it notes what it
/// was asked for.
/// </summary>
internal sealed class OtherNetwork : IRemoteNetwork, IAsyncDisposable
{
    public static readonly IPAddress Public = IPAddress.Parse("93.184.216.34");

    private readonly Dictionary<string, Queue<IPAddress[]>> _names = [];
    private readonly WebApplication _server;

    private OtherNetwork(WebApplication server) => _server = server;

    public ConcurrentQueue<string> Resolved { get; } = [];

    public ConcurrentQueue<IPEndPoint> Connected { get; } = [];

    public ConcurrentQueue<string> Asked { get; } = [];

    /// <summary>Headers of the last request.</summary>
    public IReadOnlyList<string> Headers { get; private set; } = [];

    /// <summary>What the server answers.</summary>
    public RequestDelegate Answer { get; set; } = _ => Task.CompletedTask;

    /// <summary>What resolving waits for.</summary>
    public Func<Task> Resolving { get; set; } = () => Task.CompletedTask;

    /// <summary>What connecting waits for.</summary>
    public Func<CancellationToken, Task> Connecting { get; set; } = _ => Task.CompletedTask;

    private Uri Address => new(DepthService.AddressOf(_server));

    public static async Task<OtherNetwork> StartAsync(Action<WebApplicationBuilder>? configure = null)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore();
        if (configure is not null) configure(builder);
        else builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Logging.ClearProviders();
        var network = new OtherNetwork(builder.Build());
        network._server.Run(context =>
        {
            network.Asked.Enqueue($"{context.Request.Host}{context.Request.Path}");
            network.Headers = [.. context.Request.Headers.Select(header => $"{header.Key}: {header.Value}")];
            return network.Answer(context);
        });
        await network._server.StartAsync();
        return network;
    }

    /// <summary>Answers with a file.</summary>
    public OtherNetwork Sends(byte[] file)
    {
        Answer = context => context.Response.Body.WriteAsync(file).AsTask();
        return this;
    }

    /// <summary>Gives a name addresses, one list after the other; the last stays.</summary>
    public OtherNetwork Named(string name, params string[] addresses)
    {
        if (!_names.TryGetValue(name, out var lists)) _names.Add(name, lists = []);
        lists.Enqueue([.. addresses.Select(IPAddress.Parse)]);
        return this;
    }

    public async Task<IPAddress[]> ResolveAsync(string host)
    {
        Resolved.Enqueue(host);
        await Resolving();
        if (!_names.TryGetValue(host, out var lists)) throw new SocketException((int)SocketError.HostNotFound);
        return lists.Count > 1 ? lists.Dequeue() : lists.Peek();
    }

    public async ValueTask<Stream> ConnectAsync(IPEndPoint address, CancellationToken cancellation)
    {
        Connected.Enqueue(address);
        await Connecting(cancellation);
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(Address.Host, Address.Port, cancellation);
        return new NetworkStream(socket, ownsSocket: true);
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();
}
