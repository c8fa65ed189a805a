using System.CommandLine;
using System.Net;
using System.Text;
using Vote.Canonical;
using Vote.Tally.Files;
using Vote.Tally.Network;
using Vote.Tally.Terminal;

namespace Vote.Tally.Commands;

/// <summary>`send ENTRY URL`: gives a signed entry to the server, which appends it when the manifest's keys allow it. docs/api.md</summary>
internal static class SendCommand
{
    public static Command Build(Desk desk)
    {
        var (entry, url) = (Options.Path(desk, "entry", Texts.EntryFile), Options.Path(desk, "url", Texts.ElectionUrl));
        return new Command("send", desk.Text(Texts.Send)) { entry, url }.Does(desk, async (parsed, token) =>
        {
            using var http = new HttpClient { Timeout = TimeSpan.FromMinutes(10) };
            var target = new Uri(Addresses.Parse(parsed.GetRequiredValue(url)).AbsoluteUri.TrimEnd('/') + "/entries");
            using var body = new StringContent(Body(parsed.GetRequiredValue(entry)), Encoding.UTF8, "application/json");
            using var answer = await http.PostAsync(target, body, token);
            if (answer.StatusCode != HttpStatusCode.Accepted)
            {
                throw Stop.Rejected(Texts.SendRefused, (int)answer.StatusCode, await answer.Content.ReadAsStringAsync(token));
            }

            desk.Say(Texts.Sent, target);
            return ExitCode.Done;
        });
    }

    private static string Body(string path)
    {
        var entry = EntryFile.Read(path);
        (string, CanonicalValue)[] blob = entry.TryGetBlob(out var payload) ? [("blob", CanonicalValue.Bytes(payload.Bytes.Span))] : [];
        return Encoding.UTF8.GetString(CanonicalObject.Of([("entry", CanonicalValue.Bytes(entry.Encoded.Span)), .. blob]).Encode());
    }
}
