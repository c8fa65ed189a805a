using System.CommandLine;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Vote.Ledger.Notes;
using Vote.Ledger.Storage;
using Vote.Ledger.Witnessing;
using Vote.Tally.Files;
using Vote.Tally.Terminal;
using Vote.Tally.Witnessing;

namespace Vote.Tally.Commands;

/// <summary>`witness`: a small server that cosigns what continues what it saw before, until it is stopped. spec/ledger.md §10 (1)</summary>
internal static class WitnessCommand
{
    public static Command Build(Desk desk)
    {
        var (key, name) = (Options.Required(desk, "--key", Texts.WitnessKey), Options.Required(desk, "--name", Texts.WitnessName));
        var state = Options.Required(desk, "--state", Texts.WitnessState);
        var logs = new Option<string[]>("--log") { Description = desk.Text(Texts.WitnessLog), Required = true };
        var listen = new Option<string>("--listen") { Description = desk.Text(Texts.ListenOption), DefaultValueFactory = _ => "http://127.0.0.1:8470" };
        var first = new Option<bool>("--first") { Description = desk.Text(Texts.WitnessFirst) };
        var passphrase = Options.PassphraseFile(desk);
        return new Command("witness", desk.Text(Texts.Witness)) { key, name, state, logs, listen, first, passphrase }.Does(desk, async (parsed, token) =>
        {
            var named = parsed.GetRequiredValue(name);
            if (!NoteKey.IsName(named))
            {
                throw Stop.CouldNotRun(Texts.WitnessNameMalformed, named);
            }

            NoteKey[] followed = [.. parsed.GetRequiredValue(logs).Select(ParseLog).DistinctBy(log => log.Name)];
            using var secret = SecretKeyFile.OpenNoteKey(desk, KeyRole.Witness, parsed.GetRequiredValue(key), parsed.GetValue(passphrase));
            var stores = await OpenAsync(followed, new(parsed.GetRequiredValue(state)), parsed.GetValue(first), token);
            using var witness = new Witness(new(named, secret, desk.Clock), [.. followed.Zip(stores, WatchedLog)]);
            await ServeAsync(desk, named, witness, ParseListen(parsed.GetRequiredValue(listen)), token);
            stores.ForEach(store => store.Dispose());
            return ExitCode.Done;
        });
    }

    private static WitnessedLog WatchedLog(NoteKey log, SqliteCheckpointStore store) => new(OriginOf(log), log.Key, store);

    private static LogOrigin OriginOf(NoteKey log) =>
        LogOrigin.TryParse(log.Name, out var origin) ? origin : throw Stop.CouldNotRun(Texts.WitnessLogMalformed, log.Name);

    private static NoteKey ParseLog(string text) =>
        NoteKey.TryParse(text, out var log) && log.Type == NoteSignatureType.Ed25519 && LogOrigin.TryParse(log.Name, out _)
            ? log
            : throw Stop.CouldNotRun(Texts.WitnessLogMalformed, text);

    private static IPEndPoint ParseListen(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address)
        && address is { Scheme: "http", PathAndQuery: "/", Fragment: "", UserInfo: "" }
        && IPAddress.TryParse(address.DnsSafeHost, out var ip)
            ? new(ip, address.Port)
            : throw Stop.CouldNotRun(Texts.ListenMalformed, text);

    /// <summary>A witness that starts without its memory would cosign a second history, so a new memory has to be asked for.</summary>
    private static async Task<List<SqliteCheckpointStore>> OpenAsync(
        NoteKey[] logs, DirectoryInfo state, bool first, CancellationToken cancellationToken)
    {
        state.Create();
        List<SqliteCheckpointStore> stores = [];
        foreach (var log in logs)
        {
            var file = new FileInfo(Path.Combine(state.FullName, $"{Witness.HashOf(OriginOf(log))}.sqlite"));
            if (!file.Exists && !first)
            {
                throw Stop.CouldNotRun(Texts.WitnessStateMissing, log.Name);
            }

            stores.Add(await SqliteCheckpointStore.OpenAsync(file, cancellationToken));
        }

        return stores;
    }

    private static async Task ServeAsync(Desk desk, string name, Witness witness, IPEndPoint listen, CancellationToken cancellationToken)
    {
        await using var app = new WitnessServer(witness, failure => desk.Say(Texts.WitnessFailed, failure.Message)).Build(listen);
        await app.StartAsync(cancellationToken);
        var addresses = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses;
        desk.Output.WriteLine(desk.Text(Texts.WitnessListens, name, addresses.Single()));
        await using (cancellationToken.Register(() => app.Lifetime.StopApplication()))
        {
            await app.WaitForShutdownAsync(CancellationToken.None);
        }
    }
}
