using System.Reflection;
using Vote.Canonical;
using Vote.Canonical.Signatures;
using Vote.Identity.Enrolments;
using Vote.Identity.Roll;
using Vote.Identity.Slots;
using Vote.Identity.Tests.Jpki;

namespace Vote.Identity.Tests.Enrolments;

[Collection(JpkiCollection.Name)]
public sealed class EnrolmentTests : IDisposable
{
    private readonly JpkiFixture jpki;
    private readonly EnrolmentFixture fixture;
    private readonly EnrolmentsInMemory store = new();
    private readonly List<SigningKey> keys = [.. Enumerable.Range(0, 3).Select(_ => SigningKey.Generate())];

    public EnrolmentTests(JpkiFixture jpki)
    {
        this.jpki = jpki;
        fixture = new EnrolmentFixture(jpki.Trust, JpkiFixture.HanakoAttributes, JpkiFixture.TaroAttributes);
    }

    public void Dispose()
    {
        fixture.Dispose();
        keys.ForEach(key => key.Dispose());
    }

    [Fact]
    public async Task GivesDifferentPeopleDifferentSlots()
    {
        var hanako = await fixture.GrantAsync(jpki.Hanako, keys[0].Public, Generation.First);
        var taro = await fixture.GrantAsync(jpki.Taro, keys[1].Public, Generation.First);

        Assert.NotEqual(hanako.Slot, taro.Slot);
    }

    [Fact]
    public async Task GivesTheSecondCredentialOfOnePersonTheSameSlotAndTheNextGeneration()
    {
        var first = await EnrolAsync(0);
        Assert.Equal(EffectOutcome.Effective, await TakeEffectAsync(first));
        var second = await EnrolAsync(1);

        Assert.Equal(first.Slot, second.Slot);
        Assert.Equal(new Generation(2), second.Generation);
        Assert.Equal(EffectOutcome.Effective, await TakeEffectAsync(second));
        Assert.Equal(new Generation(3), await store.NextGenerationAsync(first.Slot, CancellationToken.None));
    }

    [Fact]
    public async Task LeavesNoGapForAnAbandonedEnrolment()
    {
        await EnrolAsync(0);
        var second = await EnrolAsync(1);

        Assert.Equal(Generation.First, second.Generation);
        Assert.Equal(EffectOutcome.Effective, await TakeEffectAsync(second));
    }

    [Fact]
    public async Task LetsTheFirstBallotOfTwoPendingEnrolmentsWin()
    {
        var first = await EnrolAsync(0);
        var second = await EnrolAsync(1);

        Assert.Equal(EffectOutcome.Effective, await TakeEffectAsync(second));
        Assert.Equal(EffectOutcome.Superseded, await TakeEffectAsync(first));
        Assert.Equal(EffectOutcome.NotPending, await TakeEffectAsync(first));

        // The loser signs in again, with the same key if it likes.
        var again = await EnrolAsync(0);
        Assert.Equal(new Generation(2), again.Generation);
        Assert.Equal(EffectOutcome.Effective, await TakeEffectAsync(again));
    }

    [Fact]
    public async Task LetsExactlyOneOfManyTakeEffectAtOnce()
    {
        var pending = await Task.WhenAll(Enumerable.Range(0, 3).Select(EnrolAsync));

        var outcomes = await Task.WhenAll(pending.Select(granted => Task.Run(() => TakeEffectAsync(granted))));

        Assert.Single(outcomes, EffectOutcome.Effective);
        Assert.Equal(2, outcomes.Count(outcome => outcome == EffectOutcome.Superseded));
    }

    [Fact]
    public async Task RefusesAKeyThatWasEverEffective()
    {
        await TakeEffectAsync(await EnrolAsync(0));
        var reused = await fixture.GrantAsync(jpki.Hanako, keys[0].Public, new Generation(2));

        Assert.False(await store.TryAddPendingAsync(reused, CancellationToken.None));
    }

    [Fact]
    public async Task RefusesOneKeyForTwoPeople()
    {
        await EnrolAsync(0);
        var reused = await fixture.GrantAsync(jpki.Taro, keys[0].Public, Generation.First);

        Assert.False(await store.TryAddPendingAsync(reused, CancellationToken.None));
    }

