using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Vote.Api.Ballots;
using Vote.Ledger;

namespace Vote.Api.Http;

/// <summary>The one table from refusal to status code. Nothing here says anything about a voter. docs/api.md</summary>
internal static class Problems
{
    private const int RetryAfterSeconds = 3;

    /// <summary>Status and title. A code without a row fails the test that reads this table.</summary>
    private static readonly Dictionary<ProblemCode, (int Status, string Title)> Table = new()
    {
        [ProblemCode.Malformed] = (400, "The request is not what this address takes."),
        [ProblemCode.Oversized] = (413, "The request is larger than anything this address takes."),
        [ProblemCode.UnsupportedMediaType] = (415, "This address takes application/json."),
        [ProblemCode.Unauthorized] = (401, "Sign in first."),
        [ProblemCode.TicketUnknown] = (401, "The ticket was used, is too old, or never was."),
        [ProblemCode.SessionForeign] = (403, "The session is for another election or another key."),
        [ProblemCode.UnknownElection] = (404, "There is no such election."),
        [ProblemCode.UnknownEntry] = (404, "There is no such entry."),
        [ProblemCode.NotFound] = (404, "There is nothing at this address."),
        [ProblemCode.MethodNotAllowed] = (405, "This address takes another method."),
        [ProblemCode.NotOpen] = (409, "Voting is not open."),
        [ProblemCode.NotABallot] = (422, "The entry is no ballot."),
        [ProblemCode.UnsupportedType] = (422, "This version takes no entries of this type."),
        [ProblemCode.BlobMismatch] = (422, "The blob is not the one that the entry names."),
        [ProblemCode.ForeignElection] = (422, "The entry is for another election."),
        [ProblemCode.WrongAuthors] = (422, "Not exactly the demanded authors signed."),
        [ProblemCode.InvalidSignature] = (422, "A signature does not verify."),
        [ProblemCode.InvalidBallot] = (422, "The payload is no ballot of this election."),
        [ProblemCode.InvalidProof] = (422, "A proof of the ballot does not hold."),
        [ProblemCode.UnknownSlot] = (422, "The slot is not on the list."),
        [ProblemCode.NotEnrolled] = (409, "The key is not enrolled for this place."),
        [ProblemCode.Superseded] = (409, "Another device has voted for you."),
        [ProblemCode.CredentialUsed] = (409, "The key was enrolled before."),
        [ProblemCode.ForeignCredential] = (409, "The slot has another key."),
        [ProblemCode.WrongSequence] = (409, "The ballot is not the next one."),
        [ProblemCode.WrongPrevious] = (409, "The ballot does not name the one before it."),
        [ProblemCode.RepeatedCiphertext] = (409, "A ciphertext of the ballot stood in another one."),
        [ProblemCode.RepeatedTracker] = (409, "The ballot's tracker is that of another one."),
        [ProblemCode.Conflict] = (409, "Another entry took the place at the same moment."),
        [ProblemCode.OutOfOrder] = (409, "The entry may not stand here."),
        [ProblemCode.WrongClosing] = (409, "The log has another head."),
        [ProblemCode.TooManyChallenges] = (409, "No more ballots can be opened with this key."),
        [ProblemCode.Provider] = (503, "The digital-ID provider does not answer."),
        [ProblemCode.Overloaded] = (503, "Too much at once. Try again."),
        [ProblemCode.Internal] = (500, "Something is wrong here, not with the request."),
    };

    /// <summary>The answer for a refusal.</summary>
    public static ProblemHttpResult For(ProblemCode code) => TypedResults.Problem(
        type: $"urn:tsukuba-vote:problem:{NameOf(code)}",
        title: Table[code].Title,
        statusCode: StatusOf(code),
        extensions: [new("code", NameOf(code))]);

    public static ProblemHttpResult For(CastRefusal reason) => For(CodeOf(reason));

    public static ProblemHttpResult For(LedgerRefusal reason) => For(CodeOf(reason));

    public static int StatusOf(ProblemCode code) => Table[code].Status;

    /// <summary>The code as clients read it.</summary>
    public static string NameOf(Enum code) => string.Concat(code.ToString().Select((character, position) =>
        char.IsAsciiLetterUpper(character) ? $"{(position > 0 ? "-" : "")}{char.ToLowerInvariant(character)}" : character.ToString()));

    /// <summary>Writes a problem where no handler answers.</summary>
    public static Task WriteAsync(HttpContext context, ProblemCode code)
    {
        if (StatusOf(code) == StatusCodes.Status503ServiceUnavailable)
        {
            context.Response.Headers.RetryAfter = RetryAfterSeconds.ToString(CultureInfo.InvariantCulture);
        }

        return For(code).ExecuteAsync(context);
    }

    /// <summary>A 503, which says when to come again.</summary>
    public static IResult Later(ProblemCode code) => new WrittenProblem(code);

    internal static ProblemCode CodeOf(CastRefusal reason) => reason switch
    {
        CastRefusal.Undecodable => ProblemCode.InvalidBallot,
        CastRefusal.CredentialReused => ProblemCode.CredentialUsed,
        _ => Enum.Parse<ProblemCode>(reason.ToString()),
    };

    internal static ProblemCode CodeOf(LedgerRefusal reason) => reason switch
    {
        LedgerRefusal.Malformed => ProblemCode.Malformed,
        LedgerRefusal.UnsupportedType => ProblemCode.UnsupportedType,
        LedgerRefusal.BlobMismatch => ProblemCode.BlobMismatch,
        LedgerRefusal.ForeignElection => ProblemCode.ForeignElection,
        LedgerRefusal.WrongAuthors => ProblemCode.WrongAuthors,
        LedgerRefusal.InvalidSignature => ProblemCode.InvalidSignature,
        LedgerRefusal.WrongClosing => ProblemCode.WrongClosing,
        LedgerRefusal.NotOpen => ProblemCode.NotOpen,
        LedgerRefusal.Conflict => ProblemCode.Conflict,
        _ => ProblemCode.OutOfOrder,
    };

    private sealed class WrittenProblem(ProblemCode code) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext) => WriteAsync(httpContext, code);
    }
}
