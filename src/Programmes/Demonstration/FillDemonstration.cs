using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Uramost.Platform.Contracts;
using Uramost.Platform.Data;
using Uramost.Platform.Language;
using Uramost.Platform.Organisations;
using Uramost.Platform.People;
using Uramost.Programmes.Activities;
using Uramost.Programmes.Counts;
using Uramost.Programmes.Projects;
using Uramost.Programmes.Reports;
using Uramost.Programmes.Results;

namespace Uramost.Programmes.Demonstration;

/// <summary>
/// Fills a workspace with the five transcribed programmes, their results frameworks and two reports that nobody has written texts for. Each file is one transaction, and a file that is in already
/// is passed over: a second run changes nothing, and a killed one leaves nothing half done.
/// </summary>
public sealed class FillDemonstration(PlatformDb db, SaveActivity save, Overview.MakeOverview overview, TakePlan plans, TimeProvider clock) : IDemonstration
{
    /// <inheritdoc/>
    public async Task Fill(CancellationToken ct = default)
    {
        await FillShared(ct);
        foreach (var name in DemoFile.Sources) await FillSource(DemoFile.Read(name), ct);
        foreach (var framework in DemoFile.Read("results").Rows("frameworks")) await FillFramework(framework, ct);
        await FillReport("kspag-benefits", "european-union", ReportForm.Eu, ReportKind.Interim, new DateOnly(2018, 10, 1), new DateOnly(2019, 12, 31), ct);
        await FillReport("bg-elevate", "norwegian-embassy", ReportForm.Norway, ReportKind.Final, new DateOnly(2022, 1, 1), new DateOnly(2022, 12, 31), ct);
    }

    private async Task FillShared(CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var rows = DemoFile.Read("organisations").Rows("organisations").ToList();
        var known = await Known<Organisation>(ct);
        foreach (var row in rows.Where(r => !known.Contains(DemoFile.Id(r.Text("id")!))))
        {
            var organisation = new Organisation
            {
                Id = DemoFile.Id(row.Text("id")!), Name = DemoFile.Published(row["name"]), Acronym = row.Text("acronym"), Aliases = row.Texts("aliases"),
                Kind = KindOf(row.Text("kind")), CountryId = row.Text("country")?.ToLowerInvariant(), Website = row.Text("website"),
                AddressPrinted = row.Text("addressPrinted"), MembersAnnounced = row.Number("membersAnnounced"),
                Seats = [.. row.Rows("seats").Select(s => new Seat(s.Text("printed") ?? "", s.Text("placePrinted") ?? "", s.Text("placeId")))],
                SeatPlaceId = row.Rows("seats").FirstOrDefault()?.Text("placeId"),
            };
            db.Add(organisation);
            await OrganisationDirectory.Settle(db, organisation, ct);
        }

        await db.SaveChangesAsync(ct);
        var pairs = (await db.Set<OrganisationMember>().Select(m => new { m.ConsortiumId, m.MemberId }).ToListAsync(ct)).Select(m => (m.ConsortiumId, m.MemberId)).ToHashSet();
        foreach (var (consortium, member) in rows.SelectMany(r => r.Texts("members").Select(m => (DemoFile.Id(r.Text("id")!), DemoFile.Id(m)))).Where(p => !pairs.Contains(p)))
        {
            db.Add(new OrganisationMember { ConsortiumId = consortium, MemberId = member });
        }

        var topics = await db.Set<Topic>().Select(t => t.Code).ToListAsync(ct);
        db.AddRange(DemoFile.Read("codes").Rows("topics").Where(t => !topics.Contains(t.Text("code")!))
            .Select(t => new Topic { Vocabulary = Vocabulary.Topic, Code = t.Text("code")!, Name = DemoFile.Local(t["name"]) }));
        db.AddRange(DemoFile.Read("agreements").Rows("agreements").Where(t => !topics.Contains(t.Text("id")!))
            .Select(t => new Topic { Vocabulary = Vocabulary.Agreement, Code = t.Text("id")!, Name = DemoFile.Local(t["name"]) }));
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
    }

