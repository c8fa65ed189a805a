using System.Text;
using Vote.Crypto.Group;
using Vote.Crypto.Sigma;

namespace Vote.Crypto.Tests.Sigma;

/// <summary>The generator with which the draft made its vectors (appendix "Seeded PRNG").</summary>
internal sealed class SeededNonces(string relation, ProofFlavor flavor) : INonceSource, IDisposable
{
    private readonly DuplexSponge sponge = new(SessionId.Derive(Encoding.ASCII.GetBytes(
        $"TestDRNG-SIGMA-PROOFS-{flavor.Marker()}-sigma-proofs_Shake128_P256-{relation}")));

    public Scalar Next() => sponge.SqueezeScalars(1)[0];

    public void Dispose() => sponge.Dispose();
}

/// <summary>Nonces written down in a vector, in order.</summary>
internal sealed class FixedNonces(IEnumerable<Scalar> nonces) : INonceSource
{
    private readonly Queue<Scalar> queue = new(nonces);

    public Scalar Next() => queue.Dequeue();
}
