using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Uramost.Platform.Data;

namespace Uramost.Web.Migrations;

/// <summary>Activities with places, organisers, agenda and roles, and the works that come out of them.</summary>
[DbContext(typeof(PlatformDb)), Migration("0015-Activities")]
public sealed class Activities0015 : Migration
{
    /// <inheritdoc/>
    protected override void Up(MigrationBuilder migration)
    {
        migration.CreateTable("programmes_activity_kind", t => new
        {
            Id = t.Column<Guid>(),
            Code = t.Column<string>(maxLength: 60),
            HasReach = t.Column<bool>(),
            Name = t.Column<string>(),
            ProjectId = t.Column<Guid>(),
            Version = t.Column<int>(),
        }, constraints: t =>
        {
            t.PrimaryKey("PK_programmes_activity_kind", x => x.Id);
            t.ForeignKey("FK_programmes_activity_kind_programmes_project_ProjectId", x => x.ProjectId, "programmes_project", "Id", onDelete: ReferentialAction.Cascade);
        });
        migration.CreateIndex("IX_programmes_activity_kind_ProjectId_Code", "programmes_activity_kind", ["ProjectId", "Code"], unique: true);

        migration.CreateTable("programmes_topic", t => new
        {
            Id = t.Column<Guid>(),
            Code = t.Column<string>(maxLength: 60),
            Name = t.Column<string>(),
            Version = t.Column<int>(),
            Vocabulary = t.Column<string>(),
        }, constraints: t =>
        {
            t.PrimaryKey("PK_programmes_topic", x => x.Id);
        });
        migration.CreateIndex("IX_programmes_topic_Vocabulary_Code", "programmes_topic", ["Vocabulary", "Code"], unique: true);

        migration.CreateTable("programmes_series", t => new
        {
            Id = t.Column<Guid>(),
            Acronym = t.Column<string>(nullable: true, maxLength: 40),
            Announced = t.Column<int>(nullable: true),
            Kind = t.Column<string>(maxLength: 60),
            OrganisationId = t.Column<Guid>(nullable: true),
            ProjectId = t.Column<Guid>(nullable: true),
            Summary = t.Column<string>(),
            Title = t.Column<string>(),
            Version = t.Column<int>(),
        }, constraints: t =>
        {
            t.PrimaryKey("PK_programmes_series", x => x.Id);
        });

        migration.CreateTable("programmes_public_figure", t => new
        {
            Id = t.Column<Guid>(),
            Corrected = t.Column<string>(nullable: true, maxLength: 200),
            PrintedAs = t.Column<string>(maxLength: 200),
            Version = t.Column<int>(),
        }, constraints: t =>
        {
            t.PrimaryKey("PK_programmes_public_figure", x => x.Id);
        });

        migration.CreateTable("programmes_activity", t => new
        {
            Id = t.Column<Guid>(),
            Agreements = t.Column<string>(),
            Attendances = t.Column<int>(nullable: true),
            ChangedAt = t.Column<DateTime>(),
            Composition = t.Column<string>(),
            Confidentiality = t.Column<string>(),
            ConfidentialityAssumed = t.Column<bool>(),
            DateFromCaption = t.Column<bool>(),
            DatePrecision = t.Column<string>(),
            DatePrinted = t.Column<string>(nullable: true, maxLength: 100),
            Edition = t.Column<int>(nullable: true),
            EndsOn = t.Column<DateOnly>(nullable: true),
            EvidenceCount = t.Column<int>(),
            FieldOfWorkId = t.Column<Guid>(nullable: true),
            Groups = t.Column<string>(),
            IsHidden = t.Column<bool>(),
            IsSeries = t.Column<bool>(),
            Kind = t.Column<string>(maxLength: 60),
            Languages = t.Column<string>(nullable: true),
            ListedAttendances = t.Column<int>(nullable: true),
            OwnAttendances = t.Column<int>(nullable: true),
            OwnerId = t.Column<Guid>(nullable: true),
            ParentId = t.Column<Guid>(nullable: true),
            ProjectId = t.Column<Guid>(nullable: true),
            SeriesId = t.Column<Guid>(nullable: true),
            SortDay = t.Column<int>(),
            SortEn = t.Column<string>(maxLength: 120),
            SortParticipants = t.Column<int>(),
            SortSq = t.Column<string>(maxLength: 120),
            SortSr = t.Column<string>(maxLength: 120),
            SourceAt = t.Column<string>(nullable: true, maxLength: 200),
            SourceId = t.Column<Guid>(nullable: true),
            StartsOn = t.Column<DateOnly>(nullable: true),
            State = t.Column<string>(),
            StateReason = t.Column<string>(),
            Subjects = t.Column<string>(),
            Summary = t.Column<string>(),
            Theme = t.Column<string>(),
            Title = t.Column<string>(),
            Topics = t.Column<string>(),
            TopicsInTitle = t.Column<string>(),
            Version = t.Column<int>(),
            Visibility = t.Column<string>(),
        }, constraints: t =>
        {
            t.PrimaryKey("PK_programmes_activity", x => x.Id);
            t.ForeignKey("FK_programmes_activity_programmes_project_ProjectId", x => x.ProjectId, "programmes_project", "Id", onDelete: ReferentialAction.Restrict);
        });
        migration.CreateIndex("IX_programmes_activity_Kind_SortDay_Id", "programmes_activity", ["Kind", "SortDay", "Id"]);
        migration.CreateIndex("IX_programmes_activity_OwnerId", "programmes_activity", "OwnerId");
        migration.CreateIndex("IX_programmes_activity_ParentId", "programmes_activity", "ParentId");
        migration.CreateIndex("IX_programmes_activity_ProjectId_ChangedAt", "programmes_activity", ["ProjectId", "ChangedAt"]);
        migration.CreateIndex("IX_programmes_activity_ProjectId_Kind_State", "programmes_activity", ["ProjectId", "Kind", "State"]);
        migration.CreateIndex("IX_programmes_activity_ProjectId_SortDay_Id", "programmes_activity", ["ProjectId", "SortDay", "Id"]);
        migration.CreateIndex("IX_programmes_activity_SeriesId", "programmes_activity", "SeriesId");
        migration.CreateIndex("IX_programmes_activity_SortDay_Id", "programmes_activity", ["SortDay", "Id"]);
        migration.CreateIndex("IX_programmes_activity_SortEn_Id", "programmes_activity", ["SortEn", "Id"]);
        migration.CreateIndex("IX_programmes_activity_SortParticipants_Id", "programmes_activity", ["SortParticipants", "Id"]);
        migration.CreateIndex("IX_programmes_activity_SortSq_Id", "programmes_activity", ["SortSq", "Id"]);
        migration.CreateIndex("IX_programmes_activity_SortSr_Id", "programmes_activity", ["SortSr", "Id"]);
        migration.CreateIndex("IX_programmes_activity_State_SortDay_Id", "programmes_activity", ["State", "SortDay", "Id"]);
        migration.CreateIndex("IX_programmes_activity_Visibility_SortDay_Id", "programmes_activity", ["Visibility", "SortDay", "Id"]);

        migration.CreateTable("programmes_activity_place", t => new
        {
            Id = t.Column<Guid>(),
            ActivityId = t.Column<Guid>(),
            IsNear = t.Column<bool>(),
            OneOf = t.Column<string>(),
            Ordinal = t.Column<int>(),
            PlaceId = t.Column<string>(nullable: true, maxLength: 60),
            Printed = t.Column<string>(nullable: true, maxLength: 200),
            Role = t.Column<string>(),
            Version = t.Column<int>(),
        }, constraints: t =>
        {
            t.PrimaryKey("PK_programmes_activity_place", x => x.Id);
            t.ForeignKey("FK_programmes_activity_place_programmes_activity_ActivityId", x => x.ActivityId, "programmes_activity", "Id", onDelete: ReferentialAction.Cascade);
        });
        migration.CreateIndex("IX_programmes_activity_place_ActivityId", "programmes_activity_place", "ActivityId");
        migration.CreateIndex("IX_programmes_activity_place_PlaceId_ActivityId", "programmes_activity_place", ["PlaceId", "ActivityId"]);

        migration.CreateTable("programmes_activity_organisation", t => new
        {
            Id = t.Column<Guid>(),
            ActivityId = t.Column<Guid>(),
            Ordinal = t.Column<int>(),
            OrganisationId = t.Column<Guid>(),
            Role = t.Column<string>(),
            Version = t.Column<int>(),
        }, constraints: t =>
        {
            t.PrimaryKey("PK_programmes_activity_organisation", x => x.Id);
            t.ForeignKey("FK_programmes_activity_organisation_activity", x => x.ActivityId, "programmes_activity", "Id", onDelete: ReferentialAction.Cascade);
        });
        migration.CreateIndex("IX_programmes_activity_organisation_ActivityId", "programmes_activity_organisation", "ActivityId");
        migration.CreateIndex("IX_programmes_activity_organisation_OrganisationId_ActivityId", "programmes_activity_organisation", ["OrganisationId", "ActivityId"]);

        migration.CreateTable("programmes_activity_insider", t => new
        {
            Id = t.Column<Guid>(),
            AccountId = t.Column<Guid>(),
            ActivityId = t.Column<Guid>(),
            Version = t.Column<int>(),
        }, constraints: t =>
        {
            t.PrimaryKey("PK_programmes_activity_insider", x => x.Id);
            t.ForeignKey("FK_programmes_activity_insider_programmes_activity_ActivityId", x => x.ActivityId, "programmes_activity", "Id", onDelete: ReferentialAction.Cascade);
        });
        migration.CreateIndex("IX_programmes_activity_insider_AccountId", "programmes_activity_insider", "AccountId");
        migration.CreateIndex("IX_programmes_activity_insider_ActivityId_AccountId", "programmes_activity_insider", ["ActivityId", "AccountId"], unique: true);

        migration.CreateTable("programmes_session", t => new
        {
            Id = t.Column<Guid>(),
            ActivityId = t.Column<Guid>(),
            Confidentiality = t.Column<string>(nullable: true),
            Day = t.Column<DateOnly>(nullable: true),
            From = t.Column<TimeOnly>(nullable: true),
            HostId = t.Column<Guid>(nullable: true),
            Kind = t.Column<string>(),
            Number = t.Column<int>(),
            PlaceId = t.Column<string>(nullable: true, maxLength: 60),
            Title = t.Column<string>(),
            Until = t.Column<TimeOnly>(nullable: true),
            Version = t.Column<int>(),
        }, constraints: t =>
        {
            t.PrimaryKey("PK_programmes_session", x => x.Id);
            t.ForeignKey("FK_programmes_session_programmes_activity_ActivityId", x => x.ActivityId, "programmes_activity", "Id", onDelete: ReferentialAction.Cascade);
        });
        migration.CreateIndex("IX_programmes_session_ActivityId_Number", "programmes_session", ["ActivityId", "Number"]);

        migration.CreateTable("programmes_session_role", t => new
        {
            Id = t.Column<Guid>(),
            ActivityId = t.Column<Guid>(),
            Ordinal = t.Column<int>(),
            OrganisationId = t.Column<Guid>(nullable: true),
            PersonId = t.Column<Guid>(nullable: true),
            PublicFigureId = t.Column<Guid>(nullable: true),
            RecordedAs = t.Column<Guid>(nullable: true),
            Role = t.Column<string>(),
            SessionId = t.Column<Guid>(nullable: true),
            TitleOnTheDay = t.Column<string>(),
            Version = t.Column<int>(),
        }, constraints: t =>
        {
            t.PrimaryKey("PK_programmes_session_role", x => x.Id);
            t.ForeignKey("FK_programmes_session_role_programmes_activity_ActivityId", x => x.ActivityId, "programmes_activity", "Id", onDelete: ReferentialAction.Cascade);
        });
        migration.CreateIndex("IX_programmes_session_role_ActivityId", "programmes_session_role", "ActivityId");
        migration.CreateIndex("IX_programmes_session_role_PersonId", "programmes_session_role", "PersonId");
        migration.CreateIndex("IX_programmes_session_role_RecordedAs", "programmes_session_role", "RecordedAs");
        migration.CreateIndex("IX_programmes_session_role_PublicFigureId", "programmes_session_role", "PublicFigureId");

        migration.CreateTable("programmes_work", t => new
        {
            Id = t.Column<Guid>(),
            ActivityId = t.Column<Guid>(nullable: true),
            Address = t.Column<string>(nullable: true, maxLength: 500),
            AuthorIds = t.Column<string>(),
            DatePrecision = t.Column<string>(),
            DatePrinted = t.Column<string>(nullable: true, maxLength: 100),
            FileId = t.Column<Guid>(nullable: true),
            Kind = t.Column<string>(),
            Languages = t.Column<string>(nullable: true),
            Medium = t.Column<string>(nullable: true, maxLength: 40),
            MediumPrinted = t.Column<string>(nullable: true, maxLength: 100),
            OutletId = t.Column<Guid>(nullable: true),
            ProjectId = t.Column<Guid>(nullable: true),
            PublishedOn = t.Column<DateOnly>(nullable: true),
            SortDay = t.Column<int>(),
            SourceId = t.Column<Guid>(nullable: true),
            Summary = t.Column<string>(),
            Title = t.Column<string>(),
            Topics = t.Column<string>(),
            Version = t.Column<int>(),
        }, constraints: t =>
        {
            t.PrimaryKey("PK_programmes_work", x => x.Id);
        });
        migration.CreateIndex("IX_programmes_work_ActivityId", "programmes_work", "ActivityId");
        migration.CreateIndex("IX_programmes_work_OutletId", "programmes_work", "OutletId");
        migration.CreateIndex("IX_programmes_work_ProjectId_SortDay", "programmes_work", ["ProjectId", "SortDay"]);

        migration.CreateTable("programmes_work_link", t => new
        {
            Id = t.Column<Guid>(),
            ActivityId = t.Column<Guid>(),
            Kind = t.Column<string>(),
            Version = t.Column<int>(),
            WorkId = t.Column<Guid>(),
        }, constraints: t =>
        {
            t.PrimaryKey("PK_programmes_work_link", x => x.Id);
            t.ForeignKey("FK_programmes_work_link_programmes_activity_ActivityId", x => x.ActivityId, "programmes_activity", "Id", onDelete: ReferentialAction.Cascade);
            t.ForeignKey("FK_programmes_work_link_programmes_work_WorkId", x => x.WorkId, "programmes_work", "Id", onDelete: ReferentialAction.Cascade);
        });
        migration.CreateIndex("IX_programmes_work_link_ActivityId", "programmes_work_link", "ActivityId");
        migration.CreateIndex("IX_programmes_work_link_WorkId_ActivityId_Kind", "programmes_work_link", ["WorkId", "ActivityId", "Kind"], unique: true);
    }
}
