using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using Uramost.Exchange.Companies;
using Uramost.Platform.Contracts;
using Uramost.Platform.Data;
using Uramost.Platform.People;

namespace Uramost.Exchange.Practice;

/// <summary>Says on every page of an invented company, and of what it has or wants, that it is invented.</summary>
public sealed class InventedNotice(IServiceScopeFactory scopes, IStringLocalizer<Words> words) : IPageNotice
{
    /// <inheritdoc/>
    public async ValueTask<string?> For(IReadOnlyList<Guid> ids, Viewer viewer)
    {
        // Invented companies are shown to nobody who is not signed in.
        if (ids.Count == 0 || !viewer.IsSignedIn) return null;
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PlatformDb>();
        return await db.Set<Company>().AnyAsync(c => c.IsInvented && (ids.Contains(c.Id) || db.Set<CompanyEntry>().Any(e => e.CompanyId == c.Id && ids.Contains(e.Id)))) ? words["Notice"].Value : null;
    }
}
