using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Uramost.Platform.Data;

namespace Uramost.Web.Migrations;

/// <summary>Results frameworks with their values; paired change.</summary>
[DbContext(typeof(PlatformDb)), Migration("0049-Results")]
public sealed class Results0049 : Migration
{
    /// <inheritdoc/>
    protected override void Up(MigrationBuilder migration)
    {
        migration.AddColumn<Guid>("NodeId", "programmes_risk", nullable: true);

        migration.CreateTable("programmes_result", t => new
        {
            Id = t.Column<Guid>(),
            Code = t.Column<string>(nullable: true, maxLength: 20),
            Level = t.Column<string>(),
            Ordinal = t.Column<int>(),
            ParentId = t.Column<Guid>(nullable: true),
            ProjectId = t.Column<Guid>(),
            RetiredOn = t.Column<DateOnly>(nullable: true),
            SourceId = t.Column<Guid>(nullable: true),
            Title = t.Column<string>(),
            Version = t.Column<int>(),
        }, constraints: t =>
        {
            t.PrimaryKey("PK_programmes_result", x => x.Id);
            t.ForeignKey("FK_programmes_result_programmes_project_ProjectId", x => x.ProjectId, "programmes_project", "Id", onDelete: ReferentialAction.Cascade);
        });
        migration.CreateIndex("IX_programmes_result_ProjectId_Ordinal", "programmes_result", ["ProjectId", "Ordinal"]);

        migration.CreateTable("programmes_assumption", t => new
        {
            Id = t.Column<Guid>(),
            NodeId = t.Column<Guid>(),
            Ordinal = t.Column<int>(),
            Text = t.Column<string>(),
            Version = t.Column<int>(),
        }, constraints: t =>
        {
            t.PrimaryKey("PK_programmes_assumption", x => x.Id);
            t.ForeignKey("FK_programmes_assumption_programmes_result_NodeId", x => x.NodeId, "programmes_result", "Id", onDelete: ReferentialAction.Cascade);
        });
        migration.CreateIndex("IX_programmes_assumption_NodeId_Ordinal", "programmes_assumption", ["NodeId", "Ordinal"]);

        migration.CreateTable("programmes_assumption_review", t => new
        {
            Id = t.Column<Guid>(),
            AssumptionId = t.Column<Guid>(),
            Figures = t.Column<string>(),
            On = t.Column<DateOnly>(),
            Text = t.Column<string>(),
            Verdict = t.Column<string>(),
            Version = t.Column<int>(),
            WrittenBy = t.Column<Guid>(nullable: true),
        }, constraints: t =>
        {
            t.PrimaryKey("PK_programmes_assumption_review", x => x.Id);
            t.ForeignKey("FK_programmes_assumption_review_assumption", x => x.AssumptionId, "programmes_assumption", "Id", onDelete: ReferentialAction.Cascade);
        });
        migration.CreateIndex("IX_programmes_assumption_review_AssumptionId_On", "programmes_assumption_review", ["AssumptionId", "On"]);

        migration.CreateTable("programmes_reporting_period", t => new
        {
            Id = t.Column<Guid>(),
            EndsOn = t.Column<DateOnly>(),
            LockedOn = t.Column<DateOnly>(nullable: true),
            ProjectId = t.Column<Guid>(),
            StartsOn = t.Column<DateOnly>(),
            Version = t.Column<int>(),
        }, constraints: t =>
        {
            t.PrimaryKey("PK_programmes_reporting_period", x => x.Id);
            t.ForeignKey("FK_programmes_reporting_period_project", x => x.ProjectId, "programmes_project", "Id", onDelete: ReferentialAction.Cascade);
        });
        migration.CreateIndex("IX_programmes_reporting_period_ProjectId_StartsOn", "programmes_reporting_period", ["ProjectId", "StartsOn"], unique: true);

        migration.CreateTable("programmes_indicator", t => new
        {
            Id = t.Column<Guid>(),
            AddsUp = t.Column<string>(),
            BaselineSource = t.Column<string>(),
            BaselineValue = t.Column<decimal>(nullable: true),
            BaselineYear = t.Column<int>(nullable: true),
            Code = t.Column<string>(nullable: true, maxLength: 20),
            Definition = t.Column<string>(),
            DenominatorFigure = t.Column<string>(nullable: true),
            Disaggregations = t.Column<string>(),
            Figure = t.Column<string>(nullable: true),
            From = t.Column<string>(),
            LessIsBetter = t.Column<bool>(),
            Levels = t.Column<string>(),
            Means = t.Column<string>(),
            Name = t.Column<string>(),
            NodeId = t.Column<Guid>(),
            Ordinal = t.Column<int>(),
            ProjectId = t.Column<Guid>(),
            RetiredOn = t.Column<DateOnly>(nullable: true),
            Unit = t.Column<string>(),
            Version = t.Column<int>(),
        }, constraints: t =>
        {
            t.PrimaryKey("PK_programmes_indicator", x => x.Id);
            t.ForeignKey("FK_programmes_indicator_programmes_result_NodeId", x => x.NodeId, "programmes_result", "Id", onDelete: ReferentialAction.Cascade);
        });
        migration.CreateIndex("IX_programmes_indicator_NodeId_Ordinal", "programmes_indicator", ["NodeId", "Ordinal"]);
        migration.CreateIndex("IX_programmes_indicator_ProjectId", "programmes_indicator", "ProjectId");

        migration.CreateTable("programmes_indicator_target", t => new
        {
            Id = t.Column<Guid>(),
            DueOn = t.Column<DateOnly>(nullable: true),
            IndicatorId = t.Column<Guid>(),
            Kind = t.Column<string>(),
            PeriodId = t.Column<Guid>(nullable: true),
            Value = t.Column<decimal>(),
            Version = t.Column<int>(),
        }, constraints: t =>
        {
            t.PrimaryKey("PK_programmes_indicator_target", x => x.Id);
            t.ForeignKey("FK_programmes_indicator_target_indicator", x => x.IndicatorId, "programmes_indicator", "Id", onDelete: ReferentialAction.Cascade);
            t.ForeignKey("FK_programmes_indicator_target_period", x => x.PeriodId, "programmes_reporting_period", "Id", onDelete: ReferentialAction.Restrict);
        });
        migration.CreateIndex("IX_programmes_indicator_target_IndicatorId", "programmes_indicator_target", "IndicatorId");
        migration.CreateIndex("IX_programmes_indicator_target_PeriodId", "programmes_indicator_target", "PeriodId");

        migration.CreateTable("programmes_indicator_value", t => new
        {
            Id = t.Column<Guid>(),
            AskedAt = t.Column<DateTime>(nullable: true),
            Comment = t.Column<string>(),
            DecidedAt = t.Column<DateTime>(nullable: true),
            DecidedBy = t.Column<Guid>(nullable: true),
            Denominator = t.Column<decimal>(nullable: true),
            Exactness = t.Column<string>(),
            From = t.Column<string>(),
            IndicatorId = t.Column<Guid>(),
            Numerator = t.Column<decimal>(nullable: true),
            Parts = t.Column<string>(),
            PeriodId = t.Column<Guid>(),
            Records = t.Column<string>(nullable: true, maxLength: 600),
            ReturnReason = t.Column<string>(),
            Source = t.Column<string>(),
            State = t.Column<string>(),
            SubmittedAt = t.Column<DateTime>(nullable: true),
            SubmittedBy = t.Column<Guid>(nullable: true),
            Value = t.Column<decimal>(nullable: true),
            Version = t.Column<int>(),
        }, constraints: t =>
        {
            t.PrimaryKey("PK_programmes_indicator_value", x => x.Id);
            t.ForeignKey("FK_programmes_indicator_value_indicator", x => x.IndicatorId, "programmes_indicator", "Id", onDelete: ReferentialAction.Cascade);
            t.ForeignKey("FK_programmes_indicator_value_period", x => x.PeriodId, "programmes_reporting_period", "Id", onDelete: ReferentialAction.Restrict);
        });
        migration.CreateIndex("IX_programmes_indicator_value_IndicatorId_PeriodId", "programmes_indicator_value", ["IndicatorId", "PeriodId"], unique: true);
        migration.CreateIndex("IX_programmes_indicator_value_PeriodId", "programmes_indicator_value", "PeriodId");

        migration.CreateTable("programmes_value_correction", t => new
        {
            Id = t.Column<Guid>(),
            CorrectedAt = t.Column<DateTime>(),
            CorrectedBy = t.Column<Guid>(nullable: true),
            Denominator = t.Column<decimal>(nullable: true),
            Exactness = t.Column<string>(),
            Number = t.Column<int>(),
            Numerator = t.Column<decimal>(nullable: true),
            Parts = t.Column<string>(),
            Reason = t.Column<string>(),
            Value = t.Column<decimal>(nullable: true),
            ValueId = t.Column<Guid>(),
            Version = t.Column<int>(),
        }, constraints: t =>
        {
            t.PrimaryKey("PK_programmes_value_correction", x => x.Id);
            t.ForeignKey("FK_programmes_value_correction_value", x => x.ValueId, "programmes_indicator_value", "Id", onDelete: ReferentialAction.Cascade);
        });
        migration.CreateIndex("IX_programmes_value_correction_ValueId_Number", "programmes_value_correction", ["ValueId", "Number"], unique: true);

        migration.CreateTable("programmes_change_measurement", t => new
        {
            Id = t.Column<Guid>(),
            ActivityId = t.Column<Guid>(),
            Highest = t.Column<int>(),
            LowerIsBetter = t.Column<bool>(),
            Lowest = t.Column<int>(),
            Moved = t.Column<int>(),
            Pairs = t.Column<int>(),
            Question = t.Column<string>(),
            Version = t.Column<int>(),
        }, constraints: t =>
        {
            t.PrimaryKey("PK_programmes_change_measurement", x => x.Id);
            t.ForeignKey("FK_programmes_change_measurement_activity", x => x.ActivityId, "programmes_activity", "Id", onDelete: ReferentialAction.Cascade);
        });
        migration.CreateIndex("IX_programmes_change_measurement_ActivityId", "programmes_change_measurement", "ActivityId");

        migration.CreateTable("programmes_change_answer", t => new
        {
            Id = t.Column<Guid>(),
            After = t.Column<int>(nullable: true),
            Before = t.Column<int>(nullable: true),
            Mark = t.Column<string>(maxLength: 64),
            MeasurementId = t.Column<Guid>(),
            Version = t.Column<int>(),
        }, constraints: t =>
        {
            t.PrimaryKey("PK_programmes_change_answer", x => x.Id);
            t.ForeignKey("FK_programmes_change_answer_measurement", x => x.MeasurementId, "programmes_change_measurement", "Id", onDelete: ReferentialAction.Cascade);
        });
        migration.CreateIndex("IX_programmes_change_answer_MeasurementId_Mark", "programmes_change_answer", ["MeasurementId", "Mark"], unique: true);
    }
}
