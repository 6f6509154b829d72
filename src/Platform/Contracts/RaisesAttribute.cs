namespace Uramost.Platform.Contracts;

/// <summary>A change of such a record raises a version in the same transaction, so that every node forgets what it keeps in memory of it.</summary>
/// <param name="version">One of <see cref="VersionNames"/>.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class RaisesAttribute(string version) : Attribute
{
    /// <summary>The version that is raised.</summary>
    public string Version => version;
}
