using System.Net;
using System.Net.Http.Headers;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Microsoft.EntityFrameworkCore;
using Uramost.Platform.Contracts;
using Uramost.Platform.Evidence;
using Uramost.Platform.People;
using Uramost.Platform.People.Persons;
using Uramost.Programmes.Activities;

namespace Uramost.Programmes.Tests.Attendance;

/// <summary>Proof on a record: who may see it, who verified it, and what it rests on.</summary>
public sealed class EvidenceTests
{
    [Theory, OnBothDatabases]
    public async Task A_file_and_a_link_prove_an_activity_and_somebody_else_verifies_them(Provider provider)
    {
        await using var bridges = await Consortium.Start(provider);
        var workshop = await bridges.Activity("Workshop");
        var staff = await bridges.As(Role.Coordinator);
        var page = await staff.Open($"/en/evidence/add/activity/{workshop}");
        page = await staff.Submit(page, "form.sheet", new() { ["Form.Kind"] = "Clipping", ["Form.Address"] = "javascript:alert(1)" });
        Assert.NotNull(page.QuerySelector("#Form-Address-problem"));
        await staff.Submit(page, "form.sheet", new() { ["Form.Address"] = "https://example.org/story", ["Form.TakenOn"] = "2024-03-07" });
        Assert.Equal(1, await Evidence(bridges, workshop));

        var agenda = "Agenda of the workshop\r\n"u8.ToArray();
        await Upload(staff, await staff.Open($"/en/evidence/add/activity/{workshop}"), agenda, "agenda.txt", ("Form.Kind", "Agenda"), ("Form.MadeBy", "me"));
        Assert.Equal(2, await Evidence(bridges, workshop));
        var piece = await bridges.Site.WithDb(db => db.Set<EvidencePiece>().SingleAsync(p => p.Kind == EvidenceKind.Agenda));
        Assert.Equal(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(agenda)), piece.Hash);
        Assert.Equal(Sensitivity.Public, piece.Sensitivity);
        Assert.NotNull(piece.TakenBy);

        // What is not a file of a kind that we know is refused in words, and nothing is kept.
        var refused = await Upload(staff, await staff.Open($"/en/evidence/add/activity/{workshop}"), [0x7F, (byte)'E', (byte)'L', (byte)'F', 2, 1, 1, 0, 0, 0, 0, 0], "photo.jpg", ("Form.Kind", "Other"));
        Assert.NotNull(refused.QuerySelector("#Form-File-problem"));
        Assert.Equal(2, await Evidence(bridges, workshop));

        // Whoever attached it cannot verify it; somebody else can, with their account and the time.
        var own = await staff.Open($"/en/evidence/{piece.Id}");
        Assert.DoesNotContain("I have checked it", own.Body!.TextContent);
        var other = await bridges.As(Role.Coordinator, name: "second");
        var verified = await other.Submit(await other.Open($"/en/evidence/{piece.Id}"), "form:has(input[value=verify])");
        Assert.Contains("second@bridges.test", verified.QuerySelector("dl.facts")!.TextContent);

        // The activity has proof now, so it is evidenced; the file is given to a visitor, since both are public.
        using var visitor = bridges.Site.Visitor();
        var seen = await visitor.Open($"/en/activities/{workshop}");
        var address = seen.QuerySelector<IHtmlAnchorElement>(".evidence-list a[href^='/files/']")!.GetAttribute("href")!;
        Assert.Equal(agenda, await visitor.Client.GetByteArrayAsync(address));
        Assert.Contains("Verified", seen.QuerySelector(".evidence-list")!.TextContent);
        Assert.DoesNotContain("second@bridges.test", seen.Body!.InnerHtml);

