using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Vote.Crypto.Group;

namespace Vote.Crypto.Shuffle;

/// <summary>Everything a mixer must forget: permutation, re-encryption and commitment scalars. Wiped when disposed. spec §7</summary>
internal sealed class ShuffleSecrets : IDisposable
{
    /// <param name="permutation">π; belongs to the secrets from here on.</param>
    /// <param name="commitments">r_1 … r_N, by index of c.</param>
    /// <param name="reencryptions">r'_{i,w} row by row: each column its own, or outputs could be linked to inputs.</param>
    /// <param name="chain">r̂_1 … r̂_N.</param>
    public ShuffleSecrets(Permutation permutation, Scalar[] commitments, Scalar[] reencryptions, Scalar[] chain) =>
        (Permutation, Commitments, Reencryptions, Chain) = (permutation, commitments, reencryptions, chain);

    public Permutation Permutation { get; }

    public Scalar[] Commitments { get; }

    public Scalar[] Reencryptions { get; }

    public Scalar[] Chain { get; }

    public static ShuffleSecrets Draw(int count, int width) =>
        new(Permutation.Draw(count), Scalars(count), Scalars(checked(count * width)), Scalars(count));

    public void Dispose()
    {
        Permutation.Dispose();
        foreach (var scalars in new[] { Commitments, Reencryptions, Chain })
        {
            CryptographicOperations.ZeroMemory(MemoryMarshal.AsBytes(scalars.AsSpan()));
        }
    }

    private static Scalar[] Scalars(int count)
    {
        var scalars = new Scalar[count];
        for (var i = 0; i < count; i++)
        {
            scalars[i] = Scalar.Random();
        }

        return scalars;
    }
}
