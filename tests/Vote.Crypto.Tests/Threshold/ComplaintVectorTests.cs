using System.Text;
using Vote.Canonical;
using Vote.Crypto.Tests.Vectors;
using Vote.Crypto.Threshold.Ceremony;

namespace Vote.Crypto.Tests.Threshold;

/// <summary>spec/vectors/complaint.json, made and judged by the TypeScript implementation.</summary>
public sealed class ComplaintVectorTests
{
    [Fact]
    public void ConvictsAsPinned()
    {
        using var file = VectorFile.Open("complaint.json");
        var seen = new List<int>();
        foreach (var vector in file.RootElement.GetProperty("cases").EnumerateArray())
        {
            var name = VectorFile.TextOf(vector, "name");
            var read = ComplaintMessage.TryDecode(Encoding.UTF8.GetBytes(VectorFile.TextOf(vector, "complaint")), out var complaint);
            Assert.True(read == (VectorFile.TextOf(vector, "expected") == "accept"), name);
            if (read)
            {
                var fault = Assert.Single(ComplaintJudge.Judge(complaint!, Identities(VectorFile.TextOf(vector, "identities"))));
                var nothing = fault.Kind is CeremonyFaultKind.BadSignature or CeremonyFaultKind.OtherCeremony or CeremonyFaultKind.UnexpectedTrustee;
                var culprit = nothing ? 0 : Assert.Single(fault.Culprits).Value;
                Assert.True(culprit == vector.GetProperty("culprit").GetInt32(), $"{name}: {fault}");
                seen.Add(culprit);
            }
        }

        Assert.True(seen.Count(culprit => culprit == 0) >= 4 && seen.Count(culprit => culprit == 1) >= 6 && seen.Count(culprit => culprit == 2) >= 5);
    }

    private static IdentityMessage[] Identities(string text)
    {
        Assert.True(CanonicalValue.TryParse(Encoding.UTF8.GetBytes(text), out var value));
        return
        [
            .. ((CanonicalArray)value).Items.Select(item =>
            {
                Assert.True(IdentityMessage.TryRead((CanonicalObject)item, out var identity));
                return identity;
            }),
        ];
    }
}
