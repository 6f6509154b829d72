using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Uramost.Platform.Data;
using Uramost.Platform.Jobs;

namespace Uramost.Platform.Import;

/// <summary>What imports bring to the program.</summary>
public static class AddImports
{
    /// <summary>Registers the pipeline; modules register their kinds as <see cref="IImportKind"/>.</summary>
    public static IServiceCollection AddImportServices(this IServiceCollection services) => services
        .AddScoped<ImportReading>().AddScoped<RunImport>().AddScoped<StageImport>().AddScoped<OpenedImport>()
        .AddScoped<IReencrypt, ReencryptImports>().AddJob<SaveImport>().AddJob<ExpireImports>();

    /// <summary>Adds the tables of imports.</summary>
    public static void AddImportTables(this ModelBuilder model)
    {
        model.Entity<ImportFile>().ToTable("platform_import").Property(f => f.Columns).AsJson();
        model.Entity<ImportChunk>().ToTable("platform_import_chunk").HasOne<ImportFile>().WithMany().HasForeignKey(c => c.ImportId).OnDelete(DeleteBehavior.Cascade);
        model.Entity<ImportMatching>().ToTable("platform_import_matching").Property(m => m.Columns).AsJson();
        model.Entity<ImportedRow>().ToTable("platform_import_row");
    }
}