        // Removed, it proves nothing any more.
        foreach (var id in await bridges.Site.WithDb(db => db.Set<EvidencePiece>().Select(p => p.Id).ToListAsync())) await staff.Submit(await staff.Open($"/en/evidence/{id}"), "form:has(input[value=remove])");
        Assert.Equal(0, await Evidence(bridges, workshop));
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.Client.GetAsync(address)).StatusCode);
    }

    [Theory, OnBothDatabases]
    public async Task A_photo_with_anyone_whose_consent_is_missing_is_refused_with_the_reason(Provider provider)
    {
        await using var bridges = await Consortium.Start(provider);
        var workshop = await bridges.Activity("Workshop");
        var (yes, no) = (await bridges.Person("Ana", "Anić"), await bridges.Person("Besa", "Berisha"));
        await bridges.Record(workshop, yes);
        await bridges.Record(workshop, no);
        await bridges.Do<KeepConsent>(k => k.Give(yes, ConsentPurpose.Photo, AnswerForm.Card, Consortium.FirstDay));
        var staff = await bridges.As(Role.Coordinator);
        var add = $"/en/evidence/add/activity/{workshop}";

        // Nothing said about who is in it: asked.
        var page = await staff.Submit(await staff.Open(add), "form.sheet", new() { ["Form.Kind"] = "PhotoSet", ["Form.Address"] = "https://example.org/photos" });
        Assert.Contains("Say who can be recognised", page.QuerySelector("#Form-Recognised")!.TextContent);
        Tick(page, yes, no);
        page = await staff.Submit(page, "form.sheet");
        Assert.Contains("no consent to photos of Besa Berisha", page.QuerySelector("#Form-Recognised .problem")!.TextContent);
        Assert.Equal(0, await Evidence(bridges, workshop));

        Tick(page, yes);
        await staff.Submit(page, "form.sheet");
        Assert.Equal(1, await Evidence(bridges, workshop));
        var piece = await bridges.Site.WithDb(db => db.Set<EvidencePiece>().SingleAsync());
        Assert.Equal(Sensitivity.Internal, piece.Sensitivity);
        var researcher = await bridges.As(Role.Researcher);
        await researcher.Open($"/en/evidence/{piece.Id}");

        // Ana withdraws: from now on nobody but those who must remove it can open it.
        await bridges.Do<KeepConsent>(k => k.Withdraw(yes, ConsentPurpose.Photo, AnswerForm.Card, Consortium.SecondDay));
        await researcher.Open($"/en/evidence/{piece.Id}", HttpStatusCode.NotFound);
        Assert.Contains("Withheld since", (await staff.Open($"/en/evidence/{piece.Id}")).Body!.TextContent);

        static void Tick(IHtmlDocument page, params Guid[] persons)
        {
            foreach (var box in page.QuerySelectorAll<IHtmlInputElement>("input[name=Recognised]")) box.IsChecked = persons.Contains(Guid.Parse(box.Value));
        }
    }

    [Theory, OnBothDatabases]
    public async Task Erasing_a_person_withholds_the_photos_in_which_they_can_be_recognised(Provider provider)
    {
        await using var bridges = await Consortium.Start(provider);
        var workshop = await bridges.Activity("Workshop");
        var ana = await bridges.Person("Ana", "Anić");
        await bridges.Record(workshop, ana);
        await bridges.Do<KeepConsent>(k => k.Give(ana, ConsentPurpose.Photo, AnswerForm.Card, Consortium.FirstDay));
        var piece = new EvidencePiece { RecordKind = "activity", RecordId = workshop, ProjectId = bridges.Project, Kind = EvidenceKind.PhotoSet, Address = "https://example.org/photos" };
        await using (var scope = bridges.Site.Scope())
        {
            var services = scope.ServiceProvider;
            await Microsoft.Extensions.DependencyInjection.ServiceProviderServiceExtensions.GetRequiredService<KeepEvidence>(services)
                .Add(Microsoft.Extensions.DependencyInjection.ServiceProviderServiceExtensions.GetRequiredService<Platform.Data.PlatformDb>(services), piece, [ana]);
        }

        await bridges.Do<ErasePerson, bool>(e => e.Erase(ana));
        Assert.NotNull(await bridges.Site.WithDb(db => db.Set<EvidencePiece>().Select(p => p.WithheldOn).SingleAsync()));
        Assert.False(await bridges.Site.WithDb(db => db.Set<EvidencePerson>().AnyAsync(p => p.PersonId == ana || p.RecordedAs == ana)));
    }

    [Theory, OnBothDatabases]
    public async Task Each_sensitivity_lets_in_whom_it_says(Provider provider)
    {
        await using var bridges = await Consortium.Start(provider);
        var workshop = await bridges.Activity("Workshop");
        var chatham = await bridges.Activity("Chatham", Confidentiality.ChathamHouse);
        var pieces = new Dictionary<string, EvidencePiece>();
        await bridges.Site.WithDb(async db =>
        {
            foreach (var (name, record, kind, sensitivity) in new[]
            {
                ("public", workshop, EvidenceKind.Agenda, Sensitivity.Public), ("donor", workshop, EvidenceKind.Agenda, Sensitivity.Donor), ("internal", workshop, EvidenceKind.Agenda, Sensitivity.Internal),
                ("sheet", workshop, EvidenceKind.SignedSheet, Sensitivity.Internal), ("sealed", workshop, EvidenceKind.SignedSheet, Sensitivity.Sealed), ("chatham", chatham, EvidenceKind.Agenda, Sensitivity.Public),
            })
            {
                db.Add(pieces[name] = new EvidencePiece { RecordKind = "activity", RecordId = record, ProjectId = bridges.Project, Kind = kind, Sensitivity = sensitivity, Address = "https://example.org/x" });
            }

            await db.SaveChangesAsync();
        });
        string[] member = ["public", "donor"], staff = ["public", "donor", "internal"], all = ["public", "donor", "internal", "sheet", "sealed", "chatham"];
        foreach (var (visitor, expected) in new[]
        {
            (await bridges.As(Role.Coordinator), all), (await bridges.As(Role.Officer, bridges.Partner), staff), (await bridges.As(Role.Facilitator), staff), (await bridges.As(Role.Researcher), staff),
            (await bridges.As(Role.Analyst), staff), (await bridges.As(Role.Donor, bridges.Lead), member), (await bridges.As(Role.Administrator), ["public"]),
        })
        {
            var seen = new List<string>();
            foreach (var (name, piece) in pieces)
            {
                if ((await visitor.Client.GetAsync($"/en/evidence/{piece.Id}")).StatusCode == HttpStatusCode.OK) seen.Add(name);
            }

            Assert.Equal(expected, seen);
        }

        // A sheet with names cannot be opened to the public, and opening anything needs a confirmation.
        var coordinator = await bridges.As(Role.Coordinator);
        var page = await coordinator.Submit(await coordinator.Open($"/en/evidence/{pieces["sheet"].Id}"), "form:has([name=Sensitivity])", new() { ["Sensitivity"] = "Public", ["Lower"] = "true" });
        Assert.Contains("most open setting", page.Body!.TextContent);
        page = await coordinator.Submit(await coordinator.Open($"/en/evidence/{pieces["internal"].Id}"), "form:has([name=Sensitivity])", new() { ["Sensitivity"] = "Donor" });
        Assert.Contains("Confirm", page.QuerySelector("#Sensitivity-problem")!.TextContent);
        await coordinator.Submit(page, "form:has([name=Sensitivity])", new() { ["Sensitivity"] = "Donor", ["Lower"] = "true" });
        Assert.Equal(Sensitivity.Donor, await bridges.Site.WithDb(db => db.Set<EvidencePiece>().Where(p => p.Id == pieces["internal"].Id).Select(p => p.Sensitivity).SingleAsync()));
    }

    private static Task<int> Evidence(Consortium bridges, Guid activity) => bridges.Site.WithDb(db => db.Set<Activity>().Where(a => a.Id == activity).Select(a => a.EvidenceCount).SingleAsync());

    private static async Task<IHtmlDocument> Upload(Visitor visitor, IHtmlDocument page, byte[] bytes, string name, params (string Name, string Value)[] values)
    {
        var form = page.QuerySelector<IHtmlFormElement>("form.sheet")!;
        using var content = new MultipartFormDataContent();
        foreach (var hidden in form.QuerySelectorAll<IHtmlInputElement>("input[type=hidden]")) content.Add(new StringContent(hidden.Value), hidden.Name!);
        foreach (var (field, value) in values) content.Add(new StringContent(value), field);
        var file = new ByteArrayContent(bytes);
        file.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        content.Add(file, "Form.File", name);
        using var answer = await visitor.Client.PostAsync(visitor.Last.RequestMessage!.RequestUri!.PathAndQuery, content);
        return new AngleSharp.Html.Parser.HtmlParser().ParseDocument(await answer.Content.ReadAsStringAsync());
    }
}
