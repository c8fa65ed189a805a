using Vote.Canonical.Signatures;

namespace Vote.Electorate.MainJob;

/// <summary>
/// Sees each device that signs in. An attack that is rehearsed may need the signature of a voter who takes part in it.
/// </summary>
internal interface IDeviceObserver
{
    /// <summary>A device has signed in; its key is the caller's and lives no longer than the device.</summary>
    void SignedIn(SigningKey credential);
}

/// <summary>Nobody looks.</summary>
internal sealed class UnobservedDevices : IDeviceObserver
{
    public static UnobservedDevices Instance { get; } = new();

    /// <inheritdoc/>
    public void SignedIn(SigningKey credential)
    {
    }
}
