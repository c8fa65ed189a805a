using Vote.Api.Ballots;
using Vote.Api.Board;
using Vote.Api.Ceremony;
using Vote.Api.Enrolment;
using Vote.Identity.Acts;
using Vote.Identity.Enrolments;
using Vote.Identity.Evidence;
using Vote.Identity.Jpki;
using Vote.Ledger;
using Vote.Ledger.Entries;
using Vote.Ledger.Files;
using Vote.Ledger.Notes;
using Vote.Ledger.Rules;
using Vote.Ledger.Writing;

namespace Vote.Api.Elections;

/// <summary>
/// One running election: its desks, its ballot box, its log. Plain classes; HTTP only translates. Several processes may have the same
/// one open on a shared store and folder; one of them publishes.
/// </summary>
public sealed class ElectionHouse : IAsyncDisposable
{
    private readonly ElectionSetup setup;
    private readonly HouseStores stores;
    private readonly Intake intake;
    private readonly Sequencer sequencer;
    private readonly SemaphoreSlim sequencing = new(1);
    private readonly PublishedLog published;
    private readonly HttpClient witnessHttp = WitnessClient.NewHttp();
    private readonly Cosigners cosigners;
    private readonly CosignedFile kept;
    private bool isCosignedOwed;
    private readonly GrantSeal grants;
    private readonly PendingEnrolments enrolments;

    private ElectionHouse(ElectionSetup setup, HouseTerms terms, HouseStores stores, (Intake Intake, Sequencer Sequencer) writing)
    {
        (this.setup, this.stores, Terms) = (setup, stores, terms);
        (intake, sequencer) = writing;
        grants = setup.Keys.DeriveGrantSeal();
        enrolments = new(stores.Enrolments, grants, intake);
        Nonces = new ActNonces(stores.Enrolments, setup.Clock);
        var registrar = new RegistrarSeal(terms.Manifest.Hash.Value, setup.Keys.Registrar);
        Ballots = new(terms, intake, registrar);
        Challenges = new(terms, intake, registrar);
        Entries = new(terms, intake);
        published = new(stores.Files, terms.Ledger.Log.Policy);
        kept = new(setup.Folder.Cosigned);
        cosigners = new(terms.Ledger.Log.Policy, setup.Witnesses, new WitnessClient(witnessHttp), setup.Clock);
        Enrolment = DeskFor(setup.Trust);
    }

    /// <summary>What the manifest says.</summary>
    public HouseTerms Terms { get; }

    /// <summary>Issues and uses the nonces of acts.</summary>
    public IActNonces Nonces { get; }

    /// <summary>Where acts become pending enrolments.</summary>
    public EnrolmentDesk Enrolment { get; private set; }

    /// <summary>Where ballots go.</summary>
    public BallotBox Ballots { get; }

    /// <summary>Where ballots are opened instead of cast.</summary>
    public ChallengeDesk Challenges { get; }

    /// <summary>Where officers' and trustees' entries go.</summary>
    public EntryDesk Entries { get; }

    /// <summary>The log's head as this process has read it.</summary>
    public LogHead Head => sequencer.Head;

    /// <summary>What the anchor's worker looks at. spec/ledger.md §11 (6)</summary>
    internal Vote.Ledger.Anchors.AnchorView AnchorView => new(published.CosignedHead, intake.Phase, published.RootAt);

    /// <summary>The published log's files.</summary>
    public ILogFiles Files => stores.Files;

    /// <summary>The folder they lie in.</summary>
    public DirectoryInfo LogFolder => setup.Folder.Log;

    /// <summary>How far the election is.</summary>
    public HousePhase Phase => HousePhases.Of(intake.Phase.Current, Terms.IsVotingTime && intake.IsOpen, Terms.HasOpened);

