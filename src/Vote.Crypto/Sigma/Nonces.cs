using Vote.Crypto.Group;

namespace Vote.Crypto.Sigma;

/// <summary>Where a prover takes its nonces from. Outside of tests against published vectors: <see cref="SystemNonces"/>.</summary>
internal interface INonceSource
{
    /// <summary>The next nonce.</summary>
    Scalar Next();
}

/// <summary>Fresh nonces of the operating system's generator.</summary>
internal sealed class SystemNonces : INonceSource
{
    public static SystemNonces Instance { get; } = new();

    public Scalar Next() => Scalar.Random();
}
