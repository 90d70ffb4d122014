using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.OpenApi;

namespace ZoeDepth.Server;

/// <summary>Parameters of requests, with their types, the values they take and what they are when left out.</summary>
internal static class ParameterDescription
{
    /// <summary>A parameter of the query.</summary>
    public static IOpenApiParameter OfQuery(DepthParameter parameter) => new OpenApiParameter
    {
        Name = parameter.Name,
        In = ParameterLocation.Query,
        Description = $"{parameter.Does} ({parameter.Expects})",
        Schema = SchemaOf(parameter),
        // Several values are one text with commas.
        Style = ParameterStyle.Form,
        Explode = !parameter.Value.IsList,
    };

    /// <summary>The same as a field of a form, or of JSON.</summary>
    public static OpenApiSchema OfField(DepthParameter parameter)
    {
        var schema = parameter.Value.IsList ? new OpenApiSchema { Type = JsonSchemaType.String } : SchemaOf(parameter);
        schema.Description = $"{parameter.Does} ({parameter.Expects})";
        return schema;
    }

    private static OpenApiSchema SchemaOf(DepthParameter parameter)
    {
        var value = parameter.Value;
        var schema = value.Type switch
        {
            ParameterType.Boolean => new OpenApiSchema { Type = JsonSchemaType.Boolean },
            ParameterType.Number when value.Words is not null =>
                new OpenApiSchema { AnyOf = [WordsOf(value), NumberOf(value)] },
            ParameterType.Number => NumberOf(value),
            _ when value.IsList => new OpenApiSchema { Type = JsonSchemaType.Array, Items = WordsOf(value) },
            _ => WordsOf(value),
        };
        if (value.Default is { } usual) schema.Default = JsonValue.Create(usual);
        return schema;
    }

    private static OpenApiSchema WordsOf(ParameterValue value) => new()
    {
        Type = JsonSchemaType.String,
        Pattern = value.Pattern,
        Enum = value.Words is { } words ? [.. words.Select(word => (JsonNode)JsonValue.Create(word))] : null,
    };

    private static OpenApiSchema NumberOf(ParameterValue value) => new()
    {
        Type = JsonSchemaType.Number,
        ExclusiveMinimum = value.Above?.ToString(CultureInfo.InvariantCulture),
        ExclusiveMaximum = value.Below?.ToString(CultureInfo.InvariantCulture),
    };
}
