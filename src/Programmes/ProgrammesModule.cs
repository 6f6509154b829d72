using Uramost.Platform;

namespace Uramost.Programmes;

/// <summary>Registering programmes and proving their results.</summary>
public sealed class ProgrammesModule : IModule
{
    /// <inheritdoc/>
    public string Name => "programmes";
}