    private async Task FillSource(JsonNode file, CancellationToken ct)
    {
        var head = file["source"]!;
        var sourceId = DemoFile.Id($"source {head.Text("id")}");
        if (await db.Set<Source>().AnyAsync(s => s.Id == sourceId, ct)) return;
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        db.Add(new Source
        {
            Id = sourceId, Kind = head.Text("kind") ?? "", Title = DemoFile.Published(head["title"]), PublisherId = head.Ref("publisher"), Language = head.Text("language"),
            DatePrinted = head["date"].Text("printed"), Note = DemoFile.Local(head["note"]),
        });
        var owner = file["programme"].Ref("organisation");
        AddFields(file, owner);
        foreach (var (row, ordinal) in file.Rows("projects").Select((r, i) => (r, i))) AddProject(row, sourceId, owner, ordinal);
        foreach (var row in file.Rows("series"))
        {
            db.Add(new Series
            {
                Id = Id(row), Title = DemoFile.Title(row), Acronym = row.Text("acronym"), Kind = row.Text("activityKind") ?? "", Announced = row.Number("announced"),
                Summary = DemoFile.Local(row["summary"]), OrganisationId = owner, ProjectId = file.Rows("activities").FirstOrDefault(a => a.Text("series") == row.Text("id")).Ref("project"),
            });
        }

        foreach (var row in file.Rows("people")) db.Add(new PublicFigure { Id = Id(row), PrintedAs = row.Text("printedAs")! });
        await db.SaveChangesAsync(ct);

        var activities = file.Rows("activities").Select(r => (Row: r, Activity: Activity(r, sourceId, owner))).ToList();
        foreach (var (_, activity) in activities) db.Add(activity);
        AddWorks(file, sourceId);
        foreach (var (row, ordinal) in file.Rows("declared").Select((r, i) => (r, i))) db.Add(Declared(row, sourceId, owner, ordinal));
        foreach (var (row, activity) in activities)
        {
            var counts = row.Rows("counts").Select((c, i) => Count(c, activity.Id, sourceId, row.Text("at"), i)).ToList();
            db.AddRange(counts);
            SaveActivity.CountOwn(activity, counts);
        }

        await db.SaveChangesAsync(ct);
        foreach (var (_, activity) in activities) await save.Settle(db, activity, ct);
        await db.SaveChangesAsync(ct);
        foreach (var project in file.Rows("projects")) await overview.Publish(db, Id(project), ct);
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
    }

    private async Task FillFramework(JsonNode framework, CancellationToken ct)
    {
        var projectId = framework.Ref("project")!.Value;
        if (await db.Set<ResultNode>().AnyAsync(n => n.ProjectId == projectId, ct)) return;
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        foreach (var (row, ordinal) in framework.Rows("results").Select((r, i) => (r, i)))
        {
            var node = new ResultNode
            {
                Id = Id(row), ProjectId = projectId, ParentId = row.Ref("leadsTo"), Level = Enum.Parse<ResultLevel>(row.Text("level")!, ignoreCase: true), Code = row.Text("code"), Title = DemoFile.Local(row["title"]), Ordinal = ordinal,
                SourceId = await db.Set<Project>().Where(p => p.Id == projectId).Select(p => p.SourceId).SingleAsync(ct),
            };
            db.Add(node);
            db.AddRange(row.Rows("assumptions").Select((a, i) => new Assumption { Id = Id(a), NodeId = node.Id, Text = DemoFile.Local(a["text"]), Ordinal = i }));
            db.AddRange(row.Rows("indicators").Select((i, n) => new Indicator
            {
                Id = Id(i), ProjectId = projectId, NodeId = node.Id, Code = i.Text("code"), Name = DemoFile.Local(i["name"]), Definition = DemoFile.Local(i["definition"]), Unit = DemoFile.Local(i["unit"]), Ordinal = n,
                AddsUp = Enum.Parse<HowItAddsUp>(i.Text("addsUp")!, ignoreCase: true), From = i["figure"] is null ? ValueFrom.Nowhere : ValueFrom.Figure, Figure = Figure(i["figure"]), DenominatorFigure = Figure(i["denominator"]),
            }));
        }

        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);

