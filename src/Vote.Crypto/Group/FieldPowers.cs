using System.Runtime.InteropServices;

namespace Vote.Crypto.Group;

/// <summary>Powers with fixed exponents, by addition chains.</summary>
internal static class FieldPowers<T>
    where T : struct, IFieldElement<T>
{
    /// <summary>The inverse by Fermat's theorem; zero for zero. The value below 8p.</summary>
    public static T Invert(in T value)
    {
        var runs = new Runs(value);

        // p − 2 in binary: 32 ones, 31 zeros, a one, 96 zeros, 94 ones, a zero, a one.
        var result = T.SquareTimes(runs.Ones32, 32) * value;
        result = T.SquareTimes(result, 128) * runs.Ones32;
        result = T.SquareTimes(result, 32) * runs.Ones32;
        result = T.SquareTimes(result, 30) * runs.Ones30;
        return T.SquareTimes(result, 2) * value;
    }

    /// <summary>value^((p+1)/4): a square root when there is one, as p ≡ 3 modulo 4; else a root of −value.</summary>
    public static T SquareRootCandidate(in T value)
    {
        // (p+1)/4 in binary: 32 ones, 31 zeros, a one, 95 zeros, a one, 94 zeros.
        var result = T.SquareTimes(new Runs(value).Ones32, 32) * value;
        result = T.SquareTimes(result, 96) * value;
        return T.SquareTimes(result, 94);
    }

    /// <summary>value^((p−3)/4), for a root of a quotient without an inversion. RFC 9380 §F.2.1.2.</summary>
    public static T ForRatio(in T value)
    {
        // (p−3)/4 in binary: 32 ones, 31 zeros, a one, 96 zeros, 94 ones.
        var runs = new Runs(value);
        var result = T.SquareTimes(runs.Ones32, 32) * value;
        result = T.SquareTimes(result, 128) * runs.Ones32;
        result = T.SquareTimes(result, 32) * runs.Ones32;
        return T.SquareTimes(result, 30) * runs.Ones30;
    }

    /// <summary>value^(2³⁰ − 1) and value^(2³² − 1).</summary>
    [StructLayout(LayoutKind.Auto)]
    private readonly struct Runs
    {
        public readonly T Ones30;
        public readonly T Ones32;

        public Runs(in T value)
        {
            var ones2 = T.SquareTimes(value, 1) * value;
            var ones4 = T.SquareTimes(ones2, 2) * ones2;
            var ones8 = T.SquareTimes(ones4, 4) * ones4;
            var ones16 = T.SquareTimes(ones8, 8) * ones8;
            var ones24 = T.SquareTimes(ones16, 8) * ones8;
            var ones28 = T.SquareTimes(ones24, 4) * ones4;
            Ones30 = T.SquareTimes(ones28, 2) * ones2;
            Ones32 = T.SquareTimes(Ones30, 2) * ones2;
        }
    }
}
