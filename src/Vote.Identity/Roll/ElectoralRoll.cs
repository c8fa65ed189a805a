using System.Diagnostics.CodeAnalysis;
using Vote.Canonical;
using Vote.Identity.Persons;

namespace Vote.Identity.Roll;

/// <summary>Where an identity leads.</summary>
public abstract record RollMatch
{
    private RollMatch()
    {
    }

    /// <summary>Exactly one row.</summary>
    public sealed record Found(RollRow Row) : RollMatch;

    /// <summary>None or several: two officers decide.</summary>
    public sealed record Manual(ManualReason Reason) : RollMatch;
}

/// <summary>Why a person cannot be found without people.</summary>
public enum ManualReason
{
    /// <summary>No row has these attributes.</summary>
    NoMatch,

    /// <summary>No row has these attributes, and the certificate writes substitutes for some characters, which may be why.</summary>
    NoMatchWithSubstitutes,

    /// <summary>Two or more rows have them.</summary>
    Ambiguous,
}

/// <summary>The roll, frozen at the reference date. Registrar's folder only. spec/identity §7</summary>
public sealed class ElectoralRoll
{
    /// <summary>Greatest number of rows.</summary>
    public const int MaxRows = 1_000_000;

    private const string Format = "tsukuba-vote/roll/v1";
    private readonly ILookup<RollIdentity, RollRow> byIdentity;

    /// <summary>Takes the rows in their order.</summary>
    /// <exception cref="ArgumentException">No row, too many, or two with one number.</exception>
    public ElectoralRoll(IReadOnlyList<RollRow> rows)
    {
        if (rows.Count is 0 or > MaxRows || rows.DistinctBy(row => row.Id).Count() != rows.Count)
        {
            throw new ArgumentException($"A roll has 1 to {MaxRows} rows with distinct numbers.", nameof(rows));
        }

        Rows = [.. rows];
        byIdentity = Rows.ToLookup(row => row.Identity);
    }

    /// <summary>The rows in order.</summary>
    public IReadOnlyList<RollRow> Rows { get; }

    /// <summary>Decodes the only accepted encoding: canonical JSON as in spec/identity §7 (2).</summary>
    public static bool TryDecode(ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out ElectoralRoll? roll)
    {
        roll = null;
        if (!ObjectReader.TryParse(bytes, out var reader))
        {
            return false;
        }

        reader.Literal("format", Format);
        List<RollRow> rows = [];
        foreach (var fields in reader.Objects("rows", 1, MaxRows))
        {
            if (!TryReadRow(fields, out var row))
            {
                return false;
            }

            rows.Add(row);
        }

        roll = reader.Finish() && rows.DistinctBy(row => row.Id).Count() == rows.Count ? new ElectoralRoll(rows) : null;
        return roll is not null;
    }

    /// <summary>The canonical bytes.</summary>
    public byte[] Encode() => CanonicalObject.Of(
        ("format", CanonicalValue.Text(Format)),
        ("rows", CanonicalValue.List(Rows.Select(WriteRow)))).Encode();

    /// <summary>Finds the holder of a verified digital ID.</summary>
    public RollMatch Find(IdentityAttributes holder) => byIdentity[RollIdentity.Of(holder)].ToList() switch
    {
        [var row] => new RollMatch.Found(row),
        [] when holder.HasSubstitutes => new RollMatch.Manual(ManualReason.NoMatchWithSubstitutes),
        [] => new RollMatch.Manual(ManualReason.NoMatch),
        _ => new RollMatch.Manual(ManualReason.Ambiguous),
    };

    private static bool TryReadRow(ObjectReader fields, [NotNullWhen(true)] out RollRow? row)
    {
        row = null;
        if (!AttributeText.TryParse(fields.Text("name"), out var name)
            || !AttributeText.TryParse(fields.Text("address"), out var address)
            || !BirthDate.TryParse(fields.Text("birth_date"), out var birthDate)
            || !Sex.TryParse(fields.Text("sex"), out var sex)
            || fields.Decode<RollRowId>("id", RollRowId.TryDecode) is not { } id)
        {
            return false;
        }

        row = new RollRow(id, new IdentityAttributes { Name = name, Address = address, BirthDate = birthDate, Sex = sex });
        return true;
    }

    private static CanonicalObject WriteRow(RollRow row) => CanonicalObject.Of(
        ("address", CanonicalValue.Text(row.Person.Address.Value)),
        ("birth_date", CanonicalValue.Text(row.Person.BirthDate.ToString())),
        ("id", CanonicalValue.Bytes(row.Id.Bytes)),
        ("name", CanonicalValue.Text(row.Person.Name.Value)),
        ("sex", CanonicalValue.Text(row.Person.Sex.Code)));
}
