using System.Reflection;
using Uramost.Platform;

namespace Uramost.Web;

/// <summary>The modules of this program: the one list that is extended when a module is added.</summary>
public static class Rooms
{
    /// <summary>All modules, in the order of their navigation entries.</summary>
    public static readonly IReadOnlyList<IModule> Modules = [new PlatformModule(), new Programmes.ProgrammesModule(), new Exchange.ExchangeModule()];

    /// <summary>Assemblies beside this one in which pages are found.</summary>
    public static readonly IReadOnlyList<Assembly> PageAssemblies = [.. Modules.Select(m => m.GetType().Assembly).Distinct()];
}
