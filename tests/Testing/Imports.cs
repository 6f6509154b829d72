using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Uramost.Platform.Data;
using Uramost.Platform.Import;
using Uramost.Platform.Language;
using Uramost.Platform.People;

namespace Uramost.Testing;

/// <summary>Brings tables in past the pages: what a reading says, and what is saved.</summary>
public static class Imports
{
    /// <summary>Stages a table with the columns that its headings suggest.</summary>
    public static async Task<Guid> Stage(this IServiceProvider services, string kind, Guid target, string text, Guid? account = null)
    {
        await using var scope = services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Actor>().AccountId = account;
        var known = scope.ServiceProvider.GetServices<IImportKind>().Single(k => k.Code == kind);
        var stage = scope.ServiceProvider.GetRequiredService<StageImport>();
        var content = Encoding.UTF8.GetBytes(text);
        var file = await stage.Run(known, target, "list.csv", new MemoryStream(content), content.Length, null);
        using var table = await stage.Open(file) ?? throw new InvalidOperationException("The file is gone.");
        file.HeaderRow = MatchColumns.HeaderRow(known, OpenedImport.First(table, 0, 12));
        file.Columns = MatchColumns.Propose(known, OpenedImport.Headings(table, 0, file.HeaderRow));
        await scope.ServiceProvider.GetRequiredService<PlatformDb>().SaveChangesAsync();
        return file.Id;
    }

    /// <summary>Says what a table would do, in English, to somebody with these roles (none: the operator).</summary>
    public static Task<ImportReport> Preview(this TestSite site, string kind, Guid target, string text, params Membership[] roles) => Read(site, kind, target, text, false, roles);

    /// <summary>Saves a table as somebody with these roles (none: the operator).</summary>
    public static Task<ImportReport> Import(this TestSite site, string kind, Guid target, string text, params Membership[] roles) => Read(site, kind, target, text, true, roles);

    private static async Task<ImportReport> Read(TestSite site, string kind, Guid target, string text, bool save, Membership[] roles)
    {
        System.Globalization.CultureInfo.CurrentCulture = System.Globalization.CultureInfo.CurrentUICulture = UiVariant.English.Culture;
        var id = await site.Services.Stage(kind, target, text);
        await using var scope = site.Scope();
        var (services, db) = (scope.ServiceProvider, scope.ServiceProvider.GetRequiredService<PlatformDb>());
        var file = await db.Set<ImportFile>().AsNoTracking().SingleAsync(f => f.Id == id);
        var known = services.GetServices<IImportKind>().Single(k => k.Code == kind);
        var viewer = roles.Length == 0 ? null : new Viewer(Guid.NewGuid(), roles);
        if (save)
        {
            await using var transaction = await db.Database.BeginTransactionAsync();
            var saved = await SaveImport.Save(db, services, file, known, viewer, null, default);
            await transaction.CommitAsync();
            return saved;
        }

        using var table = await services.GetRequiredService<StageImport>().Open(file) ?? throw new InvalidOperationException("The file is gone.");
        var setup = new ImportSetup(file.Id, target, viewer, new DateOnly(2026, 11, 24), file.Columns.Keys.ToHashSet());
        return await services.GetRequiredService<RunImport>().Run(db, known, setup, table, new ImportLayout(file.SheetIndex, file.HeaderRow, file.Columns), save: false);
    }
}
