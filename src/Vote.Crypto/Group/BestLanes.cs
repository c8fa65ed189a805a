namespace Vote.Crypto.Group;

/// <summary>Which group of field elements this machine computes with fastest.</summary>
internal enum BestLanes
{
    /// <summary>One after the other.</summary>
    One,

    /// <summary>Four, by AVX2.</summary>
    Four,

    /// <summary>Eight, by AVX-512.</summary>
    Eight,
}

/// <summary>Asks the machine once.</summary>
internal static class LaneChoice
{
    public static BestLanes Best { get; } =
        Lanes512.IsFast ? BestLanes.Eight : Lanes256.IsFast ? BestLanes.Four : BestLanes.One;
}
