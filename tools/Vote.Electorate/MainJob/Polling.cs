using Vote.Api.Ceremony;
using Vote.Api.Elections;
using Vote.Crypto.Ballots;
using Vote.Electorate.Pabulib;
using Vote.Identity.TestAuthority;
using Vote.Ledger.Entries;
using Vote.Ledger.Records;

namespace Vote.Electorate.MainJob;

/// <summary>
/// Polling day on the server's plain classes: opening, every voter's act and ballot, some second thoughts and second devices, close.
/// </summary>
internal sealed class Polling(JobFolders folders, Manifest manifest, JobClock clock, IDeviceObserver devices)
{
    /// <summary>Every so many voters one first votes otherwise and votes again.</summary>
    private const int SecondThoughts = 50;

    /// <summary>Every so many voters one votes again from another device, which takes a new generation.</summary>
    private const int SecondDevices = 80;

    private HouseFolder Folder => new(folders.Server);

    /// <summary>Casts every ballot of the file.</summary>
    /// <returns>The number of ballots cast, superseded ones included.</returns>
    public async Task<int> RunAsync(
        IReadOnlyList<TestCard> cards, PabulibFile file, TestJpki jpki, IProgress<int>? progress, CancellationToken cancellationToken)
    {
        await using var house = await OpenHouseAsync(jpki, cancellationToken);
        await TakeAsync(house, folders.Entry("election-opened"), cancellationToken);
        var done = 0;
        var cast = 0;
        await Parallel.ForEachAsync(Enumerable.Range(0, cards.Count), cancellationToken, async (voter, token) =>
        {
            Interlocked.Add(ref cast, await VoteAsync(house, cards[voter], voter, file.Ballots[voter], token));
            progress?.Report(Interlocked.Increment(ref done));
        });

        clock.PassUntil(manifest.Dates.Closes);
        await house.RunOnceAsync(cancellationToken);
        await RecordExport.CopyAsync(house.Files, new(folders.Record), cancellationToken);
        return cast;
    }

    /// <summary>Gives a signed entry to the server, and copies the record as it then is.</summary>
    public async Task GiveAsync(string entry, TestJpki jpki, CancellationToken cancellationToken)
    {
        await using var house = await OpenHouseAsync(jpki, cancellationToken);
        await TakeAsync(house, entry, cancellationToken);
        new DirectoryInfo(folders.Record).Delete(recursive: true);
        await RecordExport.CopyAsync(house.Files, new(folders.Record), cancellationToken);
    }

    private Task<ElectionHouse> OpenHouseAsync(TestJpki jpki, CancellationToken cancellationToken) => ElectionHouse.OpenAsync(
        new ElectionSetup
        {
            Manifest = manifest,
            Folder = Folder,
            Keys = SealedKeys.ForServer(folders),
            Registrar = SealedKeys.ForRegistrar(folders, manifest.Slots.Hash),
            Trust = jpki.Trust(clock.GetUtcNow().AddHours(-1), clock.GetUtcNow().AddDays(2)),
            Clock = clock,
        },
        cancellationToken);

    private static async Task TakeAsync(ElectionHouse house, string file, CancellationToken cancellationToken)
    {
        var blob = File.Exists(file + ".blob") ? await File.ReadAllBytesAsync(file + ".blob", cancellationToken) : [];
        var result = await house.Entries.AcceptAsync(await File.ReadAllBytesAsync(file, cancellationToken), blob, cancellationToken);
        if (result is EntryResult.Refused(var reason, var detail))
        {
            throw new InvalidOperationException($"{file} was refused: {reason} {detail}");
        }

        await house.DrainAsync(cancellationToken);
    }

    private async Task<int> VoteAsync(ElectionHouse house, TestCard card, int number, ProjectBallot ballot, CancellationToken cancellationToken)
    {
        var question = manifest.Questions[0];
        var choice = Selection.TryParse(question, [.. ballot.Approved.Select(project => project + 1)], out var selection, out _)
            ? selection
            : throw new InvalidOperationException("A choice of the file is none of the question.");
        using var voter = new Voter(house, devices);
        await voter.SignInAsync(card, clock, cancellationToken);
        if (number % SecondThoughts == 1)
        {
            await voter.CastAsync([Selection.Blank], cancellationToken);
            await voter.CastAsync([choice], cancellationToken);
            return 2;
        }

        if (number % SecondDevices == 2)
        {
            await voter.CastAsync([Selection.Blank], cancellationToken);
            using var other = new Voter(house, devices);
            await other.SignInAsync(card, clock, cancellationToken);
            await other.CastAsync([choice], cancellationToken);
            return 2;
        }

        await voter.CastAsync([choice], cancellationToken);
        return 1;
    }
}
