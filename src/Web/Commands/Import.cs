using System.Globalization;
using Microsoft.Extensions.Localization;
using Uramost.Platform.Data;
using Uramost.Platform.Files;
using Uramost.Platform.Import;
using Uramost.Platform.Language;

namespace Uramost.Web.Commands;

/// <summary>
/// Imports a table from the command line: the columns are matched by their headings, everything is saved in one
/// transaction, and nothing is saved while a row has an error.
/// </summary>
internal static class Import
{
    /// <summary>Runs the verb.</summary>
    public static async Task<int> Run(CommandLine call, TextWriter output, TextWriter error)
    {
        var (path, code) = (call.Required("--in"), call.Required("--kind"));
        if (!File.Exists(path)) throw new CommandException($"There is no file '{path}'.");
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = UiVariant.English.Culture;
        await using var app = Site.Build(new SiteOptions(call.Location, false, ["--Logging:LogLevel:Default=Warning"]));
        await Serve.Prepare(app);
        await using var scope = app.Services.CreateAsyncScope();
        var services = scope.ServiceProvider;
        var kinds = services.GetServices<IImportKind>().ToList();
        var kind = kinds.Find(k => k.Code == code) ?? throw new CommandException($"--kind takes {string.Join(", ", kinds.Select(k => k.Code).Order())}, not '{code}'.");
        var db = services.GetRequiredService<PlatformDb>();
        var target = await Target(db, kind, call);
        try
        {
            return await Read(services, db, kind, target, path, call.Flags.ContainsKey("--preview"), output, error);
        }
        catch (FileRefusedException refused)
        {
            throw new InvalidDataException(refused.Say(services.GetRequiredService<IStringLocalizer<Platform.Files.Words>>()));
        }
    }

    private static async Task<int> Read(IServiceProvider services, PlatformDb db, IImportKind kind, ImportTarget target, string path, bool preview, TextWriter output, TextWriter error)
    {
        var (stage, opened) = (services.GetRequiredService<StageImport>(), services.GetRequiredService<OpenedImport>());
        ImportFile file;
        await using (var content = File.OpenRead(path)) file = await stage.Run(kind, target.Id, Path.GetFileName(path), content, content.Length, null);
        var done = false;
        try
        {
            using var table = await stage.Open(file) ?? throw new InvalidDataException("The file could not be read again.");
            file.HeaderRow = MatchColumns.HeaderRow(kind, OpenedImport.First(table, file.SheetIndex, 12));
            var headings = OpenedImport.Headings(table, file.SheetIndex, file.HeaderRow);
            file.Columns = MatchColumns.Propose(kind, headings);
            var words = services.GetRequiredService<IStringLocalizerFactory>().Create(kind.Words);
            for (var i = 0; i < headings.Count; i++)
            {
                var field = file.Columns.FirstOrDefault(c => c.Value == i + 1).Key;
                await output.WriteLineAsync($"{Platform.Tables.SheetWriter.ColumnLetters(i + 1)} {headings[i]}: {(field is null ? "left out" : words[$"Import.{field}"].Value)}");
            }

            var missing = kind.Fields.Where(f => f.Required && !file.Columns.ContainsKey(f.Key)).Select(f => words[$"Import.{f.Key}"].Value).ToList();
            if (missing.Count > 0 || file.Columns.Count == 0) throw new InvalidDataException(file.Columns.Count == 0 ? "No column has a heading that is known." : $"No column has the heading {string.Join(", ", missing)}.");
            await db.SaveChangesAsync();

            var clock = services.GetRequiredService<TimeProvider>();
            var setup = new ImportSetup(file.Id, file.TargetId, null, DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime), file.Columns.Keys.ToHashSet());
            var report = await services.GetRequiredService<RunImport>().Run(db, kind, setup, table, new ImportLayout(file.SheetIndex, file.HeaderRow, file.Columns), save: false);
            foreach (var problem in report.Problems) await error.WriteLineAsync($"{problem.At}: {problem.Field} \"{problem.Value}\": {problem.Message}");
            foreach (var record in report.Remarked) await output.WriteLineAsync($"Row {record.Row}: {record.Remark}");
            await output.WriteLineAsync($"{report.New} new, {report.Changed} changed, {report.Same} unchanged, {report.Wrong} with errors.");
            if (report.Wrong > 0) throw new InvalidDataException($"Nothing was saved: {report.Wrong} {(report.Wrong == 1 ? "row has" : "rows have")} errors.");
            if (preview) return 0;

            await using var transaction = await db.Database.BeginTransactionAsync();
            await SaveImport.Save(db, services, file, kind, null, null, default);
            await transaction.CommitAsync();
            done = true;
            await output.WriteLineAsync("Saved.");
            return 0;
        }
        finally
        {
            if (!done) await stage.Discard(file);
        }
    }

    private static async Task<ImportTarget> Target(PlatformDb db, IImportKind kind, CommandLine call)
    {
        if (kind.TargetFlag is not { } flag) return (await kind.Targets(db, null, null))[0];
        var given = call.Required(flag);
        var all = await kind.Targets(db, null, Guid.TryParse(given, out var id) ? id : null);
        return all.FirstOrDefault(t => t.Id == id && id != Guid.Empty)
            ?? (all.Where(t => ImportWords.Plain(t.Label) == ImportWords.Plain(given)).ToList() is [var one] ? one : throw new CommandException($"{flag} takes an id or an exact title; '{given}' is none."));
    }
}
