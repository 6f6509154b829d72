using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Uramost.Platform.Data;

namespace Uramost.Web.Migrations;

/// <summary>Work in the background.</summary>
[DbContext(typeof(PlatformDb)), Migration("0010-Jobs")]
public sealed class Jobs0010 : Migration
{
    /// <inheritdoc/>
    protected override void Up(MigrationBuilder migration)
    {
        migration.CreateTable("platform_job", t => new
        {
            Id = t.Column<Guid>(),
            Attempts = t.Column<int>(),
            CancelRequested = t.Column<bool>(),
            CreatedAt = t.Column<DateTime>(),
            CreatedBy = t.Column<Guid>(nullable: true),
            Detail = t.Column<string>(nullable: true, maxLength: 2000),
            Done = t.Column<long>(),
            DueAt = t.Column<DateTime>(nullable: true),
            Fence = t.Column<long>(),
            FinishedAt = t.Column<DateTime>(nullable: true),
            Heartbeat = t.Column<DateTime>(nullable: true),
            Key = t.Column<string>(maxLength: 200),
            Kind = t.Column<string>(maxLength: 60),
            Owner = t.Column<string>(nullable: true, maxLength: 100),
            Payload = t.Column<string>(),
            Problem = t.Column<string>(nullable: true),
            Result = t.Column<string>(nullable: true, maxLength: 300),
            Schedule = t.Column<string>(nullable: true, maxLength: 60),
            StartedAt = t.Column<DateTime>(nullable: true),
            State = t.Column<string>(),
            Step = t.Column<string>(nullable: true, maxLength: 100),
            Total = t.Column<long>(nullable: true),
        }, constraints: t => t.PrimaryKey("PK_platform_job", x => x.Id));
        migration.CreateIndex("IX_platform_job_CreatedBy_CreatedAt", "platform_job", ["CreatedBy", "CreatedAt"]);
        migration.CreateIndex("IX_platform_job_DueAt", "platform_job", "DueAt");
        migration.CreateIndex("IX_platform_job_Key", "platform_job", "Key", unique: true);

        migration.CreateTable("platform_job_step", t => new
        {
            JobId = t.Column<Guid>(),
            Step = t.Column<string>(maxLength: 200),
        }, constraints: t => t.PrimaryKey("PK_platform_job_step", x => new { x.JobId, x.Step }));
    }
}
