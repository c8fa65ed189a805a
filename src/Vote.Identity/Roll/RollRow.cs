using System.Diagnostics.CodeAnalysis;
using Vote.Identity.Persons;

namespace Vote.Identity.Roll;

/// <summary>A row's number in the roll: 16 bytes, random or the register's own, unique in the roll. spec/identity §7 (1)</summary>
public sealed class RollRowId : IEquatable<RollRowId>
{
    /// <summary>Number of bytes.</summary>
    public const int Length = 16;

    private readonly byte[] bytes;

    private RollRowId(byte[] bytes) => this.bytes = bytes;

    /// <summary>The 16 bytes.</summary>
    public ReadOnlySpan<byte> Bytes => bytes;

    /// <summary>Takes exactly 16 bytes.</summary>
    public static bool TryDecode(ReadOnlySpan<byte> encoded, [NotNullWhen(true)] out RollRowId? id)
    {
        id = encoded.Length == Length ? new RollRowId(encoded.ToArray()) : null;
        return id is not null;
    }

    /// <inheritdoc/>
    public bool Equals(RollRowId? other) => other is not null && Bytes.SequenceEqual(other.Bytes);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as RollRowId);

    /// <inheritdoc/>
    public override int GetHashCode() => BitConverter.ToInt32(bytes);
}

/// <summary>One person who may vote, as of the reference date.</summary>
public sealed class RollRow
{
    /// <summary>Makes a row.</summary>
    public RollRow(RollRowId id, IdentityAttributes person) => (Id, Person, Identity) = (id, person, RollIdentity.Of(person));

    /// <summary>Its number.</summary>
    public RollRowId Id { get; }

    /// <summary>The person, as the register writes it.</summary>
    public IdentityAttributes Person { get; }

    internal RollIdentity Identity { get; }
}
