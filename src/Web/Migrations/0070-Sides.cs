using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Uramost.Platform.Data;

namespace Uramost.Web.Migrations;

/// <summary>The two sides of a programme of exchange.</summary>
[DbContext(typeof(PlatformDb)), Migration("0070-Sides")]
public sealed class Sides0070 : Migration
{
    /// <inheritdoc/>
    protected override void Up(MigrationBuilder migration)
    {
        migration.CreateTable("exchange_programme_sides", t => new
        {
            Id = t.Column<Guid>(),
            Crossing = t.Column<bool>(),
            First = t.Column<string>(),
            FirstPlaceIds = t.Column<string>(),
            ProjectId = t.Column<Guid>(),
            Second = t.Column<string>(),
            SecondPlaceIds = t.Column<string>(),
            Version = t.Column<int>(),
        }, constraints: t => t.PrimaryKey("PK_exchange_programme_sides", x => x.Id));
        migration.CreateIndex("IX_exchange_programme_sides_ProjectId", "exchange_programme_sides", "ProjectId", unique: true);
    }

    /// <inheritdoc/>
    protected override void Down(MigrationBuilder migration) => migration.DropTable("exchange_programme_sides");
}
