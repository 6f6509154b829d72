using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Uramost.Platform.Data;

namespace Uramost.Web.Migrations;

/// <summary>What a market asks of a company.</summary>
[DbContext(typeof(PlatformDb)), Migration("0080-Requirements")]
public sealed class Requirements0080 : Migration
{
    /// <inheritdoc/>
    protected override void Up(MigrationBuilder migration)
    {
        migration.CreateTable("exchange_requirement", t => new
        {
            Id = t.Column<Guid>(),
            Code = t.Column<string>(maxLength: 60),
            Explanation = t.Column<string>(),
            IsExternal = t.Column<bool>(),
            Kind = t.Column<string>(),
            Name = t.Column<string>(),
            Ordinal = t.Column<int>(),
            RetiredOn = t.Column<DateOnly>(nullable: true),
            Sectors = t.Column<string>(),
            Version = t.Column<int>(),
        }, constraints: t => t.PrimaryKey("PK_exchange_requirement", x => x.Id));
        migration.CreateIndex("IX_exchange_requirement_Code", "exchange_requirement", "Code", unique: true);
    }

    /// <inheritdoc/>
    protected override void Down(MigrationBuilder migration) => migration.DropTable("exchange_requirement");
}
