using Microsoft.EntityFrameworkCore;
using Uramost.Exchange.Companies;
using Uramost.Platform.Data;
using Uramost.Platform.People;

namespace Uramost.Exchange.Tests.Companies;

/// <summary>Every part of a company × everybody who may look × every audience × consent, by the rule and by the database.</summary>
public sealed class CompanyRightsTests
{
    private static readonly Guid Project = Guid.CreateVersion7(), OtherProject = Guid.CreateVersion7(), OurPartner = Guid.CreateVersion7(), TheirPartner = Guid.CreateVersion7(), Registrar = Guid.NewGuid();

    // Who looks, and what they are to the company of TheirPartner: before and after both companies agreed to meet.
    private static readonly (string Name, Viewer Viewer, CompanyReader Before, CompanyReader After)[] Viewers =
    [
        ("visitor", Viewer.Visitor, CompanyReader.Other, CompanyReader.Other),
        ("coordinator", As(Role.Coordinator, Project), CompanyReader.Own, CompanyReader.Own),
        ("its officer", As(Role.Officer, Project, TheirPartner), CompanyReader.Own, CompanyReader.Own),
        ("officer of the matched company", As(Role.Officer, Project, OurPartner), CompanyReader.Other, CompanyReader.Partner),
        ("officer elsewhere", As(Role.Officer, OtherProject, TheirPartner), CompanyReader.Other, CompanyReader.Other),
        ("facilitator", As(Role.Facilitator, Project), CompanyReader.Facilitator, CompanyReader.Facilitator),
        ("facilitator elsewhere", As(Role.Facilitator, OtherProject), CompanyReader.Other, CompanyReader.Other),
        ("researcher", As(Role.Researcher, Project), CompanyReader.Other, CompanyReader.Other),
        ("analyst", As(Role.Analyst, Project), CompanyReader.Other, CompanyReader.Other),
        ("donor", As(Role.Donor, Project), CompanyReader.Other, CompanyReader.Other),
        ("administrator", new Viewer(Guid.NewGuid(), [new Membership { Role = Role.Administrator }]), CompanyReader.Other, CompanyReader.Other),
        ("coordinator elsewhere", As(Role.Coordinator, OtherProject), CompanyReader.Other, CompanyReader.Other),
    ];

    [Fact]
    public void The_rule_shows_nothing_before_consent_and_nothing_without_the_name()
    {
        // Said once more and otherwise than the rule says it, so that a slip in one is seen in the other.
        foreach (var reader in Enum.GetValues<CompanyReader>())
        {
            foreach (var part in Enum.GetValues<CompanyPart>())
            {
                foreach (var (name, own, consent) in from n in Enum.GetValues<Audience>() from o in Enum.GetValues<Audience>() from c in new[] { false, true } select (n, o, c))
                {
                    var company = new Company { Consented = consent };
                    company.Show(part, own);
                    company.NameFor = name;
                    var reach = reader switch { CompanyReader.Own => 0, CompanyReader.Facilitator => 1, CompanyReader.Partner => 2, _ => 3 };
                    var most = part switch { CompanyPart.Ownership => 1, CompanyPart.Contacts or CompanyPart.Numbers => 2, _ => 3 };
                    var chosen = part == CompanyPart.Name ? (int)name : Math.Min((int)own, most);
                    Assert.Equal(reach == 0 || consent && (int)name >= reach && chosen >= reach, CompanyVisibility.Sees(reader, part, company));
                }
            }
        }
    }

