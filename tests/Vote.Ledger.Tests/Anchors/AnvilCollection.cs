namespace Vote.Ledger.Tests.Anchors;

/// <summary>One node for all tests that need one, which run one after another: each mines and reorganises as it likes.</summary>
[CollectionDefinition(Name)]
public sealed class AnvilCollection : ICollectionFixture<TestAnvil>
{
    public const string Name = "anvil";
}
