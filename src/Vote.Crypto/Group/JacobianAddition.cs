namespace Vote.Crypto.Group;

/// <summary>Additions of public points, one pair at a time, with branches for what the formulas cannot do.</summary>
internal static class JacobianAddition
{
    extension<T>(JacobianPoint<T> point)
        where T : struct, ISingleFieldElement<T>
    {
        public bool IsIdentityVartime => T.IsZeroMask(point.Z) != 0;

        /// <summary>left + (x, y).</summary>
        public static JacobianPoint<T> AddAffineVartime(in JacobianPoint<T> left, in AffinePoint<T> right)
        {
            if (left.IsIdentityVartime)
            {
                return JacobianPoint<T>.FromAffine(right);
            }

            var zSquare = T.Square(left.Z);
            var h = T.Reduce((right.X * zSquare) - left.X);
            var r = T.Reduce((right.Y * (left.Z * zSquare)) - left.Y);
            return JacobianPoint<T>.Finish(left, left.X, left.Y, left.Z, h, r);
        }

        public static JacobianPoint<T> AddVartime(in JacobianPoint<T> left, in JacobianPoint<T> right)
        {
            if (left.IsIdentityVartime)
            {
                return right;
            }

            if (right.IsIdentityVartime)
            {
                return left;
            }

            var leftZSquare = T.Square(left.Z);
            var rightZSquare = T.Square(right.Z);
            var u1 = left.X * rightZSquare;
            var s1 = left.Y * (right.Z * rightZSquare);
            var h = T.Reduce((right.X * leftZSquare) - u1);
            var r = T.Reduce((right.Y * (left.Z * leftZSquare)) - s1);
            return JacobianPoint<T>.Finish(left, u1, s1, left.Z * right.Z, h, r);
        }

        /// <summary>
        /// The end of both additions (Cohen, Miyaji, Ono 1998): (u, s) the left point scaled to the common denominator, h and r
        /// the differences of the scaled coordinates.
        /// </summary>
        private static JacobianPoint<T> Finish(in JacobianPoint<T> left, in T u, in T s, in T z, in T h, in T r)
        {
            if (T.IsZeroMask(h) != 0)
            {
                return T.IsZeroMask(r) != 0 ? JacobianPoint<T>.Double(left) : default(JacobianPoint<T>);
            }

            var hSquare = T.Square(h);
            var hCube = h * hSquare;
            var v = u * hSquare;
            var x = T.Reduce(T.Square(r) - (hCube + v + v));
            var y = T.Reduce((r * (v - x)) - (s * hCube));
            return new JacobianPoint<T>(x, y, z * h);
        }
    }
}
