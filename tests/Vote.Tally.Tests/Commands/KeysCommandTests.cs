using Vote.Tally.Files;
using Vote.Tally.Terminal;

namespace Vote.Tally.Tests.Commands;

public sealed class KeysCommandTests : IDisposable
{
    private readonly Workplace place = new();

    [Theory]
    [InlineData("officer")]
    [InlineData("auditor")]
    [InlineData("log")]
    public async Task MakesASealedAndAPublicFileOfOneKey(string role)
    {
        var answer = await New(role, "筑波 太郎");
        Assert.Equal(ExitCode.Done, answer.ExitCode);
        Assert.True(PublicKeyFile.TryDecode(File.ReadAllBytes(place[$"keys/{role}-筑波-太郎.public.json"]), out var file));
        Assert.Equal("筑波 太郎", file.Name);
        Assert.Equal(role, PublicKeyFile.NameOf(file.Role));

        var shown = await Workplace.RunAsync("keys", "show", place[$"keys/{role}-筑波-太郎.public.json"]);
        Assert.Equal(answer.Output, shown.Output);
    }

    [Fact]
    public async Task OpensWhatItSealedWithTheRightPassphraseOnly()
    {
        await New("officer", "A");
        var desk = new Desk { Output = TextWriter.Null, Error = TextWriter.Null };
        using var key = SecretKeyFile.OpenSigningKey(desk, KeyRole.Officer, place["keys/officer-A.sealed"], place.PassphraseFile);
        Assert.True(PublicKeyFile.TryDecode(File.ReadAllBytes(place["keys/officer-A.public.json"]), out var file));
        Assert.Equal(file.Key, key.Public.ToArray());

        var wrong = place.Write("wrong", "another passphrase");
        Assert.Throws<Stop>(() => SecretKeyFile.OpenSigningKey(desk, KeyRole.Officer, place["keys/officer-A.sealed"], wrong));
        Assert.Throws<Stop>(() => SecretKeyFile.OpenSigningKey(desk, KeyRole.Registrar, place["keys/officer-A.sealed"], place.PassphraseFile));
    }

    [Fact]
    public async Task NeverReplacesAKey()
    {
        await New("registrar", "R");
        var before = File.ReadAllBytes(place["keys/registrar-R.sealed"]);
        Assert.Equal(ExitCode.CouldNotRun, (await New("registrar", "R")).ExitCode);
        Assert.Equal(before, File.ReadAllBytes(place["keys/registrar-R.sealed"]));
    }

    [Fact]
    public async Task KeepsAnyNameInsideTheFolder()
    {
        await New("accept", "../../etc/$(x);\"名前\"");
        Assert.Equal(2, Directory.GetFiles(place["keys"]).Length);
        Assert.Equal(ExitCode.CouldNotRun, (await New("accept", "line\nbreak")).ExitCode);
    }

    [Fact]
    public async Task RefusesUnknownRolesAndShortPassphrases()
    {
        Assert.Equal(ExitCode.CouldNotRun, (await New("mayor", "M")).ExitCode);
        place.Write("passphrase", "short");
        Assert.Equal(ExitCode.CouldNotRun, (await New("officer", "S")).ExitCode);
        Assert.False(Directory.Exists(place["keys"]));
    }

    [Fact]
    public async Task ShowsOnlyWhatIsAPublicKeyFile()
    {
        var file = place.Write("not-a-key.json", "{}");
        Assert.Equal(ExitCode.Rejected, (await Workplace.RunAsync("keys", "show", file)).ExitCode);
        Assert.Equal(ExitCode.CouldNotRun, (await Workplace.RunAsync("keys", "show", place["missing"])).ExitCode);
    }

    public void Dispose() => place.Dispose();

    private Task<Answer> New(string role, string name) => Workplace.RunAsync(
        "keys", "new", "--role", role, "--name", name, "--out", place["keys"], "--passphrase-file", place.PassphraseFile);
}
