namespace Vote.Crypto.Sigma;

/// <summary>
/// Rule 10: for every scalar there is an equation in which what multiplies it is not the identity; otherwise any value of it would do.
/// </summary>
/// <remarks>
/// An entry of the matrix that is one term with a non-zero coefficient settles its column without arithmetic, which is every column of
/// every relation of this system. Only columns without such an entry are computed, equation by equation.
/// </remarks>
internal static class InstanceColumns
{
    public static Verdict? Check(LinearRelation relation)
    {
        var settled = SettledWithoutArithmetic(relation);
        if (Array.TrueForAll(settled, column => column))
        {
            return null;
        }

        Settle(relation, settled);
        var open = Array.IndexOf(settled, false);
        return open < 0 ? null : InstanceRules.Broken(10, $"nothing depends on scalar {open}");
    }

    private static bool[] SettledWithoutArithmetic(LinearRelation relation)
    {
        var settled = new bool[relation.NumScalars];
        var termsHere = new int[relation.NumScalars];
        for (var i = 0; i < relation.NumEquations; i++)
        {
            var terms = relation.Terms(i);
            foreach (ref readonly var term in terms)
            {
                termsHere[term.Witness] += term.Coefficient.IsZero ? 0 : 1;
            }

            foreach (ref readonly var term in terms)
            {
                settled[term.Witness] |= termsHere[term.Witness] == 1;
            }

            foreach (ref readonly var term in terms)
            {
                termsHere[term.Witness] = 0;
            }
        }

        return settled;
    }

    private static void Settle(LinearRelation relation, bool[] settled)
    {
        for (var i = 0; i < relation.NumEquations; i++)
        {
            var entries = new Dictionary<int, PublicSum>();
            foreach (ref readonly var term in relation.Terms(i))
            {
                if (!settled[term.Witness])
                {
                    ref var entry = ref System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(entries, term.Witness, out _);
                    entry ??= new PublicSum();
                    entry.Add(term.Coefficient, relation.ElementArray[term.Element]);
                }
            }

            foreach (var (scalar, entry) in entries)
            {
                settled[scalar] = !entry.IsIdentityVartime();
            }
        }
    }
}
