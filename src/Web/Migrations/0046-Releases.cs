using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Uramost.Platform.Data;

namespace Uramost.Web.Migrations;

/// <summary>Released tables of people.</summary>
[DbContext(typeof(PlatformDb)), Migration("0046-Releases")]
public sealed class Releases0046 : Migration
{
    /// <inheritdoc/>
    protected override void Up(MigrationBuilder migration)
    {
        migration.CreateTable("platform_release", t => new
        {
            Id = t.Column<Guid>(),
            Audience = t.Column<string>(),
            Content = t.Column<string>(),
            FigureId = t.Column<string>(maxLength: 60),
            Hash = t.Column<string>(maxLength: 64),
            Kept = t.Column<string>(),
            MadeAt = t.Column<DateTime>(),
            MadeBy = t.Column<Guid>(nullable: true),
            Number = t.Column<int>(),
            ProjectId = t.Column<Guid>(),
            Template = t.Column<string>(maxLength: 60),
            Threshold = t.Column<int>(),
            Version = t.Column<int>(),
        }, constraints: t => t.PrimaryKey("PK_platform_release", x => x.Id));
        migration.CreateIndex("IX_platform_release_ProjectId_Number", "platform_release", ["ProjectId", "Number"], unique: true);
    }
}
