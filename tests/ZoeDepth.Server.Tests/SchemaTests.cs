using System.Text.Json;
using System.Text.Json.Nodes;
using Json.Schema;
using Microsoft.Extensions.DependencyInjection;

namespace ZoeDepth.Server.Tests;

/// <summary>What is answered is what the OpenAPI document says, no more and no less.</summary>
public sealed class SchemaTests : IAsyncLifetime
{
    private const string AdminKey = "an admin's key";

    private readonly byte[] _image = RunningService.Picture();

    private RunningService _service = null!;

    private JsonObject _document = null!;

    public async ValueTask InitializeAsync()
    {
        _service = await RunningService.StartAsync(options => options.AdminKeys = [ApiKeys.LineOf("admin", AdminKey)]);
        _document = JsonNode.Parse(await _service.Client.GetStringAsync("/openapi/v1.json"))!.AsObject();
    }

    public ValueTask DisposeAsync() => _service.DisposeAsync();

    /// <summary>A schema of the document, in which no object has a property that is not named.</summary>
    private JsonSchema Schema(string reference)
    {
        var schemas = _document["components"]!["schemas"]!.DeepClone();
        Close(schemas);
        var text = new JsonObject { ["$ref"] = reference, ["$defs"] = schemas }.ToJsonString()
            .Replace("#/components/schemas/", "#/$defs/", StringComparison.Ordinal);
        return JsonSchema.FromText(text);

        static void Close(JsonNode? node)
        {
            if (node is JsonArray items)
                foreach (var item in items) Close(item);
            if (node is not JsonObject part) return;
            foreach (var (_, value) in part.ToArray()) Close(value);
            if (part["properties"] is JsonObject) part["additionalProperties"] = false;
        }
    }

