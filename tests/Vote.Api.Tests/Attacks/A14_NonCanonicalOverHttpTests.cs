using Vote.Api.Ballots;
using Vote.Api.Tests.Ballots;
using Vote.Api.Tests.Elections;
using Vote.Api.Tests.Http;
using Vote.Crypto.Ballots;
using Vote.Crypto.ElGamal;
using Vote.Crypto.Group;
using Vote.Ledger;
using Vote.Ledger.Entries;

namespace Vote.Api.Tests.Attacks;

/// <summary>A14 over HTTP: second spellings of a right ballot: responses plus n, other JSON for the same entry, other letters for the same bytes.</summary>
[Collection(HttpAttackCollection.Name)]
public sealed class A14_NonCanonicalOverHttpTests(VotedServer voted) : HttpAttack(voted)
{
    /// <summary>n and 2²⁵⁶ − 1 in place of each response of each proof.</summary>
    [Fact]
    public Task RefusesUnreducedResponses()
    {
        byte[][] spellings =
        [
            Convert.FromHexString("FFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551"),
            [.. Enumerable.Repeat((byte)0xFF, 32)],
        ];
        var homomorphic = (HomomorphicQuestion)Style.Questions[0];
        var responses = CiphertextLength + (Point.Size * ((4 * homomorphic.Shape.BitCount) + homomorphic.Shape.Constraints.Count));
        int[] places = [.. Enumerable.Range(0, 3 * homomorphic.Shape.BitCount).Select(i => responses + (Scalar.Size * i)), Style.PayloadLength - Scalar.Size];
        return RefusedAsync([.. places.SelectMany(place => spellings.Select(bytes =>
            ($"response at {place}", CastRefusal.InvalidProof, Scene.WithPoint(place, bytes))))]);
    }

    /// <summary>White space, another order of fields, a field twice, escapes, numbers as strings and with fractions: of an entry that would be taken.</summary>
    [Fact]
    public async Task RefusesEveryOtherJsonOfTheSameEntry()
    {
        var json = System.Text.Encoding.UTF8.GetString(Scene.Honest().Encoded.Span);
        var (slot, sequence) = ($"{Scene.Next.Place.Slot.Value}", $"{Scene.Next.Place.Sequence}");
        string Spelled(string name, string number, string other) =>
            json.Replace($"\"{name}\":{number},", $"\"{name}\":{other},", StringComparison.Ordinal).Replace($"\"{name}\":{number}}}", $"\"{name}\":{other}}}", StringComparison.Ordinal);
        string[] spellings =
        [
            " " + json,
            json + "\n",
            json.Replace(":", ": ", StringComparison.Ordinal),
            json.Replace("\"type\":\"ballot-cast\"", "\"type\":\"ballot\\u002dcast\"", StringComparison.Ordinal),
            json.Replace("{\"credential\"", "{\"credential\":\"\",\"credential\"", StringComparison.Ordinal),
            json.Replace("\"slot\":", "\"slot\":0", StringComparison.Ordinal),
            Spelled("slot", slot, $"\"{slot}\""),
            Spelled("slot", slot, $"{slot}.0"),
            Spelled("sequence", sequence, $"{sequence}e0"),
        ];
        var before = await Voted.Server.Election.TraceAsync();
        foreach (var spelling in spellings)
        {
            Assert.NotEqual(json, spelling);
            using var answer = await Voted.Voter.CastAsync(System.Text.Encoding.UTF8.GetBytes(spelling), default);
            Assert.Equal(System.Net.HttpStatusCode.BadRequest, answer.StatusCode);
        }

        Assert.Equal(before, await Voted.Server.Election.TraceAsync());
    }
}
