using Spectre.Console;
using Vote.Tally.Commands;
using Vote.Tally.Terminal;

using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    stop.Cancel();
};

var desk = new Desk
{
    Output = Console.Out,
    Error = Console.Error,
    Keyboard = Console.IsInputRedirected ? null : () => Console.ReadKey(intercept: true),
    Screen = Console.IsErrorRedirected ? null : AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) }),
};

return await CommandFrame.RunAsync(args, desk, stop.Token);