    private static void ShouldSuit(string json, JsonSchema schema)
    {
        using var document = JsonDocument.Parse(json);
        var found = schema.Evaluate(document.RootElement, new() { OutputFormat = OutputFormat.List });
        found.IsValid.ShouldBeTrue($"{json}\n{string.Join('\n', (found.Details ?? [])
            .Where(detail => detail.Errors is not null).SelectMany(detail => detail.Errors!.Select(error =>
                $"{detail.InstanceLocation}: {error.Value}")))}");
    }

    /// <summary>What the document says of an answer.</summary>
    private JsonSchema SchemaOf(string path, string method, string status, string type)
    {
        var content = _document["paths"]![path]![method]!["responses"]![status]!["content"]!;
        return Schema(content[type]!["schema"]!["$ref"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("size=64x96")]
    [InlineData("size=64x96&domain=kitti&precision=int8")]
    [InlineData("size=64x96&domain=kitti&outputs=png,npy,pfm,jpeg,color,glb,ply,spread")]
    public async Task Depth_in_numbers_is_as_described(string query)
    {
        var schema = SchemaOf("/v1/depth", "post", "200", "application/json");
        var photo = NamedCamera.In(File.ReadAllBytes(Path.Combine(Goldens.RepositoryRoot, "samples", "photos",
            "coffee.jpg")), new(FocalLength: 5.4, FocalLengthIn35mmFilm: 26, CameraMake: "a", CameraModel: "b"));
        foreach (var image in new[] { _image, photo })
        {
            var json = await (await _service.PostAsync(image, query, "application/json")).Content.ReadAsStringAsync();
            ShouldSuit(json, schema);
            // And the schema would find a slip: one that is missing, one that is too many, and another type.
            var slip = JsonNode.Parse(json)!.AsObject();
            foreach (var change in new Action<JsonObject>[]
            {
                document => document.Remove("settings"), document => document["more"] = 1,
                document => document["model"] = 7, document => document["depth"]!.AsObject().Remove("mean"),
                document => document["size"]!["height"] = "large", document => document["notes"] = null,
            })
            {
                var changed = slip.DeepClone().AsObject();
                change(changed);
                schema.Evaluate(JsonSerializer.SerializeToElement(changed)).IsValid
                    .ShouldBeFalse(changed.ToJsonString());
            }
        }
    }

    [Fact]
    public async Task Models_are_as_described_in_every_state()
    {
        var (one, list) = (SchemaOf("/v1/models/{id}", "get", "200", "application/json"),
            SchemaOf("/v1/models", "get", "200", "application/json"));
        await Look();
        foreach (var change in new[] { "unload", "load", "swap" })
        {
            var request = new HttpRequestMessage(HttpMethod.Post, $"/v1/models/tiny/{change}");
            request.Headers.Authorization = new("Bearer", AdminKey);
            ShouldSuit(await (await _service.Client.SendAsync(request)).Content.ReadAsStringAsync(),
                SchemaOf($"/v1/models/{{id}}/{change}", "post", "200", "application/json"));
            await Look();
        }

        async Task Look()
        {
            ShouldSuit(await _service.Client.GetStringAsync("/v1/models/tiny"), one);
            ShouldSuit(await _service.Client.GetStringAsync("/v1/models"), list);
        }
    }

    [Fact]
    public async Task Problems_are_as_described()
    {
        var paths = _document["paths"]!.AsObject();
        foreach (var (path, operations) in paths)
            foreach (var (method, operation) in operations!.AsObject())
                foreach (var (status, answer) in operation!["responses"]!.AsObject())
                    if (status[0] is '4' || (status[0] is '5' && path != "/readyz"))
                        answer!["content"]!["application/problem+json"]!["schema"]!["$ref"]!.GetValue<string>()
                            .ShouldBe("#/components/schemas/Problem", $"{method} {path} {status}");
        var schema = SchemaOf("/v1/depth", "post", "400", "application/problem+json");
        ShouldSuit(await (await _service.PostAsync(_image, "size=x")).Content.ReadAsStringAsync(), schema);
        ShouldSuit(await (await _service.PostAsync("no image"u8.ToArray())).Content.ReadAsStringAsync(), schema);
        ShouldSuit(await (await _service.Client.GetAsync("/v1/results/a/b")).Content.ReadAsStringAsync(), schema);
        var admission = _service.Admission;
        var places = Enumerable.Range(0, 40).Select(_ => admission.Enter(Guid.NewGuid().ToString())).ToArray();
        // With the seconds after which to come back.
        ShouldSuit(await (await _service.PostAsync(_image)).Content.ReadAsStringAsync(), schema);
        foreach (var place in places) place.Dispose();
    }

    [Theory]
    [InlineData("")]
    [InlineData("&output=png")]
    public async Task Lines_of_a_batch_are_as_described(string more)
    {
        var schema = SchemaOf("/v1/depth/batch", "post", "200", "application/x-ndjson");
        using var form = new MultipartFormDataContent
        {
            { new ByteArrayContent(_image), "images", "a" },
            { new ByteArrayContent("none"u8.ToArray()), "images", "b" },
        };
        var request = new HttpRequestMessage(HttpMethod.Post, $"/v1/depth/batch?size=64x96{more}") { Content = form };
        request.Headers.Accept.ParseAdd("application/x-ndjson");
        var lines = (await (await _service.Client.SendAsync(request)).Content.ReadAsStringAsync())
            .Split('\n', StringSplitOptions.RemoveEmptyEntries);
        lines.Length.ShouldBe(2);
        foreach (var line in lines) ShouldSuit(line, schema);
        schema.Evaluate(JsonSerializer.SerializeToElement(new { index = 0, name = "a", status = 200 })).IsValid
            .ShouldBeFalse("a line has a result, a file or a problem");
    }

    [Fact]
    public async Task Events_of_a_batch_are_as_described()
    {
        var content = _document["paths"]!["/v1/depth/batch"]!["post"]!["responses"]!["200"]!["content"]!;
        content["text/event-stream"]!["schema"]!["oneOf"]!.AsArray().Select(one => one!["$ref"]!.GetValue<string>())
            .ShouldBe(["#/components/schemas/Result", "#/components/schemas/BatchEnd"]);
        using var form = new MultipartFormDataContent { { new ByteArrayContent(_image), "images", "a" } };
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/depth/batch?size=64x96") { Content = form };
        request.Headers.Accept.ParseAdd("text/event-stream");
        var text = await (await _service.Client.SendAsync(request)).Content.ReadAsStringAsync();
        var data = text.Split('\n').Where(line => line.StartsWith("data: ", StringComparison.Ordinal))
            .Select(line => line["data: ".Length..]).ToArray();
        data.Length.ShouldBe(2);
        ShouldSuit(data[0], Schema("#/components/schemas/Result"));
        ShouldSuit(data[1], Schema("#/components/schemas/BatchEnd"));
    }

    [Fact]
    public void Every_property_of_every_schema_says_what_it_is()
    {
        var described = 0;
        Look(_document, "");
        described.ShouldBeGreaterThan(80);

        void Look(JsonNode? node, string at)
        {
            if (node is JsonArray items)
                foreach (var (i, item) in items.Index()) Look(item, $"{at}/{i}");
            if (node is not JsonObject part) return;
            if (part["properties"] is JsonObject properties)
                foreach (var (name, property) in properties)
                {
                    // One that is a schema with a name of its own is described there.
                    var schema = property!["$ref"]?.GetValue<string>() is { } reference
                        ? _document["components"]!["schemas"]![reference.Split('/')[^1]]! : property;
                    (schema["description"]?.GetValue<string>()).ShouldNotBeNullOrEmpty($"{at}/{name}");
                    described++;
                }
            foreach (var (name, value) in part) Look(value, $"{at}/{name}");
        }
    }

    [Fact]
    public async Task Events_are_as_described()
    {
        var content = _document["paths"]!["/v1/depth"]!["post"]!["responses"]!["200"]!["content"]!;
        content["text/event-stream"]!["schema"]!["oneOf"]!.AsArray().Select(one => one!["$ref"]!.GetValue<string>())
            .ShouldBe(["#/components/schemas/Progress", "#/components/schemas/Result", "#/components/schemas/Problem"]);
        var (progress, result, problem) = (Schema("#/components/schemas/Progress"),
            Schema("#/components/schemas/Result"), Schema("#/components/schemas/Problem"));
        var broken = File.ReadAllBytes(Goldens.PathOf("codecs", "png", "truncated_half.png"));
        var seen = new HashSet<string>();
        foreach (var (image, query) in new[] { (_image, ""), (_image, "&output=png"), (broken, "") })
        {
            var answer = await _service.PostAsync(image, $"size=64x96{query}", "text/event-stream");
            var text = await answer.Content.ReadAsStringAsync();
            foreach (var item in text.Split("\n\n", StringSplitOptions.RemoveEmptyEntries))
            {
                var lines = item.Split('\n');
                var (name, data) = (lines[0]["event: ".Length..], lines[1]["data: ".Length..]);
                ShouldSuit(data, name switch { "progress" => progress, "done" => result, _ => problem });
                seen.Add(name);
            }
        }
        seen.ShouldBe(["progress", "done", "problem"], ignoreOrder: true);
    }

    [Fact]
    public async Task Every_parameter_has_its_type_its_values_and_what_it_is_when_left_out()
    {
        var depth = _document["paths"]!["/v1/depth"]!["post"]!;
        var fields = depth["requestBody"]!["content"]!["multipart/form-data"]!["schema"]!["properties"]!.AsObject();
        fields.Select(field => field.Key)
            .ShouldBe(["image", .. DepthParameter.All.Select(parameter => parameter.Name)], ignoreOrder: true);
        var parameters = depth["parameters"]!.AsArray()
            .ToDictionary(each => each!["name"]!.GetValue<string>(), each => each!["schema"]!);
        foreach (var (name, schema) in parameters)
        {
            (schema["type"] is not null || schema["anyOf"] is not null).ShouldBeTrue(name);
            // What is named as usual is read, and changes nothing.
            if (schema["default"]?.GetValue<string>() is { } usual)
                new DepthRequest().With(name, usual).ShouldNotBeNull(name);
        }
        parameters.Where(each => each.Value["default"] is not null).Select(each => each.Key)
            .ShouldBe(["preset", "pngScale", "colormap", "view", "surface"]);
        Words("precision").ShouldBe(["float32", "bfloat16", "int8"]);
        Words("colormap").ShouldBe(Imaging.ColorMap.Names);
        parameters["outputs"]["items"]!["enum"]!.AsArray().Select(word => word!.GetValue<string>())
            .ShouldBe(AnswerKind.All.Select(kind => kind.Name));
        parameters["flip"]["type"]!.GetValue<string>().ShouldBe("boolean");
        (parameters["hfov"]["exclusiveMinimum"]!.GetValue<double>(),
            parameters["hfov"]["exclusiveMaximum"]!.GetValue<double>()).ShouldBe((0, 180));
        // Nobody sends what the document forbids, and gets an answer; or what it allows, and gets none.
        foreach (var (query, allowed) in new[]
        {
            ("hfov=180", false), ("hfov=179.9", true), ("near=0", false), ("near=0.1&far=9", true),
            ("pngScale=zoe", true), ("pngScale=12.5", true), ("pngScale=yards", false), ("size=64x96", true),
            ("size=64", false), ("flip=yes", false), ("flip=true", true), ("view=log", true), ("view=odd", false),
            ("outputs=png,json", true), ("outputs=png;json", false),
        })
            ((int)(await _service.PostAsync(_image, query.StartsWith("size", StringComparison.Ordinal) ? query
                : $"size=64x96&{query}")).StatusCode).ShouldBe(allowed ? 200 : 400, query);

        IEnumerable<string> Words(string name) =>
            parameters[name]["enum"]!.AsArray().Select(word => word!.GetValue<string>());
    }
}
