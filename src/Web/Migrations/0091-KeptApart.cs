using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Uramost.Platform.Data;

namespace Uramost.Web.Migrations;

/// <summary>Companies that will not meet each other.</summary>
[DbContext(typeof(PlatformDb)), Migration("0091-KeptApart")]
public sealed class KeptApart0091 : Migration
{
    /// <inheritdoc/>
    protected override void Up(MigrationBuilder migration)
    {
        migration.CreateTable("exchange_kept_apart", t => new
        {
            Id = t.Column<Guid>(),
            CompanyId = t.Column<Guid>(),
            OtherId = t.Column<Guid>(),
            Version = t.Column<int>(),
        }, constraints: t =>
        {
            t.PrimaryKey("PK_exchange_kept_apart", x => x.Id);
            t.ForeignKey("FK_exchange_kept_apart_exchange_company_CompanyId", x => x.CompanyId, "exchange_company", "Id", onDelete: ReferentialAction.Cascade);
            t.ForeignKey("FK_exchange_kept_apart_exchange_company_OtherId", x => x.OtherId, "exchange_company", "Id", onDelete: ReferentialAction.Cascade);
        });
        migration.CreateIndex("IX_exchange_kept_apart_CompanyId_OtherId", "exchange_kept_apart", ["CompanyId", "OtherId"], unique: true);
        migration.CreateIndex("IX_exchange_kept_apart_OtherId", "exchange_kept_apart", "OtherId");
    }

    /// <inheritdoc/>
    protected override void Down(MigrationBuilder migration) => migration.DropTable("exchange_kept_apart");
}
