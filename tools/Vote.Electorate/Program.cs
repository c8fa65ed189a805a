using System.CommandLine;
using Vote.Electorate.Demo;
using Vote.Electorate.MainJob;
using Vote.Electorate.Network;
using Vote.Electorate.Synthetic;

using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    stop.Cancel();
};

var root = new RootCommand("Invented electorates for rehearsals and tests. Nobody in them exists.") { MainJobCommand.Build(Console.Out), NetworkJobCommand.Build(Console.Out), CastLoadCommand.Build(Console.Out), DemoCommand.Build(Console.Out), SyntheticCommand.Build(Console.Out) };
return await root.Parse(args).InvokeAsync(cancellationToken: stop.Token);
