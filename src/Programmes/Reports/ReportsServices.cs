using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Uramost.Platform.Contracts;
using Uramost.Platform.Data;
using Uramost.Programmes.Projects;

namespace Uramost.Programmes.Reports;

/// <summary>What the reports bring to the program.</summary>
public static class ReportsServices
{
    /// <summary>Registers their services.</summary>
    public static IServiceCollection AddReportsServices(this IServiceCollection services) => services.AddScoped<TakePlan>().AddScoped<ReadReport>().AddScoped<MakeReport>().AddScoped<PrintReport>().AddScoped<IRecordOwner, ReportRecords>();

    /// <summary>Adds their tables.</summary>
    public static void AddReportsTables(this ModelBuilder model)
    {
        model.Entity<Report>(t =>
        {
            t.ToTable("programmes_report");
            t.Ignore(r => r.MayWrite).Ignore(r => r.MayTakeNumbers);
            t.Property(r => r.Plan).AsJson();
            t.HasOne<Project>().WithMany().HasForeignKey(r => r.ProjectId).OnDelete(DeleteBehavior.Cascade);
        });
        model.Entity<ReportText>().ToTable("programmes_report_text").HasOne<Project>().WithMany().HasForeignKey(t => t.ProjectId).OnDelete(DeleteBehavior.Cascade);
        model.Entity<PartnerValue>().ToTable("programmes_partner_value").HasOne<Project>().WithMany().HasForeignKey(v => v.ProjectId).OnDelete(DeleteBehavior.Cascade);
        model.Entity<ReportSubmission>().ToTable("programmes_report_submission").HasOne<Report>().WithMany().HasForeignKey(s => s.ReportId).HasConstraintName("FK_programmes_report_submission_report").OnDelete(DeleteBehavior.Cascade);
        model.Entity<ReportReopening>().ToTable("programmes_report_reopening").HasOne<Report>().WithMany().HasForeignKey(r => r.ReportId).HasConstraintName("FK_programmes_report_reopening_report").OnDelete(DeleteBehavior.Cascade);
    }
}
