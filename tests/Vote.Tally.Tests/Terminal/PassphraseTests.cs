using Vote.Tally.Terminal;

namespace Vote.Tally.Tests.Terminal;

public sealed class PassphraseTests
{
    [Fact]
    public void AsksTwiceAndShowsNothing()
    {
        using var talk = new StringWriter();
        using var chosen = Passphrase.Choose(Typing(talk, "みどり色の自転車\rみどり色の自転車\r"), file: null);
        Assert.Equal("みどり色の自転車", new string(chosen.Characters));
        Assert.DoesNotContain("自転車", talk.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void HeedsTheBackspaceKey()
    {
        using var asked = Passphrase.Ask(Typing(TextWriter.Null, "secrex\btly\r"), file: null, "key");
        Assert.Equal("secretly", new string(asked.Characters));
    }

    [Theory]
    [InlineData("long enough\rlong enoughh\r")]
    [InlineData("7 chars\r7 chars\r")]
    public void RefusesTwoDifferentAndShortOnes(string typed)
    {
        var stop = Assert.Throws<Stop>(() => Passphrase.Choose(Typing(TextWriter.Null, typed), file: null));
        Assert.Equal(ExitCode.CouldNotRun, stop.ExitCode);
    }

    [Fact]
    public void CannotAskWithoutATerminal()
    {
        var desk = new Desk { Output = TextWriter.Null, Error = TextWriter.Null };
        Assert.Throws<Stop>(() => Passphrase.Ask(desk, file: null, "key"));
    }

    [Fact]
    public void TakesALineOfAFileWithoutItsEnd()
    {
        using var place = new Workplace();
        var desk = new Desk { Output = TextWriter.Null, Error = TextWriter.Null };
        using var unix = Passphrase.Ask(desk, place.Write("a", "two words\n"), "key");
        using var windows = Passphrase.Ask(desk, place.Write("b", "two words\r\n"), "key");
        Assert.Equal("two words", new string(unix.Characters));
        Assert.Equal("two words", new string(windows.Characters));
    }

    private static Desk Typing(TextWriter talk, string keys)
    {
        var next = 0;
        return new Desk
        {
            Output = TextWriter.Null,
            Error = talk,
            Keyboard = () => Key(keys[next++]),
        };
    }

    private static ConsoleKeyInfo Key(char character) => new(
        character,
        character switch { '\r' => ConsoleKey.Enter, '\b' => ConsoleKey.Backspace, _ => ConsoleKey.None },
        shift: false,
        alt: false,
        control: false);
}
