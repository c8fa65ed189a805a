using Vote.Crypto;
using Vote.Crypto.Group;
using Vote.Crypto.Threshold;

namespace Vote.Tally.Record;

/// <summary>Puts shares together and reads the result from them. spec §8.3</summary>
public static class ResultAssembly
{
    /// <summary>
    /// The result that follows from the t lowest trustees with a valid share; null when there are fewer, or a total is out of its
    /// range. Without ciphertexts to open there are no shares and every total is what it is without them.
    /// </summary>
    public static ResultContent? Combine(
        CiphertextsToOpen ciphertexts, int counted, IReadOnlyList<DecryptionShare> valid, ThresholdPolicy policy, WorkMonitor monitor)
    {
        var needed = ciphertexts.Input.SharedCount == 0 ? 0 : policy.Threshold;
        DecryptionShare[] used = [.. valid.OrderBy(share => share.Trustee).Take(needed)];
        if (used.Length < needed)
        {
            return null;
        }

        IReadOnlyList<Point> elements = Decryption.CombineVartime(ciphertexts.Input, used, policy, monitor.CancellationToken);
        return ciphertexts.Read(counted, elements) is { } questions
            ? new ResultContent(counted, questions, [.. used.Select(share => share.Trustee.Value)])
            : null;
    }
}
