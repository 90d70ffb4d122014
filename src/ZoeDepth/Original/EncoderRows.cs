using static ZoeDepth.Original.KeyTable;

namespace ZoeDepth.Original;

/// <summary>Encoders: timm's and DINOv2's names beside Hugging Face's.</summary>
internal static class EncoderRows
{
    /// <summary>timm's BEiT.</summary>
    public static IEnumerable<KeyRow> Beit(string model, string backbone)
    {
        var (block, layer) = (model + "blocks.{i}.", backbone + "encoder.layer.{i}.");
        var self = layer + "attention.attention.";
        return
        [
            Row(model + "cls_token", backbone + "embeddings.cls_token"),
            Row(model + "patch_embed.proj.*", backbone + "embeddings.patch_embeddings.projection.*"),
            Row(block + "gamma_1", layer + "lambda_1"),
            Row(block + "gamma_2", layer + "lambda_2"),
            Row(block + "norm1.*", layer + "layernorm_before.*"),
            Row(block + "attn.q_bias", self + "query.bias"),
            Row(block + "attn.v_bias", self + "value.bias"),
            Row(block + "attn.relative_position_bias_table",
                self + "relative_position_bias.relative_position_bias_table"),
            .. Stacked(block + "attn.qkv.weight", self + "{0}.weight", "query", "key", "value"),
            Row(block + "attn.proj.*", layer + "attention.output.dense.*"),
            Row(block + "norm2.*", layer + "layernorm_after.*"),
            Row(block + "mlp.fc1.*", layer + "intermediate.dense.*"),
            Row(block + "mlp.fc2.*", layer + "output.dense.*"),
        ];
    }

    /// <summary>timm's ViT.</summary>
    public static IEnumerable<KeyRow> ViT(string model, string backbone)
    {
        var (block, layer) = (model + "blocks.{i}.", backbone + "encoder.layer.{i}.");
        var self = layer + "attention.attention.";
        return
        [
            Row(model + "cls_token", backbone + "embeddings.cls_token"),
            Row(model + "pos_embed", backbone + "embeddings.position_embeddings"),
            Row(model + "patch_embed.proj.*", backbone + "embeddings.patch_embeddings.projection.*"),
            Row(block + "norm1.*", layer + "layernorm_before.*"),
            .. Stacked(block + "attn.qkv.weight", self + "{0}.weight", "query", "key", "value"),
            .. Stacked(block + "attn.qkv.bias", self + "{0}.bias", "query", "key", "value"),
            Row(block + "attn.proj.*", layer + "attention.output.dense.*"),
            Row(block + "norm2.*", layer + "layernorm_after.*"),
            Row(block + "mlp.fc1.*", layer + "intermediate.dense.*"),
            Row(block + "mlp.fc2.*", layer + "output.dense.*"),
            Row(model + "norm.*", backbone + "layernorm.*"),
        ];
    }

    /// <summary>DINOv2's own.</summary>
    public static IEnumerable<KeyRow> Dinov2(string model, string backbone)
    {
        var (block, layer) = (model + "blocks.{i}.", backbone + "encoder.layer.{i}.");
        var self = layer + "attention.attention.";
        return
        [
            Row(model + "cls_token", backbone + "embeddings.cls_token"),
            Row(model + "pos_embed", backbone + "embeddings.position_embeddings"),
            Row(model + "mask_token", backbone + "embeddings.mask_token"),
            Row(model + "patch_embed.proj.*", backbone + "embeddings.patch_embeddings.projection.*"),
            Row(block + "norm1.*", layer + "norm1.*"),
            .. Stacked(block + "attn.qkv.weight", self + "{0}.weight", "query", "key", "value"),
            .. Stacked(block + "attn.qkv.bias", self + "{0}.bias", "query", "key", "value"),
            Row(block + "attn.proj.*", layer + "attention.output.dense.*"),
            Row(block + "ls1.gamma", layer + "layer_scale1.lambda1"),
            Row(block + "norm2.*", layer + "norm2.*"),
            Row(block + "mlp.fc1.*", layer + "mlp.fc1.*"),
            Row(block + "mlp.fc2.*", layer + "mlp.fc2.*"),
            Row(block + "ls2.gamma", layer + "layer_scale2.lambda1"),
            Row(model + "norm.*", backbone + "layernorm.*"),
        ];
    }

    /// <summary>timm's Swin and SwinV2, release 0.6, where a stage's merging has the number of the stage.</summary>
    /// <param name="model">what the original's keys begin with</param>
    /// <param name="backbone">what Hugging Face's begin with</param>
    /// <param name="isSecond">whether it is SwinV2</param>
    public static IEnumerable<KeyRow> Swin(string model, string backbone, bool isSecond)
    {
        var (stage, layer) = (model + "layers.{i}.", backbone + "encoder.layers.{i}.");
        var (block, to) = (stage + "blocks.{j}.", layer + "blocks.{j}.");
        var self = to + "attention.self.";
        KeyRow[] own = isSecond
            ?
            [
                Row(block + "attn.logit_scale", self + "logit_scale"),
                Row(block + "attn.q_bias", self + "query.bias"),
                Row(block + "attn.v_bias", self + "value.bias"),
                Row(block + "attn.cpb_mlp.0.*", self + "continuous_position_bias_mlp.0.*"),
                Row(block + "attn.cpb_mlp.2.*", self + "continuous_position_bias_mlp.2.*"),
            ]
            :
            [
                Row(block + "attn.relative_position_bias_table", self + "relative_position_bias_table"),
                .. Stacked(block + "attn.qkv.bias", self + "{0}.bias", "query", "key", "value"),
            ];
        return
        [
            Row(model + "patch_embed.proj.*", backbone + "embeddings.patch_embeddings.projection.*"),
            Row(model + "patch_embed.norm.*", backbone + "embeddings.norm.*"),
            Row(block + "norm1.*", to + "layernorm_before.*"),
            .. own,
            .. Stacked(block + "attn.qkv.weight", self + "{0}.weight", "query", "key", "value"),
            Row(block + "attn.proj.*", to + "attention.output.dense.*"),
            Row(block + "norm2.*", to + "layernorm_after.*"),
            Row(block + "mlp.fc1.*", to + "intermediate.dense.*"),
            Row(block + "mlp.fc2.*", to + "output.dense.*"),
            Row(stage + "downsample.reduction.*", layer + "downsample.reduction.*"),
            Row(stage + "downsample.norm.*", layer + "downsample.norm.*"),
        ];
    }
}