    [Theory, OnBothDatabases]
    public async Task The_database_answers_as_the_rule_does(Provider provider)
    {
        await using var site = await TestSite.Start(provider);
        await site.WithDb(async db =>
        {
            var companies = new List<Company>();
            // Every audience for the name × every audience for the rest × consent.
            foreach (var (name, rest, consent) in from n in Enum.GetValues<Audience>() from r in Enum.GetValues<Audience>() from c in new[] { false, true } select (n, r, c))
            {
                var company = new Company { LegalName = $"{name} {rest} {consent}", Consented = consent };
                foreach (var part in Enum.GetValues<CompanyPart>()) company.Show(part, rest);
                company.NameFor = name;
                companies.Add(company);
                db.Add(company);
                db.Add(new CompanyProject { CompanyId = company.Id, ProjectId = Project, OwnerId = TheirPartner });
            }

            var ours = new Company { LegalName = "Ours", Consented = true };
            db.Add(ours);
            db.Add(new CompanyProject { CompanyId = ours.Id, ProjectId = Project, OwnerId = OurPartner });
            await db.SaveChangesAsync();
            await Check(after: false);

            // One side's consent is not enough, whichever side it is.
            db.AddRange(companies.Select(c => new CompanyConsent { CompanyId = c.Id, PartnerId = ours.Id, GivenOn = new DateOnly(2024, 3, 1) }));
            await db.SaveChangesAsync();
            await Check(after: false);
            var answers = companies.Select(c => new CompanyConsent { CompanyId = ours.Id, PartnerId = c.Id, GivenOn = new DateOnly(2024, 3, 2) }).ToList();
            db.AddRange(answers);
            await db.SaveChangesAsync();
            await Check(after: true);

            // Taken back by one, it is over for both.
            foreach (var answer in answers) answer.WithdrawnOn = new DateOnly(2024, 4, 1);
            await db.SaveChangesAsync();
            await Check(after: false);

            // Who is not to be shown any more introduces nobody.
            foreach (var answer in answers) answer.WithdrawnOn = null;
            ours.Consented = false;
            await db.SaveChangesAsync();
            await Check(after: false);

            async Task Check(bool after)
            {
                foreach (var (who, viewer, before, then) in Viewers)
                {
                    var (rights, reader) = (new CompanyRights(viewer), after ? then : before);
                    var ids = companies.ConvertAll(c => c.Id);
                    Assert.All((await rights.ReaderOf(db, ids)).Values, r => Assert.Equal(reader, r));
                    foreach (var part in Enum.GetValues<CompanyPart>())
                    {
                        var seen = await rights.Companies(db, part).Where(c => ids.Contains(c.Id)).Select(c => c.LegalName).ToListAsync();
                        Assert.True(companies.Where(c => CompanyVisibility.Sees(reader, part, c)).Select(c => c.LegalName).Order().SequenceEqual(seen.Order()), $"{who}, {part}, after both agreed: {after}");
                    }
                }
            }
        });
    }

    [Theory, OnBothDatabases]
    public async Task Whoever_registers_a_company_for_the_whole_project_goes_on_working_with_it(Provider provider)
    {
        await using var site = await TestSite.Start(provider);
        var company = new Company { LegalName = "Registered on a visit" };
        await site.WithDb(async db =>
        {
            db.AddRange(company, new CompanyProject { CompanyId = company.Id, ProjectId = Project, RegisteredBy = Registrar });
            await db.SaveChangesAsync();
            Assert.True(await new CompanyRights(As(Role.Facilitator, Project) with { AccountId = Registrar }).MayEdit(db, company.Id));
            Assert.False(await new CompanyRights(As(Role.Facilitator, Project)).MayEdit(db, company.Id));
            Assert.False(await new CompanyRights(As(Role.Researcher, Project) with { AccountId = Registrar }).MayEdit(db, company.Id));
            Assert.False(await new CompanyRights(As(Role.Officer, Project, OurPartner)).MayEdit(db, company.Id));
            Assert.Empty(await new CompanyRights(As(Role.Officer, Project, OurPartner)).Companies(db).ToListAsync());
        });
    }

    private static Viewer As(Role role, Guid project, Guid? organisation = null) => new(Guid.NewGuid(), [new Membership { Role = role, ProjectId = project, OrganisationId = organisation }]);
}
