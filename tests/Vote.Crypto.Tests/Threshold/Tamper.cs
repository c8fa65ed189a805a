using Vote.Canonical;

namespace Vote.Crypto.Tests.Threshold;

/// <summary>Changes canonical values one leaf at a time.</summary>
internal static class Tamper
{
    /// <summary>The value with each of its leaves changed in turn.</summary>
    public static IEnumerable<CanonicalValue> EveryLeaf(CanonicalValue value) => value switch
    {
        CanonicalObject node => node.Names.SelectMany(name => Fields(node, name)),
        CanonicalArray list => list.Items.SelectMany((item, i) => EveryLeaf(item).Select(changed => Replace(list, i, changed))),
        CanonicalInteger number => [CanonicalValue.Number(number.Value + 1)],
        CanonicalString text => Texts(text.Value),
        _ => [],
    };

    private static IEnumerable<CanonicalValue> Fields(CanonicalObject node, string name)
    {
        node.TryGet(name, out var field);
        return EveryLeaf(field!).Select(changed => node.Without(name).With(name, changed));
    }

    private static CanonicalArray Replace(CanonicalArray list, int index, CanonicalValue changed) =>
        CanonicalValue.List(list.Items.Select((item, i) => i == index ? changed : item));

    private static IEnumerable<CanonicalValue> Texts(string text)
    {
        var middle = text.Length / 2;
        var replacement = text[middle] == 'A' ? 'B' : 'A';
        return [CanonicalValue.Text(text[..middle] + replacement + text[(middle + 1)..])];
    }
}
