using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Uramost.Platform.Data;

namespace Uramost.Web.Migrations;

/// <summary>Procedures of market access, their steps and the laws on which these rest.</summary>
[DbContext(typeof(PlatformDb)), Migration("0082-Procedures")]
public sealed class Procedures0082 : Migration
{
    /// <inheritdoc/>
    protected override void Up(MigrationBuilder migration)
    {
        migration.CreateTable("exchange_procedure", t => new
        {
            Id = t.Column<Guid>(),
            Blocks = t.Column<string>(),
            Code = t.Column<string>(maxLength: 60),
            Goods = t.Column<string>(),
            Objective = t.Column<string>(),
            Ordinal = t.Column<int>(),
            Sectors = t.Column<string>(),
            Version = t.Column<int>(),
        }, constraints: t => t.PrimaryKey("PK_exchange_procedure", x => x.Id));
        migration.CreateIndex("IX_exchange_procedure_Code", "exchange_procedure", "Code", unique: true);

        migration.CreateTable("exchange_step", t => new
        {
            Id = t.Column<Guid>(),
            Address = t.Column<string>(nullable: true, maxLength: 500),
            Authority = t.Column<string>(),
            Block = t.Column<string>(maxLength: 60),
            Code = t.Column<string>(maxLength: 60),
            Contact = t.Column<string>(nullable: true, maxLength: 500),
            Costs = t.Column<string>(),
            Counter = t.Column<string>(nullable: true),
            Gives = t.Column<string>(),
            IsMandatory = t.Column<bool>(),
            IsOnline = t.Column<bool>(nullable: true),
            Laws = t.Column<string>(),
            Name = t.Column<string>(),
            Needs = t.Column<string>(),
            Note = t.Column<string>(),
            Office = t.Column<string>(),
            Ordinal = t.Column<int>(),
            ProcedureId = t.Column<Guid>(),
            Queue = t.Column<string>(nullable: true),
            Recourse = t.Column<string>(),
            Source = t.Column<string>(nullable: true, maxLength: 300),
            VerifiedBy = t.Column<string>(nullable: true, maxLength: 200),
            VerifiedOn = t.Column<DateOnly>(nullable: true),
            Version = t.Column<int>(),
            Wait = t.Column<string>(nullable: true),
        }, constraints: t =>
        {
            t.PrimaryKey("PK_exchange_step", x => x.Id);
            t.ForeignKey("FK_exchange_step_exchange_procedure_ProcedureId", x => x.ProcedureId, "exchange_procedure", "Id", onDelete: ReferentialAction.Cascade);
        });
        migration.CreateIndex("IX_exchange_step_Code", "exchange_step", "Code", unique: true);
        migration.CreateIndex("IX_exchange_step_ProcedureId_Ordinal", "exchange_step", ["ProcedureId", "Ordinal"]);

        migration.CreateTable("exchange_law", t => new
        {
            Id = t.Column<Guid>(),
            AbolishedOn = t.Column<DateOnly>(nullable: true),
            Address = t.Column<string>(nullable: true, maxLength: 500),
            Code = t.Column<string>(maxLength: 60),
            Number = t.Column<string>(nullable: true, maxLength: 100),
            Title = t.Column<string>(),
            Version = t.Column<int>(),
        }, constraints: t => t.PrimaryKey("PK_exchange_law", x => x.Id));
        migration.CreateIndex("IX_exchange_law_Code", "exchange_law", "Code", unique: true);
    }

    /// <inheritdoc/>
    protected override void Down(MigrationBuilder migration)
    {
        migration.DropTable("exchange_step");
        migration.DropTable("exchange_law");
        migration.DropTable("exchange_procedure");
    }
}
