using System.Buffers.Binary;
using Vote.Crypto.Group;

namespace Vote.Crypto.Sigma;

/// <summary>
/// Feeds a relation's one encoding to a sponge in pieces: equations with their counts, indices and coefficients, then the elements from
/// index 1 on. draft-irtf-cfrg-sigma-protocols "Serialization".
/// </summary>
/// <remarks>Needs an instance that passed <see cref="InstanceRules.CheckShape"/>: the identity has no encoding.</remarks>
internal ref struct RelationEncoder
{
    private const int IndexSize = sizeof(uint);
    private const int ElementsAtOnce = 4096;

    private readonly DuplexSponge sponge;
    private readonly Span<byte> buffer;
    private int used;

    private RelationEncoder(DuplexSponge sponge, Span<byte> buffer)
    {
        this.sponge = sponge;
        this.buffer = buffer;
    }

    /// <summary>Absorbs the relation.</summary>
    public static void AbsorbInto(DuplexSponge sponge, LinearRelation relation)
    {
        var encoder = new RelationEncoder(sponge, stackalloc byte[8192]);
        encoder.WriteEquations(relation);
        encoder.Flush();
        AbsorbElements(sponge, relation);
    }

    private static void AbsorbElements(DuplexSponge sponge, LinearRelation relation)
    {
        var elements = relation.ElementArray;
        for (var start = 1; start < elements.Length; start += ElementsAtOnce)
        {
            var count = Math.Min(ElementsAtOnce, elements.Length - start);
            sponge.Absorb(Point.EncodeMany(new ArraySegment<Point>(elements, start, count)));
        }
    }

    private void WriteEquations(LinearRelation relation)
    {
        WriteIndex(relation.NumEquations);
        for (var i = 0; i < relation.NumEquations; i++)
        {
            var image = relation.Image(i);
            WriteIndex(image.Length);
            foreach (ref readonly var term in image)
            {
                WriteIndex(term.Element);
                WriteScalar(term.Coefficient);
            }

            var terms = relation.Terms(i);
            WriteIndex(terms.Length);
            foreach (ref readonly var term in terms)
            {
                WriteIndex(term.Witness);
                WriteIndex(term.Element);
                WriteScalar(term.Coefficient);
            }
        }
    }

    private void WriteIndex(int value) => BinaryPrimitives.WriteUInt32LittleEndian(Next(IndexSize), (uint)value);

    /// <summary>Nearly every coefficient is 1, and leaving the Montgomery form is most of the work of writing one.</summary>
    private void WriteScalar(in Scalar value)
    {
        var destination = Next(Scalar.Size);
        if (value == Scalar.One)
        {
            destination.Clear();
            destination[^1] = 1;
        }
        else
        {
            value.EncodeTo(destination);
        }
    }

    private Span<byte> Next(int length)
    {
        if (used + length > buffer.Length)
        {
            Flush();
        }

        var next = buffer.Slice(used, length);
        used += length;
        return next;
    }

    private void Flush()
    {
        sponge.Absorb(buffer[..used]);
        used = 0;
    }
}
