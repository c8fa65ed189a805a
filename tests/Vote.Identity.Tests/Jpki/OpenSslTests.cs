using System.ComponentModel;
using System.Diagnostics;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Vote.Identity.Jpki;

namespace Vote.Identity.Tests.Jpki;

/// <summary>Our messages and those of the <c>openssl</c> command line are the same to both. Without the command they say so and pass.</summary>
[Collection(JpkiCollection.Name)]
public sealed class OpenSslTests(JpkiFixture fixture, Xunit.Abstractions.ITestOutputHelper output) : IDisposable
{
    private readonly string directory = Directory.CreateTempSubdirectory("jpki-openssl-").FullName;

    public void Dispose() => Directory.Delete(directory, recursive: true);

    [Fact]
    public async Task IsVerifiedByOpenSsl()
    {
        var content = "{\"statement\":\"筑波\"}"u8.ToArray();
        Write("act.der", fixture.Hanako.Sign(content, JpkiFixture.Now));
        WriteAuthority();

        if (await RunAsync(Verification("act.der")))
        {
            Assert.Equal(content, Read("content.bin"));
        }
    }

    [Fact]
    public async Task IsRefusedByOpenSslWhenTampered()
    {
        var content = "statement"u8.ToArray();
        var bytes = fixture.Hanako.Sign(content, JpkiFixture.Now);
        bytes[bytes.AsSpan().IndexOf(content)] ^= 1;
        Write("act.der", bytes);
        WriteAuthority();

        await RunAsync(Verification("act.der"), expectedExitCode: 4);
    }

    [Fact]
    public async Task VerifiesWhatOpenSslSigned()
    {
        using var key = fixture.Key(0);
        Write("key.pem", System.Text.Encoding.ASCII.GetBytes(key.ExportPkcs8PrivateKeyPem()));
        Write("card.pem", Pem(fixture.Hanako.Certificate));
        Write("content.bin", "statement"u8.ToArray());

        if (await RunAsync("cms -sign -binary -nodetach -md sha256 -in content.bin -signer card.pem -inkey key.pem -outform DER -out act.der"))
        {
            Assert.True(CmsMessage.TryDecode(Read("act.der"), out var message));
            Assert.Equal("statement"u8.ToArray(), message.Content.ToArray());
            Assert.IsType<JpkiResult.Verified>(JpkiVerifier.Verify(message, fixture.Trust, JpkiFixture.Now));
        }
    }

    [Fact]
    public async Task IsReadByOpenSslAsARevocationList()
    {
        Write("list.crl", fixture.Jpki.Signature.CreateRevocationList(JpkiFixture.Now, JpkiFixture.Now.AddDays(1)));
        WriteAuthority();

        await RunAsync("crl -inform DER -in list.crl -CAfile ca.pem -noout");
    }

    private static string Verification(string file) =>
        $"cms -verify -binary -inform DER -in {file} -CAfile ca.pem -purpose any -policy {JpkiProfile.SignaturePolicy} -explicit_policy "
        + $"-attime {JpkiFixture.Now.ToUnixTimeSeconds()} -out content.bin";

    private static byte[] Pem(byte[] certificate) =>
        System.Text.Encoding.ASCII.GetBytes(PemEncoding.WriteString("CERTIFICATE", certificate));

    private void WriteAuthority() => Write("ca.pem", Pem(fixture.Jpki.Signature.Certificate));

    private void Write(string name, byte[] content) => File.WriteAllBytes(Path.Combine(directory, name), content);

    private byte[] Read(string name) => File.ReadAllBytes(Path.Combine(directory, name));

    private async Task<bool> RunAsync(string arguments, int expectedExitCode = 0)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo("openssl", arguments)
            {
                WorkingDirectory = directory,
                UseShellExecute = false,
                RedirectStandardError = true,
            })!;
            var talk = await process.StandardError.ReadToEndAsync(CancellationToken.None);
            await process.WaitForExitAsync(CancellationToken.None);
            output.WriteLine(talk);
            Assert.True(process.ExitCode == expectedExitCode, talk);
            return true;
        }
        catch (Win32Exception)
        {
            output.WriteLine("openssl is not installed; the cross-check did not run.");
            return false;
        }
    }
}
