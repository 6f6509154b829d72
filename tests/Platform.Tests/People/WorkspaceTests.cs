using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Uramost.Platform.People;
using Uramost.Platform.People.Accounts;

namespace Uramost.Platform.Tests.People;

/// <summary>How a workspace begins, and how others come in.</summary>
public sealed class WorkspaceTests
{
    private const string Password = "the first of us all";

    [Theory, OnBothDatabases]
    public async Task Of_two_who_begin_at_once_on_two_nodes_one_becomes_the_administrator(Provider provider)
    {
        await using var site = await TestSite.Start(provider);
        await using var node = await site.SecondNode();
        TestSite[] nodes = [site, node];
        var forms = new List<(Visitor Visitor, AngleSharp.Html.Dom.IHtmlDocument Page)>();
        for (var i = 0; i < 6; i++)
        {
            var visitor = nodes[i % 2].Visitor();
            forms.Add((visitor, await visitor.Open("/en")));
        }

        await Task.WhenAll(forms.Select((f, i) => f.Visitor.Submit(f.Page, "main form", new() { ["Form.Email"] = $"first{i}@example.org", ["Form.Password"] = Password, ["Form.Repeated"] = Password }, expected: null)));
        Assert.Equal(1, await site.WithDb(db => db.Users.CountAsync()));
        Assert.Equal(1, await site.WithDb(db => db.Set<Membership>().CountAsync(m => m.Role == Role.Administrator)));
        var winners = new List<int>();
        for (var i = 0; i < forms.Count; i++)
        {
            await forms[i].Visitor.Open("/en/account");
            if (forms[i].Visitor.Last.RequestMessage!.RequestUri!.AbsolutePath == "/en/account") winners.Add(i);
            // Nobody is asked again how to begin.
            Assert.Null((await forms[i].Visitor.Open("/en")).QuerySelector("main form"));
            forms[i].Visitor.Dispose();
        }

        Assert.Single(winners);
        // A later demonstration would bury somebody's work: it is refused.
        await using var scope = site.Scope();
        Assert.False(await scope.ServiceProvider.GetRequiredService<Workspace>().Demonstrate());
    }

    [Fact]
    public async Task The_first_form_says_at_its_fields_what_is_wrong_and_keeps_what_was_typed()
    {
        await using var site = await TestSite.Start(Provider.Sqlite);
        using var visitor = site.Visitor();
        var page = await visitor.Submit(await visitor.Open("/sq"), "main form", new() { ["Form.Email"] = "not an email", ["Form.Password"] = "short", ["Form.Repeated"] = "" });
        Assert.NotNull(page.QuerySelector("#Form-Email-problem"));
        Assert.NotNull(page.QuerySelector("#Form-Password-problem"));
        Assert.Equal("not an email", page.QuerySelector("#Form-Email")!.GetAttribute("value"));
        Assert.Equal(WorkspaceKind.New, await Kind(site));
        Assert.Equal(0, await site.WithDb(db => db.Users.CountAsync()));
    }

    [Theory, OnBothDatabases]
    public async Task The_demonstration_is_looked_at_as_each_role_with_one_click_and_nowhere_else(Provider provider)
    {
        await using var site = await TestSite.Start(provider, demo: true);
        using var visitor = site.Visitor();
        var page = await visitor.Open("/sr-cyrl/demo/roles");
        Assert.Equal(Enum.GetValues<Role>().Length, page.QuerySelectorAll("main form").Length);
        foreach (var role in Enum.GetValues<Role>())
        {
            await visitor.Submit(await visitor.Open("/en/demo/roles"), $"form:has(button[value={role}])");
            var account = await visitor.Open("/en/account");
            Assert.Contains($"{role.ToString().ToLowerInvariant()}@demonstration.invalid", account.QuerySelector("dl.facts")!.TextContent);
        }

        // No password opens these accounts.
        Assert.True(await site.WithDb(db => db.Users.AllAsync(a => a.PasswordHash == null)));
        Assert.False(await site.WithDb(db => db.Set<Membership>().AnyAsync(m => m.Role == Role.Donor && m.EndsOn == null)));
        // A second start with the flag adds nobody.
        await using var again = await site.SecondNode();
        await using var scope = again.Scope();
        Assert.True(await scope.ServiceProvider.GetRequiredService<Workspace>().Demonstrate());
        Assert.Equal(Enum.GetValues<Role>().Length, await site.WithDb(db => db.Users.CountAsync()));

        await using var real = await TestSite.Start(provider);
        await real.AddAccount("real@example.org");
        using var stranger = real.Visitor();
        await stranger.Open("/en/demo/roles", System.Net.HttpStatusCode.NotFound);
    }

    [Theory, OnBothDatabases]
    public async Task Somebody_is_invited_without_mail_and_the_link_works_once(Provider provider)
    {
        await using var site = await TestSite.Start(provider);
        await site.AddAccount("admin@example.org", new Membership { Role = Role.Administrator });
        using var admin = await site.SignIn("admin@example.org");
        var page = await admin.Submit(await admin.Open("/en/admin/accounts/invite"), "main form", new() { ["Form.Email"] = "planted.guest@example.org", ["Form.Given.Role"] = "Administrator" });
        var link = new Uri(page.QuerySelector("#one-time-link")!.TextContent);
        var dump = await site.Dump();
        Assert.DoesNotContain(link.Segments[^1], dump);
        Assert.DoesNotContain("planted", dump);

        using var guest = site.Visitor();
        var form = await guest.Open(link.AbsolutePath);
        Assert.Contains("planted.guest@example.org", form.QuerySelector("main")!.TextContent);
        await guest.Submit(form, "main form", new() { ["Form.New"] = Password, ["Form.Repeated"] = Password });
        Assert.Equal("/en", guest.Last.RequestMessage!.RequestUri!.AbsolutePath);
        Assert.Contains("planted.guest@example.org", (await guest.Open("/en/admin/accounts")).QuerySelector("table")!.TextContent);

        using var second = site.Visitor();
        Assert.Null((await second.Open(link.AbsolutePath)).QuerySelector("main form"));
    }

