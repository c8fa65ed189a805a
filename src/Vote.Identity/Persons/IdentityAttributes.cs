namespace Vote.Identity.Persons;

/// <summary>
/// What a verified digital ID says about its holder. The attributes only find the holder's row of the roll;
/// they are never stored in or hashed into anything public. spec/identity §2
/// </summary>
public sealed class IdentityAttributes
{
    /// <summary>氏名.</summary>
    public required AttributeText Name { get; init; }

    /// <summary>生年月日.</summary>
    public required BirthDate BirthDate { get; init; }

    /// <summary>性別.</summary>
    public required Sex Sex { get; init; }

    /// <summary>住所.</summary>
    public required AttributeText Address { get; init; }

    /// <summary>True when the certificate wrote a substitute for some character, so name or address may differ from the register.</summary>
    public bool HasSubstitutes { get; init; }
}
