using System.Diagnostics;
using System.Text;
using Vote.Tally.Files;
using Vote.Tally.Terminal;

namespace Vote.Tally.Tests.Files;

public sealed class FileTests : IDisposable
{
    private readonly Workplace place = new();

    [Fact]
    public void ReadsWhatItWrote()
    {
        OutputFile.Create(place["new/deep/file"], "content"u8);
        Assert.Equal("content", Encoding.UTF8.GetString(InputFile.Read(place["new/deep/file"])));
        Assert.Equal(["file"], Directory.EnumerateFileSystemEntries(place["new/deep"]).Select(Path.GetFileName));
    }

    [Fact]
    public void NeverOverwrites()
    {
        var path = place.Write("file", "old");
        Assert.Throws<Stop>(() => OutputFile.Create(path, "new"u8));
        Assert.Throws<Stop>(() => OutputFile.CreateOrConfirm(path, "new"u8));
        OutputFile.CreateOrConfirm(path, "old"u8);
        Assert.Equal("old", File.ReadAllText(path));
    }

    [Fact]
    public void WritesNothingThroughALink()
    {
        File.CreateSymbolicLink(place["link"], place["elsewhere"]);
        Assert.Throws<Stop>(() => OutputFile.Create(place["link"], "new"u8));
        Assert.Throws<Stop>(() => OutputFile.CreateOrConfirm(place["link"], "new"u8));
        Assert.False(File.Exists(place["elsewhere"]));
    }

    [Fact]
    public void ReadsNothingThroughALink()
    {
        File.CreateSymbolicLink(place["link"], place.Write("file", "content"));
        Assert.Throws<Stop>(() => InputFile.Read(place["link"]));
        Assert.Throws<Stop>(() => InputFile.Exists(place["link"]));
    }

    [Fact]
    public void RefusesFoldersOversizeAndAbsence()
    {
        Assert.Throws<Stop>(() => InputFile.Read(place["."]));
        Assert.Throws<Stop>(() => InputFile.Read(place.Write("file", "content"), maximumBytes: 6));
        Assert.Throws<Stop>(() => InputFile.Read(place["nothing"]));
        Assert.False(InputFile.Exists(place["nothing"]));
    }

    [Fact]
    public void DoesNotWaitForAPipe()
    {
        using var made = Process.Start("mkfifo", place["pipe"]);
        made.WaitForExit();
        Assert.Empty(InputFile.Read(place["pipe"]));
    }

    [Fact]
    public void KeepsPrivateFilesPrivate()
    {
        OutputFile.CreatePrivate(place["secret"], "content"u8);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(place["secret"]));
        }
    }

    public void Dispose() => place.Dispose();
}
