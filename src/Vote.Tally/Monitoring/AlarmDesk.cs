using Vote.Ledger.Witnessing;
using Vote.Tally.Commands;
using Vote.Tally.Terminal;

namespace Vote.Tally.Monitoring;

/// <summary>Tells people and machines what a monitor found, and writes evidence where it will be found again.</summary>
/// <param name="desk">Where to say it.</param>
/// <param name="folder">Where evidence goes.</param>
/// <param name="json">One line of JSON for each alarm instead of a sentence.</param>
internal sealed class AlarmDesk(Desk desk, string folder, bool json)
{
    /// <summary>Says one alarm.</summary>
    public void Raise(LogAlarm alarm)
    {
        var (kind, phrase, arguments) = Describe(alarm);
        desk.Output.WriteLine(json
            ? JsonLine.Of(("alarm", kind), ("what", phrase.In(Language.English, arguments)))
            : desk.Text(phrase, arguments));
    }

    private (string Kind, Phrase Phrase, object[] Arguments) Describe(LogAlarm alarm) => alarm switch
    {
        LogAlarm.Proven({ } evidence) => evidence is Evidence.Fork
            ? ("fork", Texts.AlarmFork, [EvidenceFile.Write(folder, evidence)])
            : ("broken-promise", Texts.AlarmPromise, [EvidenceFile.Write(folder, evidence)]),
        LogAlarm.RolledBack(var kept, var served) => ("rolled-back", Texts.AlarmRolledBack, [kept.Value, served.Value]),
        LogAlarm.NoCheckpoint(var detail) => ("no-checkpoint", Texts.AlarmNoCheckpoint, [detail]),
        LogAlarm.Damaged(var detail) => ("damaged", Texts.AlarmDamaged, [detail]),
        LogAlarm.Overdue(var leaf) => ("overdue", Texts.AlarmOverdue, [leaf.Value.ToHex()]),
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
