using Vote.Tally.Rolls;
using Vote.Tally.Terminal;

namespace Vote.Tally.Tests.Rolls;

public sealed class RollTests : IDisposable
{
    private const string Head = "name,birth_date,sex,address\n";

    private readonly Workplace place = new();

    [Theory]
    [InlineData("a,b\n1,2\n", "a|b;1|2")]
    [InlineData("a,b\r\n\"1,\"\"x\"\"\",\r\n", "a|b;1,\"x\"|")]
    [InlineData("\"two\nlines\",b", "two\nlines|b")]
    public void ReadsCommaSeparatedValues(string text, string expected)
    {
        Assert.True(CsvRows.TryParse(text, out var rows));
        Assert.Equal(expected, string.Join(';', rows.Select(row => string.Join('|', row))));
    }

    [Theory]
    [InlineData("a,b\n1\n")]
    [InlineData("a,\"b\n")]
    [InlineData("a\"b,c\n")]
    [InlineData("\"a\"b,c\n")]
    public void RefusesWhatIsNoTable(string text) => Assert.False(CsvRows.TryParse(text, out _));

    [Theory]
    [InlineData("name,birth_date,sex\n山田,1980-01-01,1\n", "columns")]
    [InlineData("name,birth_date,sex,address,note\n山田,1980-01-01,1,つくば市,x\n", "columns")]
    [InlineData(Head + "山田,1980-01-01,1,つくば市\n鈴木,1980-13-01,1,つくば市\n", "line 3")]
    [InlineData(Head + "山田,1980-01-01,3,つくば市\n", "line 2")]
    [InlineData("id,name,birth_date,sex,address\nxyz,山田,1980-01-01,1,つくば市\n", "line 2")]
    public void SaysWhereTheMistakeIsAndNotWhoIsMeant(string csv, string expected)
    {
        Assert.False(RollSource.TryParseCsv(csv, out _, out var mistake));
        Assert.Contains(expected, mistake, StringComparison.Ordinal);
        Assert.DoesNotContain("山田", mistake, StringComparison.Ordinal);
    }

    [Fact]
    public async Task MakesSlotsThatCheckAndOnlyTheListIsPublic()
    {
        var csv = place.Write("roll.csv", Head + "山田,1980-01-01,1,つくば市一丁目\n鈴木,1981-00-00,2,つくば市二丁目\n");
        var made = await RunAsync("new", "--rows", csv, "--out", place["registrar"]);
        Assert.Equal(ExitCode.Done, made.ExitCode);
        Assert.Equal(made.Output, (await RunAsync("check", "--dir", place["registrar"])).Output);
        Assert.Equal(["slots.json"], Directory.GetFiles(place["registrar"]).Where(OthersMayRead).Select(Path.GetFileName));

        Assert.Equal(ExitCode.CouldNotRun, (await RunAsync("new", "--rows", csv, "--out", place["registrar"])).ExitCode);

        var other = await RunAsync("new", "--rows", csv, "--out", place["other"]);
        Assert.NotEqual(made.Output, other.Output);
        File.Copy(place["other/slots.json"], place["registrar/slots.json"], overwrite: true);
        Assert.Equal(ExitCode.Rejected, (await RunAsync("check", "--dir", place["registrar"])).ExitCode);
    }

    [Fact]
    public async Task RefusesAnotherEncodingInsteadOfGuessing()
    {
        // 山 in Shift_JIS, as spreadsheets write it.
        File.WriteAllBytes(place["roll.csv"], [.. System.Text.Encoding.UTF8.GetBytes(Head), 0x8e, 0x52, .. ",1980-01-01,1,x\n"u8]);
        var answer = await RunAsync("new", "--rows", place["roll.csv"], "--out", place["registrar"]);
        Assert.Equal(ExitCode.Rejected, answer.ExitCode);
        Assert.Contains("UTF-8", answer.Error, StringComparison.Ordinal);
    }

    public void Dispose() => place.Dispose();

    private static bool OthersMayRead(string file) => OperatingSystem.IsWindows()
        ? Path.GetFileName(file) == "slots.json"
        : (File.GetUnixFileMode(file) & UnixFileMode.OtherRead) != UnixFileMode.None;

    private Task<Answer> RunAsync(params string[] arguments) =>
        Workplace.RunAsync(["roll", .. arguments, "--passphrase-file", place.PassphraseFile]);
}
