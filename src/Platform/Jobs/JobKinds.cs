using Microsoft.Extensions.Localization;

namespace Uramost.Platform.Jobs;

/// <summary>The kinds of jobs in the reader's language. A kind that this node does not know keeps its code.</summary>
public sealed class JobKinds(IEnumerable<IJobHandler> handlers, IStringLocalizerFactory words)
{
    private readonly Dictionary<string, Type> byKind = handlers.ToDictionary(h => h.Kind, h => h.Words);

    /// <summary>What jobs of this kind do.</summary>
    public string Title(string kind) => Word(kind, $"Job.{kind}") ?? kind;

    /// <summary>What is being done now.</summary>
    public string Step(string kind, string step) => Word(kind, step) ?? step;

    private string? Word(string kind, string key) => byKind.TryGetValue(kind, out var type) && words.Create(type)[key] is { ResourceNotFound: false } word ? word.Value : null;
}
