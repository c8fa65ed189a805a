using System.Collections.Concurrent;
using Vote.Canonical.Signatures;
using Vote.Electorate.MainJob;

namespace Vote.EndToEnd.Tests.MainJob;

/// <summary>Keeps a copy of each device's key, so that a test can sign as the voters who help to tamper.</summary>
internal sealed class CollectedDevices : IDeviceObserver
{
    private readonly ConcurrentDictionary<SignatureKey, byte[]> secrets = [];

    /// <summary>The keys; the caller disposes of them.</summary>
    public IEnumerable<SigningKey> Keys => secrets.Values.Select(
        secret => SigningKey.TryImport(secret, out var key) ? key : throw new InvalidOperationException("A device's key is none."));

    public void SignedIn(SigningKey credential) => secrets[credential.Public] = credential.ExportSecret();
}
