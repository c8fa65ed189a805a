using Vote.Tally.Terminal;

namespace Vote.Tally.Tests.Commands;

public sealed class CommandFrameTests
{
    [Fact]
    public async Task SpeaksJapaneseUnlessAskedForEnglish()
    {
        var japanese = await Workplace.RunAsync(desk => desk, ["keys", "show", "/no/such/file"]);
        Assert.Contains("ファイルがありません", japanese.Error, StringComparison.Ordinal);
        var english = await Workplace.RunAsync("keys", "show", "/no/such/file");
        Assert.Contains("No such file", english.Error, StringComparison.Ordinal);
        Assert.Equal(ExitCode.CouldNotRun, japanese.ExitCode);
    }

    [Theory]
    [InlineData("decipher")]
    [InlineData("keys")]
    [InlineData("mix")]
    [InlineData("decrypt", "record", "--ciphertext", "x")]
    public async Task CannotRunWhatItDoesNotKnow(params string[] arguments) =>
        Assert.Equal(ExitCode.CouldNotRun, (await Workplace.RunAsync(arguments)).ExitCode);

    [Fact]
    public async Task ExplainsItself()
    {
        var help = await Workplace.RunAsync("--help");
        Assert.Equal(ExitCode.Done, help.ExitCode);
        Assert.Contains("ceremony", help.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ReadsNoSecondCommandLineFromAFile()
    {
        using var place = new Workplace();
        var file = place.Write("arguments", "--help");
        Assert.Equal(ExitCode.CouldNotRun, (await Workplace.RunAsync($"@{file}")).ExitCode);
    }
}