    [Fact]
    public async Task ReplacesAPendingEnrolmentOfTheSameKey()
    {
        var first = await EnrolAsync(0);
        var second = await EnrolAsync(0);

        Assert.Same(second, await store.FindPendingAsync(keys[0].Public, CancellationToken.None));
        Assert.Equal(EffectOutcome.NotPending, await TakeEffectAsync(first));
        Assert.Equal(EffectOutcome.Effective, await TakeEffectAsync(second));
        Assert.Null(await store.FindPendingAsync(keys[0].Public, CancellationToken.None));
    }

    [Fact]
    public async Task SendsAPersonWhoIsNotOnTheRollToTheManualQueue()
    {
        using var onlyTaro = new EnrolmentFixture(jpki.Trust, JpkiFixture.TaroAttributes);
        var act = await onlyTaro.ActAsync(jpki.Hanako, keys[0].Public);

        Assert.Equal(new LocateResult.Manual(ManualReason.NoMatch), onlyTaro.Registrar.Locate(act));
    }

    [Fact]
    public async Task SendsAnAmbiguousPersonToTheManualQueue()
    {
        using var twice = new EnrolmentFixture(jpki.Trust, JpkiFixture.HanakoAttributes, JpkiFixture.HanakoAttributes);
        var act = await twice.ActAsync(jpki.Hanako, keys[0].Public);

        Assert.Equal(new LocateResult.Manual(ManualReason.Ambiguous), twice.Registrar.Locate(act));
    }

    [Fact]
    public void OpensTheRegistrarOnlyWithWhatBelongsToThePublishedList()
    {
        using var other = TagKey.Draw();
        var shorter = new ElectoralRoll([fixture.Electorate.Rows[0]]);
        var book = SlotBook.Draw(fixture.Electorate, fixture.Key);

        Assert.True(Registrar.TryOpen(fixture.Electorate, fixture.Book, fixture.Key, fixture.List.Hash, out _));
        Assert.False(Registrar.TryOpen(fixture.Electorate, fixture.Book, other, fixture.List.Hash, out _));
        Assert.False(Registrar.TryOpen(fixture.Electorate, book, fixture.Key, fixture.List.Hash, out _));
        Assert.False(Registrar.TryOpen(shorter, fixture.Book, fixture.Key, fixture.List.Hash, out _));
        Assert.False(Registrar.TryOpen(fixture.Electorate, fixture.Book, fixture.Key, Digest.Zero, out _));
    }

    /// <summary>From act to enrolment every step takes the previous step's type, and none has a public constructor.</summary>
    [Fact]
    public void HasNoPublicWayAroundTheAct()
    {
        Assert.Empty(typeof(LocatedPerson).GetConstructors());
        Assert.Empty(typeof(EnrolmentGranted).GetConstructors());

        Assert.Equal(["Registrar.Locate(VerifiedAct)"], PublicSourcesOf(typeof(LocateResult)));
        Assert.Equal(
            ["EnrolmentGranted.To(LocatedPerson, Generation, EvidenceSealer, DateTimeOffset)"],
            PublicSourcesOf(typeof(EnrolmentGranted)));
    }

    private static IEnumerable<string> PublicSourcesOf(Type type) =>
        type.Assembly.GetExportedTypes()
            .Where(source => !typeof(LocateResult).IsAssignableFrom(source))
            .SelectMany(source => source.GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly))
            .Where(method => method.ReturnType == type)
            .Select(method =>
                $"{method.DeclaringType!.Name}.{method.Name}({string.Join(", ", method.GetParameters().Select(p => p.ParameterType.Name))})");

    private async Task<EnrolmentGranted> EnrolAsync(int key)
    {
        var probe = await fixture.GrantAsync(jpki.Hanako, keys[key].Public, Generation.First);
        var generation = await store.NextGenerationAsync(probe.Slot, CancellationToken.None);
        var granted = await fixture.GrantAsync(jpki.Hanako, keys[key].Public, generation);
        Assert.True(await store.TryAddPendingAsync(granted, CancellationToken.None));
        return granted;
    }

    private Task<EffectOutcome> TakeEffectAsync(EnrolmentGranted granted) => store.TakeEffectAsync(granted, CancellationToken.None);
}