    /// <summary>Opens an election's folder and finishes what an earlier process began.</summary>
    /// <exception cref="InvalidDataException">Keys, authorities or stores are not those of the manifest.</exception>
    public static async Task<ElectionHouse> OpenAsync(ElectionSetup setup, CancellationToken cancellationToken)
    {
        var terms = TermsOf(setup);
        setup.Folder.Create();
        var opened = await setup.OpenStoresAsync(cancellationToken);
        var writing = new Sequencer(new(terms.Ledger, terms.Publish, setup.Keys.Log, setup.Clock), opened.ForSequencer);
        ElectionHouse? house = null;
        var taking = await Intake.OpenAsync(
            new(terms.Ledger, terms.Publish, setup.Keys.Accept, setup.Clock), opened.Entries, HeadAsync, cancellationToken);
        house = new ElectionHouse(setup, terms, opened, (taking, writing));
        await house.RunOnceAsync(cancellationToken);

        // Receipts need not wait for the witnesses again after a restart.
        if (house.kept.Read(terms.Ledger.Log) is { } cosigned)
        {
            house.published.Join(cosigned);
        }

        return house;

        Task<LogHead> HeadAsync(CancellationToken stop) => house!.SequencingAsync(() => writing.FollowAsync(stop), stop);
    }

    /// <summary>Publishes the next batch if one is due, and ends voting when its time has come.</summary>
    /// <returns>How many entries were published.</returns>
    public async Task<int> RunOnceAsync(CancellationToken cancellationToken)
    {
        await intake.RefreshAsync(cancellationToken);
        if (intake.IsOpen && (Terms.HasClosed || IsMarkedClosed))
        {
            await CloseIntakeAsync(cancellationToken);
        }

        sequencer.IsDraining = intake.IsClosed;
        return await SequencingAsync(() => sequencer.RunOnceAsync(cancellationToken), cancellationToken);
    }

    /// <summary>Ends voting for good: every ballot is before or after, and those before are published. spec/ledger.md §9 (5)</summary>
    public async Task CloseIntakeAsync(CancellationToken cancellationToken)
    {
        await using (var marker = new FileStream(setup.Folder.Closed.FullName, FileMode.OpenOrCreate))
        {
            marker.Flush(flushToDisk: true);
        }

        await intake.CloseAsync(cancellationToken);
        await DrainAsync(cancellationToken);
    }

    /// <summary>Publishes everything that is accepted.</summary>
    public Task DrainAsync(CancellationToken cancellationToken) => SequencingAsync(
        async () =>
        {
            await sequencer.DrainAsync(cancellationToken);
            return 0;
        },
        cancellationToken);

    /// <summary>
    /// Asks the witnesses that are missing on the newest checkpoint, and publishes it with what they gave as long as it is still the
    /// newest. One call at a time. spec/ledger.md §10 (1)
    /// </summary>
    /// <returns>Whether a cosignature came.</returns>
    public async Task<bool> CosignAsync(CancellationToken cancellationToken)
    {
        var came = await cosigners.RunAsync(published, cancellationToken);
        if (came is not null)
        {
            published.Join(came);
            isCosignedOwed = true;
            if (published.Cosigned is { } cosigned)
            {
                kept.Keep(cosigned);
            }
        }

        if (isCosignedOwed)
        {
            isCosignedOwed = await SequencingAsync(() => PublishCosignedAsync(cancellationToken), cancellationToken) == 0;
        }

        return came is not null;
    }

    /// <summary>What the slot's next ballot continues, as far as this process knows.</summary>
    public SlotState? Find(Vote.Ledger.SlotNumber slot) => intake.Known(slot);

    /// <summary>What the slot's next ballot continues, whichever process took the last one.</summary>
    public Task<SlotState?> FindAsync(Vote.Ledger.SlotNumber slot, CancellationToken cancellationToken) =>
        intake.FindAsync(slot, cancellationToken);

    /// <summary>A key's pending enrolment, if there is one.</summary>
    public async Task<PendingEnrolment?> FindPendingAsync(
        Vote.Canonical.Signatures.SignatureKey credential, CancellationToken cancellationToken) =>
        await enrolments.FindPendingAsync(credential, cancellationToken) is { } granted ? new(granted) : null;

    /// <summary>The stored entry of this name with its promise, if there is one.</summary>
    public Task<PromisedUnit?> FindAsync(LeafHash leaf, CancellationToken cancellationToken) => intake.FindAsync(leaf, cancellationToken);

