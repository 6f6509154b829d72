using Uramost.Platform.Language;
using Uramost.Platform.Organisations;
using Uramost.Platform.People;
using Uramost.Programmes.Projects;

namespace Uramost.Exchange.Tests;

/// <summary>A project of exchange with a partner on each side, and its people signed in.</summary>
public sealed class Programme : IAsyncDisposable
{
    private readonly Dictionary<string, Visitor> people = [];

    private Programme(TestSite site) => Site = site;

    public TestSite Site { get; }

    public Guid Project { get; } = Guid.CreateVersion7();

    /// <summary>The partner on the first side.</summary>
    public Guid South { get; } = Guid.CreateVersion7();

    /// <summary>The partner on the second side.</summary>
    public Guid North { get; } = Guid.CreateVersion7();

    public static async Task<Programme> Start(Provider provider)
    {
        var made = new Programme(await TestSite.Start(provider));
        await made.Site.WithDb(async db =>
        {
            db.AddRange(new Organisation { Id = made.South, Name = PublishedText.AsPublished("Ura e Jugut", "sq") }, new Organisation { Id = made.North, Name = PublishedText.AsPublished("Severni most", "sr") });
            db.Add(new Project
            {
                Id = made.Project, Slug = "exchange", Title = PublishedText.Own(new LocalText("Exchange", "Shkëmbimi", "Razmena")), Visibility = ProjectVisibility.Public,
                Organisations = [new ProjectOrganisation { OrganisationId = made.South, Role = ProjectRole.Lead }, new ProjectOrganisation { OrganisationId = made.North, Role = ProjectRole.Partner, Ordinal = 1 }],
            });
            await db.SaveChangesAsync();
        });
        return made;
    }

    /// <summary>Somebody with a role in the project, signed in; made once for each.</summary>
    public async Task<Visitor> As(Role role, Guid? organisation = null)
    {
        var name = $"{role}-{organisation}".ToLowerInvariant();
        if (people.TryGetValue(name, out var known)) return known;
        await Site.AddAccount($"{name}@exchange.test", new Membership { Role = role, ProjectId = Project, OrganisationId = organisation });
        return people[name] = await Site.SignIn($"{name}@exchange.test");
    }

    /// <summary>Registers a company through the page, and returns its id.</summary>
    public async Task<Guid> Register(Visitor by, string name, string place, string form = "Limited", string naces = "10.39")
    {
        await by.Submit(await by.Open("/en/companies/new"), "form#company", new() { ["Form.LegalName"] = name, ["Form.Place"] = place, ["Form.Kind"] = form, ["Form.Naces"] = naces });
        return Guid.Parse(by.Last.RequestMessage!.RequestUri!.Segments[^1]);
    }

    /// <summary>Adds an entry to a company through the page.</summary>
    public static async Task Enter(Visitor by, Guid company, string kind, string goods, Dictionary<string, string>? more = null)
    {
        var typed = new Dictionary<string, string> { ["Form.Kind"] = kind, ["Form.Goods"] = goods };
        foreach (var (field, value) in more ?? []) typed[field] = value;
        await by.Submit(await by.Open($"/en/companies/{company}/entries/new"), "form.sheet", typed);
    }

    /// <summary>Records that a company agrees to be shown, with an audience for each part.</summary>
    public static async Task Agree(Visitor by, Guid company, string audience, params string[] parts)
    {
        var typed = new Dictionary<string, string> { ["Form.GivenOn"] = "2024-03-05", ["Form.Means"] = "Signed" };
        foreach (var part in parts) typed[$"Form.{part}"] = audience;
        await by.Submit(await by.Open($"/en/companies/{company}/visibility"), "form.sheet", typed);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var person in people.Values) person.Dispose();
        await Site.DisposeAsync();
    }
}
