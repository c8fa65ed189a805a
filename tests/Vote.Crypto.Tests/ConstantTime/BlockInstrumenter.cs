using System.Reflection;
using System.Runtime.Loader;
using Mono.Cecil;
using Mono.Cecil.Cil;
using Mono.Cecil.Rocks;
using MethodBody = Mono.Cecil.Cil.MethodBody;

namespace Vote.Crypto.Tests.ConstantTime;

/// <summary>
/// A second copy of Vote.Crypto in which every basic block counts itself, and of these tests, which use it. The code that runs is the code
/// that is shipped, with the counting put between its instructions.
/// </summary>
internal sealed class BlockInstrumenter : AssemblyLoadContext
{
    private const string Instrumented = "Vote.Crypto";
    private static readonly string Tests = typeof(BlockInstrumenter).Assembly.GetName().Name!;

    private readonly List<string> blocks = [];
    private readonly byte[] image;

    public BlockInstrumenter()
        : base(isCollectible: false)
    {
        using var module = ModuleDefinition.ReadModule(typeof(Verdict).Assembly.Location);
        var hooks = typeof(BlockCounter);
        var (hit, enter, leave) = (Import(nameof(BlockCounter.Hit)), Import(nameof(BlockCounter.Enter)), Import(nameof(BlockCounter.Leave)));
        foreach (var method in module.GetTypes().SelectMany(type => type.Methods).Where(method => method.HasBody))
        {
            Instrument(method, hit);
            if (IsVartime(method))
            {
                Suspend(method, enter, leave);
            }
        }

        using var stream = new MemoryStream();
        module.Write(stream);
        image = stream.ToArray();

        MethodReference Import(string name) => module.ImportReference(hooks.GetMethod(name));
    }

    /// <summary>Where each counted block stands.</summary>
    public IReadOnlyList<string> Blocks => blocks;

    /// <summary>A static method of a public type of the copied tests.</summary>
    public MethodInfo Method(Type type, string name) =>
        LoadFromAssemblyName(typeof(BlockInstrumenter).Assembly.GetName()).GetType(type.FullName!, throwOnError: true)!.GetMethod(name)!;

    protected override Assembly? Load(AssemblyName assemblyName) =>
        assemblyName.Name == Instrumented ? LoadFromStream(new MemoryStream(image))
        : assemblyName.Name == Tests ? LoadFromStream(new MemoryStream(File.ReadAllBytes(typeof(BlockInstrumenter).Assembly.Location)))
        : null;

    /// <summary>A public sum is variable-time by its type; everything else says so in its name.</summary>
    private static bool IsVartime(MethodDefinition method) =>
        !method.IsConstructor && (method.Name.Contains("Vartime", StringComparison.Ordinal) || method.DeclaringType.Name is "PublicSum" or "InstanceRules");

    private void Instrument(MethodDefinition method, MethodReference hit)
    {
        var body = method.Body;
        body.SimplifyMacros();
        var il = body.GetILProcessor();
        var moved = new Dictionary<Instruction, Instruction>();
        foreach (var leader in Leaders(body))
        {
            moved[leader] = Instruction.Create(OpCodes.Ldc_I4, blocks.Count);
            blocks.Add($"{method.DeclaringType.FullName}.{method.Name} +{leader.Offset:x}");
        }

        foreach (var (leader, first) in moved)
        {
            il.InsertBefore(leader, first);
            il.InsertBefore(leader, Instruction.Create(OpCodes.Call, hit));
        }

        Retarget(body, moved);
        body.OptimizeMacros();
    }

    private static HashSet<Instruction> Leaders(MethodBody body)
    {
        var leaders = new HashSet<Instruction> { body.Instructions[0] };
        foreach (var instruction in body.Instructions)
        {
            var targets = instruction.Operand switch
            {
                Instruction target => [target],
                Instruction[] many => many,
                _ => Array.Empty<Instruction>(),
            };
            leaders.UnionWith(targets);
            if (targets.Length > 0 && instruction.Next is { } next)
            {
                leaders.Add(next);
            }
        }

        leaders.UnionWith(body.ExceptionHandlers.Select(handler => handler.HandlerStart));
        return leaders;
    }

    private static void Retarget(MethodBody body, Dictionary<Instruction, Instruction> moved)
    {
        foreach (var instruction in body.Instructions)
        {
            instruction.Operand = instruction.Operand switch
            {
                Instruction target => moved[target],
                Instruction[] many => Array.ConvertAll(many, target => moved[target]),
                var other => other,
            };
        }

        foreach (var handler in body.ExceptionHandlers)
        {
            handler.TryStart = Moved(handler.TryStart);
            handler.TryEnd = Moved(handler.TryEnd);
            handler.HandlerStart = Moved(handler.HandlerStart);
            handler.HandlerEnd = Moved(handler.HandlerEnd);
            handler.FilterStart = Moved(handler.FilterStart);
        }

        Instruction? Moved(Instruction? place) => place is not null && moved.TryGetValue(place, out var first) ? first : place;
    }

    private static void Suspend(MethodDefinition method, MethodReference enter, MethodReference leave)
    {
        var body = method.Body;
        body.SimplifyMacros();
        var il = body.GetILProcessor();
        foreach (var end in body.Instructions.Where(instruction => instruction.OpCode == OpCodes.Ret).ToArray())
        {
            // The return keeps its place as a jump target: it becomes the call, and a new one follows.
            end.OpCode = OpCodes.Call;
            end.Operand = leave;
            il.InsertAfter(end, Instruction.Create(OpCodes.Ret));
        }

        var first = body.Instructions[0];
        il.InsertBefore(first, Instruction.Create(OpCodes.Ldstr, $"{method.DeclaringType.Name}.{method.Name}"));
        il.InsertBefore(first, Instruction.Create(OpCodes.Call, enter));
        body.OptimizeMacros();
    }
}
