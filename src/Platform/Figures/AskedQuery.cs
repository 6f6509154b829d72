using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;
using Uramost.Platform.Data;
using Uramost.Platform.People;

namespace Uramost.Platform.Figures;

/// <summary>
/// A query whose id was printed, so that it can be asked again by its id alone. It holds the question and neither an answer nor
/// who asked.
/// </summary>
public sealed class AskedQuery
{
    /// <summary>Longest query that is kept.</summary>
    public const int Longest = 2000;

    private const string Basis = "basis", From = "from", Until = "until", By = "by";

    /// <summary>The first 16 hexadecimal digits of the SHA-256 of <see cref="Query"/>.</summary>
    [Key, MaxLength(16)] public string Id { get; init; } = "";

    /// <summary>The query in its one form.</summary>
    [MaxLength(Longest)] public string Query { get; init; } = "";

    /// <summary>When its id was printed first, UTC.</summary>
    public DateTime KeptAt { get; init; }

    /// <summary>
    /// A query in its one form: the same question has the same text, whatever the order in which it was asked. Who asks is
    /// no part of it, since the answer is theirs and the question everybody's.
    /// </summary>
    /// <param name="figureId">The figure.</param>
    /// <param name="query">What is asked of it.</param>
    public static string Canonical(string figureId, FigureQuery query)
    {
        var text = new StringBuilder(figureId).Append("?basis=").Append(query.Basis.ToString().ToLowerInvariant());
        foreach (var (dimension, value) in (query.Filters ?? new Dictionary<string, string>()).OrderBy(f => f.Key, StringComparer.Ordinal)) text.Append('&').Append(dimension).Append('=').Append(Uri.EscapeDataString(value));
        if (query.From is { } from) text.Append(CultureInfo.InvariantCulture, $"&from={from:yyyy-MM-dd}");
        if (query.Until is { } until) text.Append(CultureInfo.InvariantCulture, $"&until={until:yyyy-MM-dd}");
        if (query.GroupBy is { } by) text.Append("&by=").Append(by);
        return text.ToString();
    }

    /// <summary>Id of a query: the first 16 hexadecimal digits of the SHA-256 of its one form. It never changes, so a printed number can be asked again.</summary>
    public static string IdOf(string canonical) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(canonical)))[..16];

    /// <summary>Address of the page that asks a query again, without language.</summary>
    public static string PathOf(string id) => $"/figures/queries/{id}";

    /// <summary>The one form of the query behind an address of records, <c>/figures/ID?…</c>; null where the address is none.</summary>
    public static string? OfAddress(string address)
    {
        const string start = "/figures/";
        return address.StartsWith(start, StringComparison.Ordinal) && Read(address[start.Length..], Viewer.Visitor) is var (figure, query) ? Canonical(figure, query) : null;
    }

    /// <summary>The figure's id and the query of a text in its one form, or in any other order; null where it is none.</summary>
    /// <param name="text">The text.</param>
    /// <param name="viewer">Who asks it.</param>
    public static (string FigureId, FigureQuery Query)? Read(string text, Viewer viewer)
    {
        var at = text.IndexOf('?', StringComparison.Ordinal);
        if (at <= 0) return null;
        var asked = QueryHelpers.ParseQuery(text[at..]).ToDictionary(p => p.Key, p => p.Value.LastOrDefault() ?? "");
        if (!Enum.TryParse<Basis>(asked.GetValueOrDefault(Basis, nameof(Figures.Basis.Recorded)), ignoreCase: true, out var basis) || !Enum.IsDefined(basis)) return null;
        var filters = asked.Where(p => p.Key is not (Basis or From or Until or By)).ToDictionary(p => p.Key, p => p.Value);
        return (text[..at], new FigureQuery(viewer, basis, Day(From), Day(Until), filters, asked.GetValueOrDefault(By)));

        DateOnly? Day(string key) => DateOnly.TryParseExact(asked.GetValueOrDefault(key), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
    }
}

/// <summary>Keeps queries whose id is printed, and finds them by it.</summary>
/// <remarks>
/// A visitor's page keeps nothing: anybody could fill the database with questions. Its address holds the whole query, and where
/// the id is known already it is shown.
/// </remarks>
public sealed class KeptQueries(IDbContextFactory<PlatformDb> factory, TimeProvider clock)
{
    /// <summary>Keeps queries in their one form; each stands once, whoever asks it how often.</summary>
    public async Task Keep(IReadOnlyCollection<string> canonical, CancellationToken ct = default)
    {
        var wanted = canonical.Where(c => c.Length <= AskedQuery.Longest).Distinct().ToDictionary(AskedQuery.IdOf);
        if (wanted.Count == 0) return;
        await using var db = await factory.CreateDbContextAsync(ct);
        var ids = wanted.Keys.ToList();
        var known = (await db.Set<AskedQuery>().Where(q => ids.Contains(q.Id)).Select(q => q.Id).ToListAsync(ct)).ToHashSet();
        foreach (var (id, query) in wanted.Where(w => !known.Contains(w.Key)))
        {
            db.Add(new AskedQuery { Id = id, Query = query, KeptAt = clock.GetUtcNow().UtcDateTime });
            try
            {
                await db.SaveChangesAsync(ct);
            }
            catch (DbUpdateException)
            {
                // Somebody else printed it at the same moment: it stands, which is all that is wanted.
                db.ChangeTracker.Clear();
            }
        }
    }

    /// <summary>The query with this id in its one form, or null.</summary>
    public async Task<string?> Find(string id, CancellationToken ct = default)
    {
        await using var db = await factory.CreateDbContextAsync(ct);
        return await db.Set<AskedQuery>().Where(q => q.Id == id).Select(q => q.Query).SingleOrDefaultAsync(ct);
    }
}
