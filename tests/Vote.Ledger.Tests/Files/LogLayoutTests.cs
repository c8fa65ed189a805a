using System.Text;
using Vote.Canonical;
using Vote.Ledger.Entries;
using Vote.Ledger.Files;
using Vote.Ledger.Tree;
using Vote.Testing;

namespace Vote.Ledger.Tests.Files;

public class LogLayoutTests
{
    private static readonly long[] Sizes = [0, 1, 5, 255, 256, 257, 511, 512, 70_000, 65_535, 65_536, 65_537, 131_072];

    [Fact]
    public void HasTheFilesOfTheFormatsExample()
    {
        var tiles = LogLayout.Tiles(default, new(70_000)).ToArray();

        Assert.Equal(273, tiles.Count(tile => tile is { Level: 0, Width: 256 }));
        Assert.Contains(LogPath.Tile(0, 273, 112), tiles);
        Assert.Contains(LogPath.Tile(1, 0, 256), tiles);
        Assert.Contains(LogPath.Tile(1, 1, 17), tiles);
        Assert.Contains(LogPath.Tile(2, 0, 1), tiles);
        Assert.Equal(277, tiles.Length);
    }

    [Fact]
    public void MakesTheFilesOfTheVectors()
    {
        var vectors = SpecVectors.Load("log-files.json");
        var entries = SpecVectors.Load("merkle.json").GetProperty("entries").EnumerateArray().Select(entry => entry.GetString()!);
        ReadOnlyMemory<byte>[] small = [.. entries.Select(entry => new ReadOnlyMemory<byte>(Convert.FromHexString(entry)))];
        ReadOnlyMemory<byte>[] large = [.. Enumerable.Range(0, 70_000).Select(i => new ReadOnlyMemory<byte>(Encoding.ASCII.GetBytes($"{i}")))];

        var made = Files(small);
        Assert.Equal(vectors.GetProperty("small").EnumerateObject().Count(), made.Count);
        foreach (var file in vectors.GetProperty("small").EnumerateObject())
        {
            Assert.Equal(file.Value.GetString(), Convert.ToHexStringLower(made[file.Name]));
        }

        made = Files(large);
        foreach (var file in vectors.GetProperty("large").EnumerateObject())
        {
            Assert.Equal(file.Value.GetString(), Digest.Sha256(made[file.Name]).ToHex());
        }
    }

    private static Dictionary<string, byte[]> Files(ReadOnlyMemory<byte>[] entries)
    {
        var tree = new MerkleTree(entries.Select(entry => LeafHash.Of(entry.Span)));
        var files = LogLayout.Tiles(default, tree.Size).ToDictionary(
            tile => tile.Text, tile => LogLayout.TileContent(tree, tile), StringComparer.Ordinal);
        foreach (var bundle in LogLayout.Bundles(default, tree.Size))
        {
            var start = (int)bundle.Number * LogPath.FullWidth;
            files.Add(bundle.Text, EntryBundle.Encode(entries[start..(start + bundle.Width)]));
        }

        return files;
    }

    [Fact]
    public void CountsAndContainsExactlyItsFiles()
    {
        foreach (var size in Sizes)
        {
            var files = LogLayout.Tiles(default, new(size)).Concat(LogLayout.Bundles(default, new(size))).ToArray();

            Assert.Equal(files.Length, LogLayout.CountFiles(new(size)));
            Assert.All(files, file => Assert.True(LogLayout.Contains(new(size), file)));
            Assert.All(files, file => Assert.True(LogPath.TryParse(file.Text, out var parsed) && parsed == file));
        }

        Assert.False(LogLayout.Contains(new(256), LogPath.Tile(0, 0, 255)));
        Assert.False(LogLayout.Contains(new(255), LogPath.Tile(0, 0, 256)));
        Assert.False(LogLayout.Contains(new(256), LogPath.Tile(8, 0, 1)));
    }

