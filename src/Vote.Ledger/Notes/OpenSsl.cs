using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Vote.Ledger.Notes;

/// <summary>A key of OpenSSL's, freed with the handle; OpenSSL wipes a private one.</summary>
internal sealed class OpenSslKey() : SafeHandleZeroOrMinusOneIsInvalid(ownsHandle: true)
{
    protected override bool ReleaseHandle()
    {
        OpenSsl.EVP_PKEY_free(handle);
        return true;
    }
}

/// <summary>A context of one signature or verification.</summary>
internal sealed class OpenSslContext() : SafeHandleZeroOrMinusOneIsInvalid(ownsHandle: true)
{
    protected override bool ReleaseHandle()
    {
        OpenSsl.EVP_MD_CTX_free(handle);
        return true;
    }
}

/// <summary>
/// The few functions of OpenSSL 3 that .NET 10 does not offer: Ed25519. .NET on Linux has the library loaded anyway.
/// </summary>
internal static partial class OpenSsl
{
    /// <summary>NID_ED25519.</summary>
    internal const int Ed25519 = 1087;

    private const string Library = "libcrypto.so.3";

    [LibraryImport(Library)]
    internal static partial OpenSslKey EVP_PKEY_new_raw_private_key(int type, nint engine, ReadOnlySpan<byte> key, nuint length);

    [LibraryImport(Library)]
    internal static partial OpenSslKey EVP_PKEY_new_raw_public_key(int type, nint engine, ReadOnlySpan<byte> key, nuint length);

    [LibraryImport(Library)]
    internal static partial int EVP_PKEY_get_raw_public_key(OpenSslKey key, Span<byte> encoded, ref nuint length);

    [LibraryImport(Library)]
    internal static partial void EVP_PKEY_free(nint key);

    [LibraryImport(Library)]
    internal static partial OpenSslContext EVP_MD_CTX_new();

    [LibraryImport(Library)]
    internal static partial void EVP_MD_CTX_free(nint context);

    [LibraryImport(Library)]
    internal static partial int EVP_DigestSignInit(OpenSslContext context, nint keyContext, nint digest, nint engine, OpenSslKey key);

    [LibraryImport(Library)]
    internal static partial int EVP_DigestSign(
        OpenSslContext context, Span<byte> signature, ref nuint length, ReadOnlySpan<byte> message, nuint messageLength);

    [LibraryImport(Library)]
    internal static partial int EVP_DigestVerifyInit(OpenSslContext context, nint keyContext, nint digest, nint engine, OpenSslKey key);

    [LibraryImport(Library)]
    internal static partial int EVP_DigestVerify(
        OpenSslContext context, ReadOnlySpan<byte> signature, nuint length, ReadOnlySpan<byte> message, nuint messageLength);

    [LibraryImport(Library)]
    internal static partial void ERR_clear_error();
}
