using System.Globalization;
using System.Net;
using System.Text;
using Vote.Ledger;
using Vote.Ledger.Notes;
using Vote.Ledger.Witnessing;

namespace Vote.Api.Board;

/// <summary>What came of asking a witness.</summary>
internal abstract record WitnessReply
{
    private WitnessReply()
    {
    }

    /// <summary>A cosignature that verifies.</summary>
    public sealed record Cosigned(NoteSignature Cosignature) : WitnessReply;

    /// <summary>It knows another size of the log than it was told.</summary>
    public sealed record Knows(TreeSize Size) : WitnessReply;

    /// <summary>It refused, said nothing that can be read, or nothing at all.</summary>
    public sealed record Nothing(string Why) : WitnessReply;
}

/// <summary>The log's side of C2SP tlog-witness. Nothing of an answer is believed but a cosignature that verifies.</summary>
internal sealed class WitnessClient(HttpClient http)
{
    private const int MaximumAnswer = 1 << 16;

    /// <summary>A client whose requests end: a witness that hangs must not hold the others up.</summary>
    public static HttpClient NewHttp() => new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false })
    {
        Timeout = TimeSpan.FromSeconds(10),
        MaxResponseContentBufferSize = MaximumAnswer,
    };

    /// <summary>Asks one witness once.</summary>
    public async Task<WitnessReply> AskAsync(
        Uri witness, NoteKey key, Checkpoint checkpoint, CheckpointRequest request, CancellationToken cancellationToken)
    {
        try
        {
            using var body = new ByteArrayContent(request.Encode());
            using var answer = await http.PostAsync(new Uri(witness.AbsoluteUri.TrimEnd('/') + "/add-checkpoint"), body, cancellationToken);
            var content = await answer.Content.ReadAsByteArrayAsync(cancellationToken);
            return answer.StatusCode switch
            {
                HttpStatusCode.OK when Cosignature.TryReadAnswer(content, key, checkpoint, out var line) => new WitnessReply.Cosigned(line),
                HttpStatusCode.OK => new WitnessReply.Nothing("its cosignature does not verify"),
                HttpStatusCode.Conflict when ParseSize(content) is { } size => new WitnessReply.Knows(size),
                var status => new WitnessReply.Nothing($"status {(int)status}"),
            };
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException
            || (failure is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return new WitnessReply.Nothing(failure.GetType().Name);
        }
    }

    private static TreeSize? ParseSize(byte[] content) =>
        Encoding.UTF8.GetString(content) is [.. var digits, '\n']
        && long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var size)
            ? new(size)
            : null;
}
