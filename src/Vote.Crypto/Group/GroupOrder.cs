namespace Vote.Crypto.Group;

/// <summary>n, the order of P-256. SP 800-186 §3.2.1.3. The tests compute every constant again.</summary>
internal readonly struct GroupOrder : IModulus
{
    public static UInt256 Value => new(0xF3B9CAC2FC632551, 0xBCE6FAADA7179E84, 0xFFFFFFFFFFFFFFFF, 0xFFFFFFFF00000000);

    public static ulong NegativeInverse => 0xCCD1C8AAEE00BC4F;

    public static UInt256 R => new(0x0C46353D039CDAAF, 0x4319055258E8617B, 0x0000000000000000, 0x00000000FFFFFFFF);

    public static UInt256 RSquared => new(0x83244C95BE79EEA2, 0x4699799C49BD6FA6, 0x2845B2392B6BEC59, 0x66E12D94F3D95620);

    public static UInt256 RCubed => new(0xAC8EBEC90B65A624, 0x111F28AE0C0555C9, 0x2543B9246BA5E93F, 0x503A54E76407BE65);

    /// <summary>n − 2, the exponent of an inversion (Fermat), big-endian.</summary>
    public static ReadOnlySpan<byte> MinusTwo =>
    [
        0xFF, 0xFF, 0xFF, 0xFF, 0x00, 0x00, 0x00, 0x00, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF,
        0xBC, 0xE6, 0xFA, 0xAD, 0xA7, 0x17, 0x9E, 0x84, 0xF3, 0xB9, 0xCA, 0xC2, 0xFC, 0x63, 0x25, 0x4F,
    ];
}
