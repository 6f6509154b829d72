using Uramost.Platform.Data;

namespace Uramost.Platform.Files;

/// <summary>
/// Seals the parts and names of all files under the current master key, part by part: what was done before an
/// interruption is left as it is.
/// </summary>
public sealed class ReencryptFiles(PlatformDb db, FileStore files) : IReencrypt
{
    /// <inheritdoc/>
    public Task<int> Run(CancellationToken ct = default) => files.Reencrypt(db, int.MaxValue, ct);
}
