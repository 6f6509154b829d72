using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Uramost.Platform.Data;

namespace Uramost.Platform.Files;

/// <summary>The tables and services of files.</summary>
public static class FileTables
{
    /// <summary>Adds the tables.</summary>
    public static void AddFileTables(this ModelBuilder model)
    {
        model.Entity<FileContent>(t =>
        {
            t.ToTable("platform_file_content");
            t.Property(c => c.Id).ValueGeneratedNever();
        });
        model.Entity<FileChunk>(t =>
        {
            t.ToTable("platform_file_chunk").HasKey(c => new { c.ContentId, c.Ordinal });
            t.HasOne<FileContent>().WithMany().HasForeignKey(c => c.ContentId).HasConstraintName("FK_platform_file_chunk_content").OnDelete(DeleteBehavior.Cascade);
        });
        model.Entity<StoredFile>(t =>
        {
            t.ToTable("platform_file");
            t.HasOne<FileContent>().WithMany().HasForeignKey(f => f.ContentId).HasConstraintName("FK_platform_file_content").OnDelete(DeleteBehavior.Restrict);
        });
    }

    /// <summary>Adds the store.</summary>
    public static IServiceCollection AddFiles(this IServiceCollection services) => services.AddScoped<FileStore>().AddScoped<IReencrypt, ReencryptFiles>();
}
