using System.Diagnostics;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Uramost.Platform.Data;
using Uramost.Platform.Import;
using Uramost.Platform.People.Persons;
using Uramost.Testing;

namespace Uramost.Bench;

/// <summary>
/// A list of people brought in as the verb and the job do it, from the waiting file to the commit, beside the same rows
/// made ready and inserted with nothing around them: a prepared statement on SQLite, a COPY on PostgreSQL.
/// </summary>
internal static class ImportRows
{
    /// <summary>
    /// Milliseconds of the import and of the bare insert, each after a small one that is thrown away: the first row of a
    /// process pays for the compiling of both.
    /// </summary>
    public static async Task<(double Import, double Bare)> Of(TestSite site, Guid organisation, int rows)
    {
        await Once(site, organisation, rows / 10);
        await Remove(site, organisation);
        var times = await Once(site, organisation, rows);
        await Remove(site, organisation);
        return times;
    }

    private static async Task Remove(TestSite site, Guid organisation)
    {
        await using var scope = site.Scope();
        var db = scope.ServiceProvider.GetRequiredService<PlatformDb>();
        await db.Set<ImportedRow>().Where(r => r.TargetId == organisation).ExecuteDeleteAsync();
        await RemovePeople(db, organisation);
    }

    private static async Task RemovePeople(PlatformDb db, Guid organisation)
    {
        await db.Set<PersonFacts>().Where(f => db.Set<PersonIdentity>().Any(p => p.Id == f.Id && p.OrganisationId == organisation)).ExecuteDeleteAsync();
        await db.Set<PersonIdentity>().Where(p => p.OrganisationId == organisation).ExecuteDeleteAsync();
    }

    private static async Task<(double Import, double Bare)> Once(TestSite site, Guid organisation, int rows)
    {
        var random = new Random(7);
        var list = new StringBuilder("Ime,Prezime,E-mail,Pol\r\n");
        for (var i = 0; i < rows; i++)
        {
            var (given, family) = Names.Of(random);
            list.Append(given).Append(',').Append(family).Append(",osoba.").Append(i).Append("@example.org,").Append(i % 2 == 0 ? "ž" : "m").Append("\r\n");
        }

        var content = Encoding.UTF8.GetBytes(list.ToString());
        double import;
        await using (var scope = site.Scope())
        {
            var services = scope.ServiceProvider;
            var db = services.GetRequiredService<PlatformDb>();
            var kind = services.GetServices<IImportKind>().Single(k => k.Code == "people");
            var file = await services.GetRequiredService<StageImport>().Run(kind, organisation, "lista.csv", new MemoryStream(content), content.Length, null);
            file.HeaderRow = 1;
            file.Columns = new Dictionary<string, int> { ["given_name"] = 1, ["family_name"] = 2, ["email"] = 3, ["gender"] = 4 };
            await db.SaveChangesAsync();
            db.ChangeTracker.Clear();
            var begun = Stopwatch.GetTimestamp();
            await using var transaction = await db.Database.BeginTransactionAsync();
            var report = await SaveImport.Save(db, services, file, kind, null, null, default);
            await transaction.CommitAsync();
            import = Stopwatch.GetElapsedTime(begun).TotalMilliseconds;
            if (report.New != rows) throw new InvalidOperationException($"{report.New} of {rows} rows came in, {report.Wrong} are wrong.");
        }

        await using (var scope = site.Scope())
        {
            var db = scope.ServiceProvider.GetRequiredService<PlatformDb>();
            var identities = await db.Set<PersonIdentity>().AsNoTracking().Where(p => p.OrganisationId == organisation).ToListAsync();
            var ids = identities.Select(p => p.Id).ToHashSet();
            var facts = (await db.Set<PersonFacts>().AsNoTracking().Where(f => db.Set<PersonIdentity>().Any(p => p.Id == f.Id && p.OrganisationId == organisation)).ToListAsync()).Where(f => ids.Contains(f.Id)).ToList();
            await RemovePeople(db, organisation);
            var begun = Stopwatch.GetTimestamp();
            await using var transaction = await db.Database.BeginTransactionAsync();
            await BulkInsert.Add(db, identities, null);
            await BulkInsert.Add(db, facts, null);
            await transaction.CommitAsync();
            return (import, Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
        }
    }
}
