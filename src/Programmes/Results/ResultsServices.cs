using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Uramost.Platform.Contracts;
using Uramost.Platform.Data;
using Uramost.Programmes.Activities;
using Uramost.Programmes.Projects;

namespace Uramost.Programmes.Results;

/// <summary>What the results framework brings to the program.</summary>
public static class ResultsServices
{
    /// <summary>Registers its services.</summary>
    public static IServiceCollection AddResultsServices(this IServiceCollection services) => services
        .AddScoped<Platform.Import.IImportKind, ImportAnswers>().AddScoped<AskFigure>().AddScoped<ReadFramework>().AddScoped<ReadGlance>().AddScoped<ChangedFigure>().AddScoped<MovedFigure>().AddScoped<PairsFigure>()
        .AddScoped<IRecordOwner, IndicatorRecords>().AddScoped<IRecordOwner, ValueRecords>().AddScoped<IRecordOwner, AssumptionRecords>().AddScoped<IRecordOwner, QuestionRecords>();

    /// <summary>Adds its tables.</summary>
    public static void AddResultsTables(this ModelBuilder model)
    {
        model.Entity<ResultNode>().ToTable("programmes_result").HasOne<Project>().WithMany().HasForeignKey(n => n.ProjectId).OnDelete(DeleteBehavior.Cascade);
        model.Entity<Assumption>().ToTable("programmes_assumption").HasOne<ResultNode>().WithMany().HasForeignKey(a => a.NodeId).OnDelete(DeleteBehavior.Cascade);
        model.Entity<AssumptionReview>(t =>
        {
            t.ToTable("programmes_assumption_review");
            t.Property(r => r.Figures).AsJson();
            t.HasOne<Assumption>().WithMany().HasForeignKey(r => r.AssumptionId).HasConstraintName("FK_programmes_assumption_review_assumption").OnDelete(DeleteBehavior.Cascade);
        });
        model.Entity<Indicator>(t =>
        {
            t.ToTable("programmes_indicator");
            t.Property(i => i.Levels).AsJson();
            t.Property(i => i.Means).AsJson();
            t.Property(i => i.Disaggregations).AsJson();
            t.Property(i => i.Figure).AsJson();
            t.Property(i => i.DenominatorFigure).AsJson();
            t.HasOne<ResultNode>().WithMany().HasForeignKey(i => i.NodeId).OnDelete(DeleteBehavior.Cascade);
        });
        model.Entity<ReportingPeriod>().ToTable("programmes_reporting_period").HasOne<Project>().WithMany().HasForeignKey(p => p.ProjectId).HasConstraintName("FK_programmes_reporting_period_project").OnDelete(DeleteBehavior.Cascade);
        model.Entity<IndicatorTarget>(t =>
        {
            t.ToTable("programmes_indicator_target");
            t.Property(x => x.Parts).AsJson();
            t.HasOne<Indicator>().WithMany().HasForeignKey(x => x.IndicatorId).HasConstraintName("FK_programmes_indicator_target_indicator").OnDelete(DeleteBehavior.Cascade);
            t.HasOne<ReportingPeriod>().WithMany().HasForeignKey(x => x.PeriodId).HasConstraintName("FK_programmes_indicator_target_period").OnDelete(DeleteBehavior.Restrict);
        });
        model.Entity<IndicatorValue>(t =>
        {
            t.ToTable("programmes_indicator_value");
            t.Ignore(v => v.Amount);
            t.Property(v => v.Parts).AsJson();
            t.HasOne<Indicator>().WithMany().HasForeignKey(v => v.IndicatorId).HasConstraintName("FK_programmes_indicator_value_indicator").OnDelete(DeleteBehavior.Cascade);
            t.HasOne<ReportingPeriod>().WithMany().HasForeignKey(v => v.PeriodId).HasConstraintName("FK_programmes_indicator_value_period").OnDelete(DeleteBehavior.Restrict);
        });
        model.Entity<ValueCorrection>(t =>
        {
            t.ToTable("programmes_value_correction");
            t.Ignore(c => c.Amount);
            t.Property(c => c.Parts).AsJson();
            t.HasOne<IndicatorValue>().WithMany().HasForeignKey(c => c.ValueId).HasConstraintName("FK_programmes_value_correction_value").OnDelete(DeleteBehavior.Cascade);
        });
        model.Entity<ChangeMeasurement>().ToTable("programmes_change_measurement").HasOne<Activity>().WithMany().HasForeignKey(m => m.ActivityId).HasConstraintName("FK_programmes_change_measurement_activity").OnDelete(DeleteBehavior.Cascade);
        model.Entity<ChangeAnswer>().ToTable("programmes_change_answer").HasOne<ChangeMeasurement>().WithMany().HasForeignKey(a => a.MeasurementId).HasConstraintName("FK_programmes_change_answer_measurement").OnDelete(DeleteBehavior.Cascade);
    }
}
