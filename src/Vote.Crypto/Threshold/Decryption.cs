using Vote.Crypto.Group;

namespace Vote.Crypto.Threshold;

/// <summary>Puts the shares of a quorum together. spec §8.3</summary>
public static class Decryption
{
    /// <summary>M_k = B_k − Σ_j λ_j·D_k^{(j)} for all ciphertexts in order; M = B where A is the identity.</summary>
    /// <param name="input">What was decrypted.</param>
    /// <param name="shares">Of t distinct trustees; each has been verified. None when K = 0.</param>
    /// <param name="policy">Says t.</param>
    /// <param name="cancellationToken">Stops between ciphertexts.</param>
    /// <exception cref="ArgumentException">Another number of shares, a trustee twice, or a share of another length.</exception>
    public static IReadOnlyList<Point> CombineVartime(
        DecryptionInput input, IReadOnlyList<DecryptionShare> shares, ThresholdPolicy policy, CancellationToken cancellationToken)
    {
        var elements = input.Ciphertexts.Select(ciphertext => ciphertext.B).ToArray();
        var expected = input.SharedCount == 0 ? 0 : policy.Threshold;
        if (shares.Count != expected || shares.Any(share => share.Values.Count != input.SharedCount))
        {
            throw new ArgumentException($"Needs {expected} shares of {input.SharedCount} elements.", nameof(shares));
        }

        if (expected > 0)
        {
            Scalar[] minusLambda = [.. Lagrange.AtZero([.. shares.Select(share => share.Trustee)]).Select(lambda => -lambda)];
            Parallel.For(0, input.SharedCount, new ParallelOptions { CancellationToken = cancellationToken }, k =>
            {
                var position = input.SharedPositions[k];
                elements[position] += Point.MultiplySumVartime(minusLambda, [.. shares.Select(share => share.Values[k])]);
            });
        }

        return elements;
    }
}
