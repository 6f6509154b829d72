namespace Uramost.Platform.Data;

/// <summary>A store of encrypted records, for the rotation of the master key. Registered as <c>services.AddScoped&lt;IReencrypt, T&gt;()</c>.</summary>
public interface IReencrypt
{
    /// <summary>
    /// Seals everything of this store again under the key ring's current key, and makes its look-up values anew. The ring still
    /// holds the earlier keys. It may be interrupted and run again.
    /// </summary>
    /// <returns>How many records were sealed again.</returns>
    Task<int> Run(CancellationToken ct = default);
}
