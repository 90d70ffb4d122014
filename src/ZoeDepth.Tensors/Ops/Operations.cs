namespace ZoeDepth.Tensors;

/// <summary>
/// Every operation of the network, one public operation per file of this folder: its formula, its derivative, and where
/// it has one its fused form. A model file says <c>using static ZoeDepth.Tensors.Operations;</c> and reads like the
/// paper.
/// </summary>
public static partial class Operations
{
}
