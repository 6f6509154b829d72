using System.Security.Cryptography;
using System.Text;

namespace Uramost.Programmes.Results;

/// <summary>
/// Draws a random sample that anyone can draw again: whoever knows the seed and the pieces gets the same ones, and nobody
/// can choose which.
/// </summary>
public static class EvidenceSample
{
    /// <summary>The seed of a project on a day: known to everybody who reads the page, and the same for all of them.</summary>
    public static string Seed(Guid projectId, DateOnly day) => $"{projectId:N}/{day:yyyy-MM-dd}";

    /// <summary>Draws.</summary>
    /// <param name="pieces">Ids of all pieces, in any order.</param>
    /// <param name="seed">The seed.</param>
    /// <param name="size">How many.</param>
    public static IReadOnlyList<Guid> Draw(IEnumerable<Guid> pieces, string seed, int size) =>
        [.. pieces.Distinct().OrderBy(id => Convert.ToHexString(SHA256.HashData(Encoding.ASCII.GetBytes($"{seed}/{id:N}"))), StringComparer.Ordinal).Take(size)];
}
