using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Uramost.Platform.Data;

namespace Uramost.Web.Migrations;

/// <summary>Companies: what they offer and need, who may see it, who speaks for them.</summary>
[DbContext(typeof(PlatformDb)), Migration("0071-Companies")]
public sealed class Companies0071 : Migration
{
    /// <inheritdoc/>
    protected override void Up(MigrationBuilder migration)
    {
        migration.CreateTable("exchange_company", t => new
        {
            Id = t.Column<Guid>(),
            Address = t.Column<string>(nullable: true, maxLength: 300),
            ComplianceFor = t.Column<string>(),
            Consented = t.Column<bool>(),
            ContactsFor = t.Column<string>(),
            EntriesFor = t.Column<string>(),
            Form = t.Column<string>(),
            IsInvented = t.Column<bool>(),
            Languages = t.Column<string>(),
            LegalName = t.Column<string>(maxLength: 300),
            Naces = t.Column<string>(),
            NameFor = t.Column<string>(),
            NumberApr = t.Column<string>(nullable: true, maxLength: 40),
            NumberArbk = t.Column<string>(nullable: true, maxLength: 40),
            NumbersFor = t.Column<string>(),
            OwnedByMinority = t.Column<string>(),
            OwnedByWomen = t.Column<string>(),
            OwnedByYouth = t.Column<string>(),
            OwnershipFor = t.Column<string>(),
            PlaceFor = t.Column<string>(),
            PlaceId = t.Column<string>(nullable: true, maxLength: 60),
            ProfileFor = t.Column<string>(),
            Sector = t.Column<string>(nullable: true, maxLength: 40),
            ShownPlace = t.Column<string>(),
            Size = t.Column<string>(),
            SortEn = t.Column<string>(maxLength: 120),
            SortSq = t.Column<string>(maxLength: 120),
            SortSr = t.Column<string>(maxLength: 120),
            SortSrCyrl = t.Column<string>(maxLength: 120),
            Source = t.Column<string>(nullable: true, maxLength: 500),
            TradeName = t.Column<string>(nullable: true, maxLength: 300),
            Version = t.Column<int>(),
            Website = t.Column<string>(nullable: true, maxLength: 300),
        }, constraints: t => t.PrimaryKey("PK_exchange_company", x => x.Id));
        migration.CreateIndex("IX_exchange_company_PlaceId", "exchange_company", "PlaceId");
        migration.CreateIndex("IX_exchange_company_Sector", "exchange_company", "Sector");
        migration.CreateIndex("IX_exchange_company_SortEn_Id", "exchange_company", ["SortEn", "Id"]);
        migration.CreateIndex("IX_exchange_company_SortSq_Id", "exchange_company", ["SortSq", "Id"]);
        migration.CreateIndex("IX_exchange_company_SortSr_Id", "exchange_company", ["SortSr", "Id"]);
        migration.CreateIndex("IX_exchange_company_SortSrCyrl_Id", "exchange_company", ["SortSrCyrl", "Id"]);

        migration.CreateTable("exchange_company_consent", t => new
        {
            Id = t.Column<Guid>(),
            CompanyId = t.Column<Guid>(),
            GivenOn = t.Column<DateOnly>(),
            Means = t.Column<string>(),
            Note = t.Column<string>(nullable: true, maxLength: 500),
            PartnerId = t.Column<Guid>(nullable: true),
            RecordedBy = t.Column<Guid>(nullable: true),
            Version = t.Column<int>(),
            WithdrawnBy = t.Column<Guid>(nullable: true),
            WithdrawnOn = t.Column<DateOnly>(nullable: true),
        }, constraints: t =>
        {
            t.PrimaryKey("PK_exchange_company_consent", x => x.Id);
            t.ForeignKey("FK_exchange_company_consent_exchange_company_CompanyId", x => x.CompanyId, "exchange_company", "Id", onDelete: ReferentialAction.Cascade);
        });
        migration.CreateIndex("IX_exchange_company_consent_CompanyId_PartnerId", "exchange_company_consent", ["CompanyId", "PartnerId"]);
        migration.CreateIndex("IX_exchange_company_consent_PartnerId", "exchange_company_consent", "PartnerId");

        migration.CreateTable("exchange_company_contact", t => new
        {
            Id = t.Column<Guid>(),
            CompanyId = t.Column<Guid>(),
            PersonId = t.Column<Guid>(),
            RecordedAs = t.Column<Guid>(),
            Role = t.Column<string>(),
            Version = t.Column<int>(),
        }, constraints: t =>
        {
            t.PrimaryKey("PK_exchange_company_contact", x => x.Id);
            t.ForeignKey("FK_exchange_company_contact_exchange_company_CompanyId", x => x.CompanyId, "exchange_company", "Id", onDelete: ReferentialAction.Cascade);
        });
        migration.CreateIndex("IX_exchange_company_contact_CompanyId", "exchange_company_contact", "CompanyId");
        migration.CreateIndex("IX_exchange_company_contact_PersonId", "exchange_company_contact", "PersonId");
        migration.CreateIndex("IX_exchange_company_contact_RecordedAs", "exchange_company_contact", "RecordedAs");

        migration.CreateTable("exchange_company_entry", t => new
        {
            Id = t.Column<Guid>(),
            Capability = t.Column<string>(nullable: true, maxLength: 60),
            Certificates = t.Column<string>(),
            CompanyId = t.Column<Guid>(),
            FromMonth = t.Column<int>(nullable: true),
            Hs = t.Column<string>(nullable: true, maxLength: 6),
            Kind = t.Column<string>(),
            Text = t.Column<string>(),
            Unit = t.Column<string>(nullable: true),
            UntilMonth = t.Column<int>(nullable: true),
            Version = t.Column<int>(),
            Volume = t.Column<decimal>(nullable: true),
        }, constraints: t =>
        {
            t.PrimaryKey("PK_exchange_company_entry", x => x.Id);
            t.ForeignKey("FK_exchange_company_entry_exchange_company_CompanyId", x => x.CompanyId, "exchange_company", "Id", onDelete: ReferentialAction.Cascade);
        });
        migration.CreateIndex("IX_exchange_company_entry_Capability_Kind", "exchange_company_entry", ["Capability", "Kind"]);
        migration.CreateIndex("IX_exchange_company_entry_CompanyId", "exchange_company_entry", "CompanyId");
        migration.CreateIndex("IX_exchange_company_entry_Hs_Kind", "exchange_company_entry", ["Hs", "Kind"]);
        migration.CreateIndex("IX_exchange_company_entry_Kind", "exchange_company_entry", "Kind");

        migration.CreateTable("exchange_company_project", t => new
        {
            Id = t.Column<Guid>(),
            CompanyId = t.Column<Guid>(),
            OwnerId = t.Column<Guid>(nullable: true),
            ProjectId = t.Column<Guid>(),
            RegisteredBy = t.Column<Guid>(nullable: true),
            Side = t.Column<string>(nullable: true),
            Version = t.Column<int>(),
        }, constraints: t =>
        {
            t.PrimaryKey("PK_exchange_company_project", x => x.Id);
            t.ForeignKey("FK_exchange_company_project_exchange_company_CompanyId", x => x.CompanyId, "exchange_company", "Id", onDelete: ReferentialAction.Cascade);
        });
        migration.CreateIndex("IX_exchange_company_project_CompanyId_ProjectId", "exchange_company_project", ["CompanyId", "ProjectId"], unique: true);
        migration.CreateIndex("IX_exchange_company_project_ProjectId_OwnerId", "exchange_company_project", ["ProjectId", "OwnerId"]);
    }

    /// <inheritdoc/>
    protected override void Down(MigrationBuilder migration)
    {
        migration.DropTable("exchange_company_project");
        migration.DropTable("exchange_company_entry");
        migration.DropTable("exchange_company_contact");
        migration.DropTable("exchange_company_consent");
        migration.DropTable("exchange_company");
    }
}