        static FigureSource? Figure(JsonNode? row) => row is null ? null : new FigureSource(row.Text("id")!, Enum.Parse<Platform.Figures.Basis>(row.Text("basis")!, ignoreCase: true),
            row["filters"] is JsonObject filters ? filters.ToDictionary(f => f.Key, f => (string)f.Value!) : []);
    }

    // Opened as a coordinator would: plan and numbers are taken, and what no source says is missing.
    private async Task FillReport(string project, string donor, ReportForm form, ReportKind kind, DateOnly startsOn, DateOnly endsOn, CancellationToken ct)
    {
        var (id, projectId) = (DemoFile.Id($"report {project} {form}"), DemoFile.Id(project));
        if (await db.Set<Report>().AnyAsync(r => r.Id == id, ct)) return;
        var report = new Report { Id = id, ProjectId = projectId, DonorId = DemoFile.Id(donor), Form = form, Kind = kind, StartsOn = startsOn, EndsOn = endsOn };
        report.Pin(await plans.Run(projectId, new Viewer(null, [new Membership { Role = Platform.People.Role.Coordinator, ProjectId = projectId }]), startsOn, endsOn, ct), clock.GetUtcNow().UtcDateTime);
        db.Add(report);
        await db.SaveChangesAsync(ct);
    }

    private void AddFields(JsonNode file, Guid? owner)
    {
        var ordinal = 0;
        foreach (var row in file.Rows("fieldsOfWork"))
        {
            db.Add(new FieldOfWork
            {
                Id = Id(row), Kind = row.Text("kind") == "pillar" ? FieldOfWorkKind.Pillar : FieldOfWorkKind.Field, OrganisationId = owner, Title = DemoFile.Title(row),
                Goal = DemoFile.Local(row["goal"]), Outcomes = Locals(row, "outcomes"), KeyAssumptions = Locals(row, "keyAssumptions"), Ordinal = ordinal++,
            });
        }

        foreach (var project in file.Rows("projects"))
        {
            foreach (var row in project.Rows("strands"))
            {
                db.Add(new FieldOfWork
                {
                    Id = Id(row), Kind = FieldOfWorkKind.Strand, OrganisationId = owner, ProjectId = Id(project), Title = DemoFile.Title(row),
                    Goal = DemoFile.Local(row["contribution"]), ActivityKinds = row.Texts("activityKinds"), Ordinal = ordinal++,
                });
            }
        }
    }

    private void AddProject(JsonNode row, Guid sourceId, Guid? owner, int ordinal)
    {
        var (start, end) = (DemoFile.Date(row["period"]?["start"]), DemoFile.Date(row["period"]?["end"]));
        var project = new Project
        {
            Id = Id(row), Slug = row.Text("id")!, Title = DemoFile.Title(row), Visibility = ProjectVisibility.Public, SourceId = sourceId, FieldOfWorkId = row.Ref("fieldOfWork"),
            StartsOn = start.Start, StartPrecision = start.Precision, StartPrinted = start.Printed, EndsOn = end.End, EndPrecision = end.Precision, EndPrinted = end.Printed,
            Objectives = Locals(row, "objectives"), KeyAssumptions = Locals(row, "keyAssumptions"), ResultsClaimed = Locals(row, "resultsClaimed"),
            ContractNumbers = row.Texts("contractNumbers"), PartnersAnnounced = row.Number("partnersAnnounced"), PartnersCutOffAfter = row.Text("partnersCutOffAfter"),
            AreaPlaceIds = [.. row.Rows("area").Select(a => a.Text("id")).OfType<string>()],
            Organisations = [.. row.Rows("organisations").Select((o, i) => new ProjectOrganisation
            {
                OrganisationId = o.Ref("organisation")!.Value, Ordinal = i,
                Role = o.Text("role") switch
                {
                    "lead" => ProjectRole.Lead, "consortium" => ProjectRole.Consortium, "associate" => ProjectRole.Associate, "supporter" => ProjectRole.Supporter, "donor" => ProjectRole.Donor, _ => ProjectRole.Partner,
                },
            })],
        };
        project.Sort();
        db.Add(project);
        foreach (var profile in row.Rows("donorProfiles"))
        {
            db.Add(new DonorProfile
            {
                ProjectId = project.Id, OrganisationId = profile.Ref("donor")!.Value, NamingPolicyId = profile.Text("namingPolicy"),
                Funding = profile["fundingSentence"] is { } sentence ? DemoFile.Published(sentence) : PublishedText.Own(DemoFile.Local(profile["funding"])),
                Disclaimer = DemoFile.Published(profile["disclaimer"]),
            });
        }
    }

    private static Activity Activity(JsonNode row, Guid sourceId, Guid? owner)
    {
        var kind = row.Text("kind")!;
        var said = row.Text("confidentiality");
        var id = Id(row);
        var sessions = row.Rows("sessions").Select(s => (Row: s, Session: new Session
        {
            Number = s.Number("no") ?? 0, Title = DemoFile.Title(s),
            Kind = Enum.TryParse<SessionKind>(s.Text("kind"), ignoreCase: true, out var sessionKind) ? sessionKind : SessionKind.Session,
        })).ToList();
        var activity = new Activity
        {
            Id = id, Kind = kind, ProjectId = row.Ref("project"), OwnerId = row.Ref("project") is null ? owner : null, Title = DemoFile.Title(row), Summary = DemoFile.Local(row["summary"]),
            State = Enum.Parse<ActivityState>(row.Text("state") ?? "held", ignoreCase: true),
            Confidentiality = said is null ? ActivityKinds.CarefulSetting(kind) : Enum.Parse<Confidentiality>(said, ignoreCase: true), ConfidentialityAssumed = said is null,
            DateFromCaption = row["date"].Text("basis") == "caption", Groups = row.Texts("groups"), Topics = row.Texts("topics"), TopicsInTitle = row.Texts("topicsInTitle"), Agreements = row.Texts("agreements"),
            Subjects = [.. Locals(row, "subjects"), .. Locals(row, "conclusions")], Theme = DemoFile.Published(row["theme"]),
            Composition = DemoFile.Local(row["composition"] ?? row["delegation"]?["who"]), IsSeries = row.Is("isSeries"),
            SeriesId = row.Ref("series"), Edition = row.Number("edition"), ParentId = row.Ref("parent"), SourceId = sourceId, SourceAt = row.Text("at"),
            Languages = row["languages"] is JsonArray ? row.Texts("languages") : null,
            Places = [.. row.Rows("places").Select((p, i) => new ActivityPlace
            {
                PlaceId = p.Text("id"), Printed = p.Text("printed"), OneOf = p.Texts("oneOf"), IsNear = p.Is("near"), Ordinal = i,
                Role = Enum.TryParse<PlaceRole>(p.Text("role"), ignoreCase: true, out var placeRole) ? placeRole : PlaceRole.Venue,
            })],
            Organisations =
            [
                .. row.Rows("organisers").Select((o, i) => new ActivityOrganisation
                {
                    OrganisationId = o.Ref("organisation")!.Value, Ordinal = i,
                    Role = o.Text("role") switch { "host" => ActivityOrganisationRole.Host, "co-organiser" => ActivityOrganisationRole.CoOrganiser, _ => ActivityOrganisationRole.Organiser },
                }),
                .. row.Texts("participatingOrganisations").Select((o, i) => new ActivityOrganisation { OrganisationId = DemoFile.Id(o), Role = ActivityOrganisationRole.Participant, Ordinal = 100 + i }),
            ],
            Sessions = [.. sessions.Select(s => s.Session)],
        };
        activity.SetDate(DemoFile.Date(row["date"]));
        activity.Roles = [.. row.Rows("people").Select(p => Role(p, null)), .. sessions.SelectMany(s => s.Row.Rows("people").Select(p => Role(p, s.Session.Id)))];
        for (var i = 0; i < activity.Roles.Count; i++) activity.Roles[i].Ordinal = i;
        return activity;
    }

    private static SessionRole Role(JsonNode row, Guid? sessionId) => new()
    {
        SessionId = sessionId, PublicFigureId = row.Ref("person"), OrganisationId = row.Ref("organisation"),
        TitleOnTheDay = row["titleOnTheDay"] is { } title ? DemoFile.Published(title) : PublishedText.Empty,
        Role = Enum.TryParse<PersonRole>(row.Text("role"), ignoreCase: true, out var role) ? role : PersonRole.Speaker,
    };

    private void AddWorks(JsonNode file, Guid sourceId)
    {
        foreach (var row in file.Rows("activities").Where(a => a["publication"] is not null))
        {
            var publication = row["publication"]!;
            var date = DemoFile.Date(row["date"]);
            db.Add(new Work
            {
                Id = DemoFile.Id($"work {row.Text("id")}"), Kind = row.Text("kind") == "op-ed" ? WorkKind.OpEd : WorkKind.Debate, ProjectId = row.Ref("project"), ActivityId = Id(row),
                OutletId = publication.Ref("outlet"), Medium = publication.Text("medium"), MediumPrinted = publication.Text("mediumPrinted"),
                Languages = publication.Text("language") is { } language ? [language] : null, Address = publication.Text("address"),
                PublishedOn = date.Start, DatePrecision = date.Precision, DatePrinted = date.Printed, SortDay = date.Start?.DayNumber ?? 0,
                AuthorIds = [.. row.Rows("people").Where(p => p.Text("role") == "author").Select(p => p.Ref("person")!.Value)],
                Summary = DemoFile.Local(row["summary"]), Topics = row.Texts("topics"), SourceId = sourceId,
            });
        }

        foreach (var row in file.Rows("works").Concat(file.Rows("memoranda")))
        {
            var date = DemoFile.Date(row["date"]);
            db.Add(new Work
            {
                Id = Id(row), Kind = Enum.TryParse<WorkKind>(row.Text("kind") ?? "memorandum", ignoreCase: true, out var kind) ? kind : WorkKind.Publication,
                ProjectId = row.Ref("project") ?? file.Rows("activities").FirstOrDefault(a => a.Text("id") == row.Text("activity")).Ref("project"),
                Title = row["title"] is null && row["ownTitle"] is null ? PublishedText.Own(DemoFile.Local(row["purpose"])) : DemoFile.Title(row),
                Languages = row["languages"] is JsonArray ? row.Texts("languages") : null, PublishedOn = date.Start, DatePrecision = date.Precision, DatePrinted = date.Printed, SortDay = date.Start?.DayNumber ?? 0,
                Summary = DemoFile.Local(row["summary"]), Topics = row.Texts("topics"), AuthorIds = [.. row.Texts("authors").Select(DemoFile.Id)], SourceId = sourceId,
            });
            var from = row.Texts("from").Concat(row.Text("activity") is { } one ? [one] : []).Concat(file.Rows("activities").Where(a => a.Texts("outputs").Contains(row.Text("id")!)).Select(a => a.Text("id")!));
            db.AddRange(from.Distinct().Select(a => new WorkLink { WorkId = Id(row), ActivityId = DemoFile.Id(a), Kind = WorkLinkKind.OutputOf }));
            db.AddRange(row.Texts("contains").Select(a => new WorkLink { WorkId = Id(row), ActivityId = DemoFile.Id(a), Kind = WorkLinkKind.Contains }));
        }
    }

    private static DeclaredCount Declared(JsonNode row, Guid sourceId, Guid? owner, int ordinal) => new()
    {
        Id = Id(row), ProjectId = row.Ref("project"), OrganisationId = row.Ref("project") is null ? owner : null, Kind = row.Text("activityKind"),
        Measure = MeasureOf(row.Text("measure")), UnitUnknown = row.Text("unit") == "unknown", Value = row.Number("value"), Precision = PrecisionOf(row.Text("precision")),
        State = Enum.TryParse<ActivityState>(row.Text("state"), ignoreCase: true, out var state) ? state : null, Printed = row.Text("printed"), PartiesEach = row.Number("partiesEach"),
        TotalOf = [.. row.Texts("totalOf").Select(DemoFile.Id)], Note = DemoFile.Local(row["note"]), SourceId = sourceId, SourceAt = row.Text("at"), Ordinal = ordinal,
    };

    private static DeclaredCount Count(JsonNode row, Guid activityId, Guid sourceId, string? at, int ordinal) => new()
    {
        Id = DemoFile.Id($"count {activityId} {ordinal}"), ActivityId = activityId, Measure = MeasureOf(row.Text("measure")), Value = row.Number("value"), Precision = PrecisionOf(row.Text("precision")),
        Printed = row.Text("printed"), IsComputed = row.Is("computed"), SourceId = sourceId, SourceAt = at, Ordinal = ordinal,
        Breakdown = [.. row.Rows("breakdown").Select(b => new CountPart(b.Text("by") switch { "women" => BreakdownBy.Women, "youth" => BreakdownBy.Youth, _ => BreakdownBy.Side }, b.Text("key")?.ToLowerInvariant() ?? "", b.Number("value") ?? 0))],
    };

    private static Measure MeasureOf(string? measure) => measure switch
    {
        "participants" => Measure.Attendances, "reach" => Measure.Reach, "parties" => Measure.Parties, "documents" => Measure.Documents, _ => Measure.Activities,
    };

    private static CountPrecision PrecisionOf(string? precision) => precision switch
    {
        "about" => CountPrecision.About, "atLeast" => CountPrecision.AtLeast, "unknown" => CountPrecision.Unknown, _ => CountPrecision.Exact,
    };

    private static OrganisationKind KindOf(string? kind) => kind switch
    {
        "ngo" => OrganisationKind.Ngo, "consortium" => OrganisationKind.Consortium, "media" => OrganisationKind.Media, "donor" => OrganisationKind.Donor, "business-association" => OrganisationKind.BusinessAssociation,
        "company" => OrganisationKind.Company, "institution" => OrganisationKind.Institution, "political-party" => OrganisationKind.PoliticalParty, _ => OrganisationKind.Unknown,
    };

    // Lists of our own words stand bare, or inside a record with an id.
    private static List<LocalText> Locals(JsonNode row, string list) => [.. row.Rows(list).Select(r => DemoFile.Local(r["text"] ?? r))];

    private static Guid Id(JsonNode row) => DemoFile.Id(row.Text("id")!);

    private async Task<HashSet<Guid>> Known<T>(CancellationToken ct)
        where T : Record => [.. await db.Set<T>().Select(r => r.Id).ToListAsync(ct)];
}
