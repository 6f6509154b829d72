using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Uramost.Platform.Data;

namespace Uramost.Web.Migrations;

/// <summary>Measures that hold at crossings.</summary>
[DbContext(typeof(PlatformDb)), Migration("0081-Measures")]
public sealed class Measures0081 : Migration
{
    /// <inheritdoc/>
    protected override void Up(MigrationBuilder migration)
    {
        migration.CreateTable("exchange_measure", t => new
        {
            Id = t.Column<Guid>(),
            AcceptedWording = t.Column<string>(nullable: true, maxLength: 300),
            Address = t.Column<string>(nullable: true, maxLength: 500),
            Code = t.Column<string>(maxLength: 60),
            CrossingId = t.Column<string>(nullable: true, maxLength: 40),
            Direction = t.Column<string>(nullable: true),
            Effect = t.Column<string>(),
            FromFirst = t.Column<DateOnly>(nullable: true),
            FromLast = t.Column<DateOnly>(nullable: true),
            Goods = t.Column<string>(),
            GoodsState = t.Column<string>(nullable: true),
            HasEnd = t.Column<bool>(),
            Kind = t.Column<string>(),
            KnownOn = t.Column<DateOnly>(nullable: true),
            Open = t.Column<string>(),
            Paper = t.Column<string>(),
            RefusedWording = t.Column<string>(nullable: true, maxLength: 300),
            Relieved = t.Column<string>(),
            Source = t.Column<string>(maxLength: 300),
            Status = t.Column<string>(),
            ToFirst = t.Column<DateOnly>(nullable: true),
            ToLast = t.Column<DateOnly>(nullable: true),
            VerifiedBy = t.Column<string>(nullable: true, maxLength: 200),
            VerifiedOn = t.Column<DateOnly>(nullable: true),
            Version = t.Column<int>(),
            What = t.Column<string>(),
        }, constraints: t => t.PrimaryKey("PK_exchange_measure", x => x.Id));
        migration.CreateIndex("IX_exchange_measure_Code", "exchange_measure", "Code", unique: true);
    }

    /// <inheritdoc/>
    protected override void Down(MigrationBuilder migration) => migration.DropTable("exchange_measure");
}
