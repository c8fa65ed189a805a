using System.Globalization;
using System.Reflection;
using Vote.Canonical;

namespace Vote.Ledger.Storage;

/// <summary>
/// One step of a database's schema: an SQL file of the program, <c>&lt;set&gt;/&lt;number&gt;.sql</c>. A file that was released never
/// changes; what comes later is the next number.
/// </summary>
/// <param name="Set">The tables it belongs to.</param>
/// <param name="Number">Its place, from 1.</param>
/// <param name="Text">The statements.</param>
public sealed record SqlMigration(string Set, int Number, string Text)
{
    /// <summary>What a database remembers of it.</summary>
    public Digest Hash => Digest.Sha256(System.Text.Encoding.UTF8.GetBytes(Text));

    /// <summary>The migrations of a set, in their order.</summary>
    /// <exception cref="ArgumentException">There are none, or a number is missing: a bug.</exception>
    public static IReadOnlyList<SqlMigration> Of(Assembly assembly, string set)
    {
        var prefix = $"migrations/{set}/";
        SqlMigration[] found =
        [
            .. assembly.GetManifestResourceNames()
                .Where(name => name.StartsWith(prefix, StringComparison.Ordinal))
                .Select(name => new SqlMigration(set, NumberOf(name), Read(assembly, name)))
                .OrderBy(migration => migration.Number),
        ];
        return found.Length > 0 && found[^1].Number == found.Length
            ? found
            : throw new ArgumentException($"the migrations of {set} have a gap", nameof(set));
    }

    /// <summary>The same of this assembly.</summary>
    internal static IReadOnlyList<SqlMigration> Of(string set) => Of(typeof(SqlMigration).Assembly, set);

    private static int NumberOf(string name) => int.Parse(Path.GetFileNameWithoutExtension(name), CultureInfo.InvariantCulture);

    private static string Read(Assembly assembly, string name)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }
}