    /// <summary>The receipt of a published entry; nothing when it is not published yet.</summary>
    public Task<Receipt?> ReceiptAsync(LeafHash leaf, CancellationToken cancellationToken) => published.ReceiptAsync(leaf, cancellationToken);

    /// <summary>The payload of the published result; nothing before. spec §8.3</summary>
    public async Task<ReadOnlyMemory<byte>?> ResultAsync(CancellationToken cancellationToken) =>
        Phase == HousePhase.Finished && await published.LastAsync(cancellationToken) is { Body: Result result }
            ? result.Payload.Bytes
            : default(ReadOnlyMemory<byte>?);

    /// <summary>Judges acts by newer revocation lists from now on.</summary>
    public void Renew(JpkiTrust trust)
    {
        RequireAuthorities(setup with { Trust = trust });
        Enrolment = DeskFor(trust);
    }

    /// <summary>The same, when the folder of lists has newer ones.</summary>
    public void RenewTrust()
    {
        if (setup.TrustFolder is { HasChanged: true } folder)
        {
            Renew(folder.Read());
        }
    }

    public async ValueTask DisposeAsync()
    {
        await sequencing.WaitAsync();
        intake.Dispose();
        await stores.DisposeAsync();
        grants.Dispose();
        setup.Keys.Dispose();
        witnessHttp.Dispose();
        sequencing.Dispose();
    }

    private bool IsMarkedClosed => File.Exists(setup.Folder.Closed.FullName);

    private static HouseTerms TermsOf(ElectionSetup setup)
    {
        if (!HouseTerms.TryRead(setup.Manifest, setup.Clock, out var terms) || !setup.Keys.Fit(setup.Manifest))
        {
            throw new InvalidDataException("The manifest names other keys than the server has, or names that a log cannot have.");
        }

        RequireAuthorities(setup);
        return terms;
    }

    private static void RequireAuthorities(ElectionSetup setup)
    {
        var pinned = setup.Manifest.Identity.Authorities.Select(authority => authority.ToHex()).ToHashSet(StringComparer.Ordinal);
        if (setup.Trust.Authorities.Any(authority => !pinned.Contains(Convert.ToHexStringLower(authority.Fingerprint.Span))))
        {
            throw new InvalidDataException("An authority is not one of those that the manifest pins.");
        }
    }

    private EnrolmentDesk DeskFor(JpkiTrust trust)
    {
        var manifest = Terms.Manifest;
        return new(
            new ActVerifier(new ActElection(manifest.Hash.Value, manifest.Title["ja"]), trust, Nonces, setup.Clock),
            setup.Registrar,
            new EvidenceSealer([.. manifest.Auditors.Select(auditor => auditor.Encryption)]),
            new EnrolmentStores(enrolments, new EvidenceFolder(setup.Folder.Evidence.FullName)),
            setup.Clock);
    }

    /// <summary>Under the writers' lock: a sequencer elsewhere may be about to publish a newer one. 0 while another one writes.</summary>
    private async Task<int> PublishCosignedAsync(CancellationToken cancellationToken)
    {
        using var turn = stores.Files.TryLock();
        if (turn is null || published.Newest is not { } newest)
        {
            return 0;
        }

        var encoded = await stores.Files.ReadAsync(LogPath.Checkpoint, cancellationToken);
        if (SignedCheckpoint.TryDecode(encoded, out var current) && current.Checkpoint == newest.Checkpoint)
        {
            var joined = Terms.Ledger.Log.Policy.Join(current, newest);
            await stores.Files.ReplaceAsync(LogPath.Checkpoint, joined.Encode(), cancellationToken);
        }

        return 1;
    }

    // The sequencer is not for several threads.
    private async Task<T> SequencingAsync<T>(Func<Task<T>> work, CancellationToken cancellationToken)
    {
        await sequencing.WaitAsync(cancellationToken);
        try
        {
            var done = await work();
            await published.RefreshAsync(cancellationToken);
            return done;
        }
        finally
        {
            sequencing.Release();
        }
    }
}
