using System.Diagnostics;
using System.Security.Cryptography;
using Vote.Api.Enrolment;
using Vote.Canonical;
using Vote.Canonical.Signatures;
using Vote.Crypto.Ballots;
using Vote.Identity.Enrolments;
using Vote.Ledger.Entries;
using Vote.Ledger.Notes;

namespace Vote.Api.Elections;

/// <summary>The server's three keys of one election. None of them can open a ballot.</summary>
/// <param name="registrar">Signs enrolments.</param>
/// <param name="log">Signs checkpoints.</param>
/// <param name="accept">Signs promises.</param>
public sealed class HouseKeys(SigningKey registrar, Ed25519SecretKey log, Ed25519SecretKey accept) : IDisposable
{
    internal SigningKey Registrar => registrar;

    internal Ed25519SecretKey Log => log;

    internal Ed25519SecretKey Accept => accept;

    /// <summary>Whether these are the keys that the manifest names.</summary>
    public bool Fit(Manifest manifest) =>
        registrar.Public == manifest.Registrar
        && log.Public.Bytes.SequenceEqual(manifest.Log.Keys.Log.Bytes)
        && accept.Public.Bytes.SequenceEqual(manifest.Log.Keys.Accept.Bytes);

    /// <summary>The key under which the database keeps pending enrolments: the registrar's, for another purpose. The caller disposes it.</summary>
    internal GrantSeal DeriveGrantSeal()
    {
        var secret = registrar.ExportSecret();
        var derived = HKDF.DeriveKey(HashAlgorithmName.SHA256, secret, GrantSeal.Length, info: "tsukuba-vote/pending-grant-key/v1"u8.ToArray());
        var seal = GrantSeal.TryImport(derived, out var imported) ? imported : throw new UnreachableException();
        CryptographicOperations.ZeroMemory(secret);
        CryptographicOperations.ZeroMemory(derived);
        return seal;
    }

    public void Dispose()
    {
        registrar.Dispose();
        log.Dispose();
        accept.Dispose();
    }
}

/// <summary>Signs enrolments that take effect; nothing but what the enrolment desk granted, and challenges.</summary>
public interface IRegistrarSeal
{
    /// <summary>The <c>credential-enrolled</c> entry.</summary>
    Entry Sign(PendingEnrolment pending);

    /// <summary>The <c>ballot-challenged</c> entry.</summary>
    Entry Sign(BallotChallenged challenge);
}

/// <summary>The registrar's key in this process.</summary>
internal sealed class RegistrarSeal(Digest election, SigningKey key) : IRegistrarSeal
{
    private readonly Lock turn = new();

    public Entry Sign(PendingEnrolment pending) => Sign(new UnsignedEntry(election, pending.Entry));

    public Entry Sign(BallotChallenged challenge) => Sign(new UnsignedEntry(election, challenge));

    private Entry Sign(UnsignedEntry unsigned)
    {

        // The platform promises nothing about one key on several threads.
        lock (turn)
        {
            return unsigned.Sign(key);
        }
    }
}