    [Fact]
    public void GrowsByTheFilesThatTheSmallerLogLacks()
    {
        foreach (var (before, after) in Sizes.SelectMany(a => Sizes.Where(b => b >= a).Select(b => (a, b))))
        {
            var known = LogLayout.Tiles(default, new(before)).ToHashSet();
            var missing = LogLayout.Tiles(default, new(after)).Where(tile => !known.Contains(tile));

            Assert.Equal(missing, LogLayout.Tiles(new(before), new(after)));
        }
    }

    [Theory]
    [InlineData("tile/0/x001/x234/067", 1_234_067)]
    [InlineData("tile/entries/x001/000.p/7", 1_000)]
    [InlineData("tile/3/999", 999)]
    public void ReadsNumbersAsTheFormatWritesThem(string text, long number) =>
        Assert.True(LogPath.TryParse(text, out var path) && path.Number == number && path.Text == text);

    [Theory]
    [InlineData("tile/0/1")]
    [InlineData("tile/0/0001")]
    [InlineData("tile/0/x000/001")]
    [InlineData("tile/0/001/002")]
    [InlineData("tile/0/x001")]
    [InlineData("tile/0/000.p/0")]
    [InlineData("tile/0/000.p/256")]
    [InlineData("tile/0/000.p/07")]
    [InlineData("tile/0/000.p")]
    [InlineData("tile/00/000")]
    [InlineData("tile/64/000")]
    [InlineData("tile/-1/000")]
    [InlineData("tile/0")]
    [InlineData("tile/0/")]
    [InlineData("tile/x/000")]
    [InlineData("Checkpoint")]
    [InlineData("checkpoint/")]
    [InlineData("/checkpoint")]
    [InlineData("../checkpoint")]
    [InlineData("tile/0/../0/000")]
    [InlineData("blob/00/0000")]
    [InlineData("blob/01/0000000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("")]
    public void RefusesEveryOtherPlace(string text) => Assert.False(LogPath.TryParse(text, out _));

    [Fact]
    public void ReadsNothingButItsOwnSpellingUnderMutation()
    {
        var random = new Mutator(13);
        byte[][] seeds = [.. LogLayout.Tiles(default, new(70_000)).TakeLast(5).Append(LogPath.Blob(Digest.Zero))
            .Select(path => Encoding.ASCII.GetBytes(path.Text))];
        for (var i = 0; i < 5_000; i++)
        {
            var text = Encoding.Latin1.GetString(random.Mutate(seeds[i % seeds.Length]));
            Assert.True(!LogPath.TryParse(text, out var path) || path.Text == text);
        }
    }

    [Fact]
    public void NamesABlobByItsHash()
    {
        var path = LogPath.Blob(Digest.Sha256("x"u8));

        Assert.Equal("blob/2d/2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881", path.Text);
        Assert.True(LogPath.TryParse(path.Text, out var parsed) && parsed == path);
    }

    [Fact]
    public void BundlesRoundTripAndAreNotReadBeyondTheirEnd()
    {
        var random = new Mutator(12);
        ReadOnlyMemory<byte>[] entries = [.. new[] { 0, 1, 300, 65_535 }.Select(random.Bytes)];
        var content = EntryBundle.Encode(entries);

        Assert.True(EntryBundle.TryDecode(content, out var decoded));
        Assert.Equal(entries.Select(entry => entry.ToArray()), decoded.Select(entry => entry.ToArray()));
        Assert.False(EntryBundle.TryDecode(content.AsMemory(..^1), out _));
        Assert.False(EntryBundle.TryDecode(new byte[] { 0 }, out _));
        for (var i = 0; i < 500; i++)
        {
            var bytes = random.Mutate(content.AsSpan(0, 305));
            Assert.True(!EntryBundle.TryDecode(bytes, out decoded) || EntryBundle.Encode([.. decoded]).AsSpan().SequenceEqual(bytes));
        }
    }
}