    [Fact]
    public async Task A_coordinator_invites_for_the_own_project_only_and_takes_nobody_over()
    {
        await using var site = await TestSite.Start(Provider.Sqlite);
        var (own, other) = (Guid.NewGuid(), Guid.NewGuid());
        await site.AddAccount("coordinator@example.org", new Membership { Role = Role.Coordinator, ProjectId = own });
        var stranger = await site.AddAccount("stranger@example.org", new Membership { Role = Role.Facilitator, ProjectId = other });
        var colleague = await site.AddAccount("colleague@example.org", new Membership { Role = Role.Facilitator, ProjectId = own }, new Membership { Role = Role.Analyst, ProjectId = other });
        using var coordinator = await site.SignIn("coordinator@example.org");
        foreach (var (role, project) in new[] { ("Administrator", ""), ("Facilitator", other.ToString()), ("Facilitator", "") })
        {
            var refused = await coordinator.Submit(await coordinator.Open("/en/admin/accounts/invite"), "main form", new() { ["Form.Email"] = "guest@example.org", ["Form.Given.Role"] = role, ["Form.Given.Project"] = project });
            Assert.NotNull(refused.QuerySelector(".problem"));
        }

        var donor = await coordinator.Submit(await coordinator.Open("/en/admin/accounts/invite"), "main form", new() { ["Form.Email"] = "guest@example.org", ["Form.Given.Role"] = "Donor", ["Form.Given.Project"] = own.ToString() });
        Assert.NotNull(donor.QuerySelector("#Form-Given-EndsOn-problem"));
        Assert.Equal(3, await site.WithDb(db => db.Users.CountAsync()));

        await coordinator.Open($"/en/admin/accounts/{stranger}", System.Net.HttpStatusCode.NotFound);
        var page = await coordinator.Open($"/en/admin/accounts/{colleague}");
        // What the colleague does elsewhere is not told, and the account stays the colleague's.
        Assert.Single(page.QuerySelectorAll("table tbody tr"));
        Assert.DoesNotContain(page.QuerySelectorAll("input[name=_handler]"), i => i.GetAttribute("value") is "link" or "shut" or "reset" or "sessions");
    }

    [Fact]
    public async Task Every_page_that_a_donor_opens_is_written_down_and_shown_to_the_coordinator()
    {
        await using var site = await TestSite.Start(Provider.Sqlite);
        var project = Guid.NewGuid();
        var ends = DateOnly.FromDateTime(DateTime.UtcNow).AddDays(10);
        await site.AddAccount("donor@example.org", new Membership { Role = Role.Donor, ProjectId = project, EndsOn = ends });
        await site.AddAccount("coordinator@example.org", new Membership { Role = Role.Coordinator, ProjectId = project });
        await site.AddAccount("elsewhere@example.org", new Membership { Role = Role.Coordinator, ProjectId = Guid.NewGuid() });
        using var donor = await site.SignIn("donor@example.org");
        await site.WithDb(db => db.Set<ViewLogEntry>().ExecuteDeleteAsync());
        var record = Guid.NewGuid();
        await donor.Open("/sq/account?search=planted");
        await donor.Open($"/en/admin/accounts/{record}", System.Net.HttpStatusCode.NotFound);
        var log = await site.WithDb(db => db.Set<ViewLogEntry>().OrderBy(v => v.At).ToListAsync());
        Assert.Equal([("/account", null), ("/admin/accounts/{Id:guid}", record)], log.Select(v => (v.Template, v.RecordId)));

        using var coordinator = await site.SignIn("coordinator@example.org");
        var page = await coordinator.Open("/en/admin/views");
        Assert.Equal(2, page.QuerySelectorAll("tbody tr").Length);
        Assert.Contains("donor@example.org", page.QuerySelector("tbody")!.TextContent);
        using var elsewhere = await site.SignIn("elsewhere@example.org");
        Assert.Empty((await elsewhere.Open("/en/admin/views")).QuerySelectorAll("tbody tr"));
        Assert.Equal(2, await site.WithDb(db => db.Set<ViewLogEntry>().CountAsync()));
    }

    [Fact]
    public async Task An_administrator_shuts_an_account_but_never_the_last_of_them()
    {
        await using var site = await TestSite.Start(Provider.Sqlite);
        var admin = await site.AddAccount("admin@example.org", new Membership { Role = Role.Administrator });
        var leaver = await site.AddAccount("leaver@example.org");
        using var visitor = await site.SignIn("admin@example.org");
        using var gone = await site.SignIn("leaver@example.org");
        await visitor.Submit(await visitor.Open($"/en/admin/accounts/{leaver}"), "form:has(input[value=shut])");
        await gone.Open("/en/account");
        Assert.Equal("/en/sign-in", gone.Last.RequestMessage!.RequestUri!.AbsolutePath);
        foreach (var form in new[] { "form:has(input[value=shut])", "tbody form" })
        {
            Assert.NotNull((await visitor.Submit(await visitor.Open($"/en/admin/accounts/{admin}"), form)).QuerySelector(".notice-wrong"));
        }

        Assert.False(await site.WithDb(db => db.Users.Where(a => a.Id == admin).Select(a => a.Disabled).SingleAsync()));
    }

    private static async Task<WorkspaceKind> Kind(TestSite site)
    {
        await using var scope = site.Scope();
        return await scope.ServiceProvider.GetRequiredService<Workspace>().Kind();
    }
}
