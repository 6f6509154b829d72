using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Uramost.Platform.Contracts;
using Uramost.Platform.Data;
using Uramost.Platform.Language;
using Uramost.Platform.People;
using Uramost.Platform.People.Persons;
using static Uramost.Platform.Tests.People.Persons.Office;

namespace Uramost.Platform.Tests.People.Persons;

/// <summary>People agree, withdraw, see what is kept of them, and leave; the totals stay.</summary>
public sealed class ConsentAndErasureTests
{
    private static readonly DateOnly Day = new(2022, 6, 14);

    [Theory, OnBothDatabases]
    public async Task Every_purpose_has_a_text_in_all_variants_and_a_consent_keeps_the_version_it_was_given_to(Provider provider)
    {
        await using var site = await TestSite.Start(provider);
        var person = await site.Register(Guid.NewGuid(), new("Vjosa", "Deda"));
        foreach (var purpose in Enum.GetValues<ConsentPurpose>())
        {
            var text = await site.Do<KeepConsent, ConsentText>(k => k.CurrentText(purpose));
            Assert.Equal(1, text.Number);
            Assert.All(UiVariant.All, v => Assert.NotNull(text.Text.In(v)));
        }

        var given = await site.Do<KeepConsent, Consent>(k => k.Give(person, ConsentPurpose.Photo, AnswerForm.Card, Day));
        var next = await site.Do<KeepConsent, ConsentText>(k => k.NewText(ConsentPurpose.Photo, new LocalText("Photos may be used.", "Fotografitë mund të përdoren.", "Fotografije mogu da se koriste.")));
        Assert.Equal(2, next.Number);
        Assert.NotEqual(next.Id, given.TextId);
        Assert.Equal(given.Id, (await site.Do<KeepConsent, Consent>(k => k.Give(person, ConsentPurpose.Photo, AnswerForm.Card, Day))).Id);
        await site.Do<KeepConsent>(k => k.Withdraw(person, ConsentPurpose.Photo, AnswerForm.Correction, Day.AddDays(3)));
        Assert.Equal(next.Id, (await site.Do<KeepConsent, Consent>(k => k.Give(person, ConsentPurpose.Photo, AnswerForm.Card, Day.AddDays(5)))).TextId);
        await Assert.ThrowsAsync<ArgumentException>(() => site.Do<KeepConsent>(k => k.NewText(ConsentPurpose.Photo, new LocalText("English only"))));
    }

    [Theory, OnBothDatabases]
    public async Task A_withdrawn_consent_no_longer_holds_and_follows_the_person_through_merges(Provider provider)
    {
        await using var site = await TestSite.Start(provider);
        var organisation = Guid.NewGuid();
        var (one, other, third) = (await site.Register(organisation, new("Ana", "Ilić")), await site.Register(organisation, new("Ana", "Ilič")), await site.Register(organisation, new("Vera", "Simić")));
        foreach (var person in new[] { one, other, third }) await site.Do<KeepConsent>(k => k.Give(person, ConsentPurpose.Quotation, AnswerForm.Card, Day));
        var merge = await site.Do<MergePersons, PersonMerge>(m => m.Merge(one, other));
        await site.Do<KeepConsent>(k => k.Withdraw(one, ConsentPurpose.Quotation, AnswerForm.Correction, Day.AddDays(1)));
        Assert.Equal([third], await Holding());
        await site.Do<MergePersons>(m => m.Undo(merge.Id));
        // Whoever withdrew as one person has withdrawn for both records: nothing is quoted that somebody took back.
        Assert.Equal([third], await Holding());
        Assert.Equal(new[] { one, other }.Order(), (await site.WithDb(db => db.Set<Consent>().Where(c => c.WithdrawnOn != null).Select(c => c.PersonId).ToListAsync())).Order());

        async Task<IEnumerable<Guid>> Holding() => (await site.Do<KeepConsent, IReadOnlySet<Guid>>(k => k.Holding(ConsentPurpose.Quotation, [one, other, third]))).Order();
    }

    [Theory, OnBothDatabases]
    public async Task A_person_who_is_erased_leaves_every_total_as_it_was_and_no_way_back(Provider provider)
    {
        await using var site = await TestSite.Start(provider);
        var organisation = Guid.NewGuid();
        var people = new List<Guid>();
        for (var i = 0; i < 6; i++)
        {
            people.Add(await site.Register(organisation, new($"Given{i}", $"Family{i}", $"p{i}@example.org"), new FactsAnswer(OnCard(i + 1))
            {
                Gender = i % 2 == 0 ? Gender.Woman : Gender.Man, AgeBand = AgeBand.From18To29, PlaceId = $"xk-{i % 3}", Communities = i == 5 ? null : CommunityAnswer.Of((Community)(i % 2)),
            }));
        }

        await site.Do<MergePersons>(m => m.Merge(people[0], people[1]));
        await site.Do<LinkPersons>(l => l.Link(people[0], people[2]));
        await site.Do<KeepConsent>(k => k.Give(people[0], ConsentPurpose.Contact, AnswerForm.Card, Day));
        await site.WithDb(async db => { db.Add(new TwoPeople { OneId = people[1], OtherId = people[4] }); await db.SaveChangesAsync(); });
        var before = await Totals();
        Assert.True(await site.Do<ErasePerson, bool>(e => e.Erase(people[1])));
        Assert.Equal(before, await Totals());
        Assert.False(await site.Do<ErasePerson, bool>(e => e.Erase(people[1])));

        await site.WithDb(async db =>
        {
            Assert.Equal(4, await db.Set<PersonIdentity>().CountAsync());
            Assert.Equal(0, await db.Set<PersonOriginal>().CountAsync() + await db.Set<PersonMerge>().CountAsync() + await db.Set<Consent>().CountAsync() + await db.Set<LinkedPerson>().CountAsync() + await db.Set<TwoPeople>().CountAsync());
            Assert.Equal(people.Take(2).Order(), (await db.Set<ErasedPerson>().Select(e => e.Id).ToListAsync()).Order());
            var facts = await db.Set<PersonFacts>().Where(f => !people.Contains(f.Id)).SingleAsync();
            Assert.Empty(facts.Answers.ByFact);
            Assert.Equal(4, facts.Id.Version);
            // The fresh key stands beside the facts and nowhere else: no audit entry ties it to the old one.
            var elsewhere = await Dump.Tables(db, t => t != "platform_person_facts");
            Assert.Empty(Dump.Found(elsewhere, [facts.Id.ToString()]));
        });
        Assert.Null((await site.Do<VerifyAudit, VerifyAudit.Result>(v => v.Run())).BrokenAt);

        async Task<string> Totals() => await site.WithDb(async db =>
        {
            var facts = await db.Set<PersonFacts>().AsNoTracking().ToListAsync();
            return string.Join(' ', facts.Count, Count(f => f.Gender), Count(f => f.AgeBand), Count(f => f.PlaceId), Count(f => f.Communities?.Code));

            string Count<T>(Func<PersonFacts, T> by) => string.Join(',', facts.GroupBy(by).Select(g => $"{g.Key}={g.Count()}").Order());
        });
    }

    [Theory, OnBothDatabases]
    public async Task A_restored_backup_forgets_again_who_had_been_erased(Provider provider)
    {
        await using var site = await TestSite.Start(provider);
        await using var restored = await TestSite.Start(provider);
        var (stays, goes) = (await site.Register(Guid.NewGuid(), new("Vera", "Simić")), await site.Register(Guid.NewGuid(), new("Ana", "Ilić")));
        await site.Do<ErasePerson>(e => e.Erase(goes));
        var list = await site.Do<ReplayErasures, IReadOnlyList<Guid>>(r => r.List());
        Assert.Equal([goes], list);

        // The backup is older: the erased person is in it, under the same id, and somebody else too.
        await restored.Register(Guid.NewGuid(), new("Vera", "Simić"));
        var again = await restored.Register(Guid.NewGuid(), new("Ana", "Ilić"));
        await restored.WithDb(db => db.Set<PersonIdentity>().Where(p => p.Id == again).ExecuteUpdateAsync(s => s.SetProperty(p => p.Id, goes)));
        Assert.Equal(1, await restored.Do<ReplayErasures, int>(r => r.Run(list)));
        Assert.Equal(0, await restored.Do<ReplayErasures, int>(r => r.Run([.. list, stays])));
        Assert.Equal(1, await restored.WithDb(db => db.Set<PersonIdentity>().CountAsync()));
        Assert.Equal(new[] { goes, stays }.Order(), await restored.Do<ReplayErasures, IReadOnlyList<Guid>>(r => r.List()));
    }

    [Theory, OnBothDatabases]
    public async Task A_person_gets_everything_that_is_kept_of_them(Provider provider)
    {
        await using var site = await TestSite.Start(provider);
        var organisation = Guid.NewGuid();
        var one = await site.Register(organisation, new("Xhevahire", "Çollaku", "xhevahire@shembull.org", "044 777 888", "Bletëza", "drejtoreshë"), new FactsAnswer(OnCard(2)) { Gender = Gender.Woman, Communities = CommunityAnswer.PreferNotToSay });
        var other = await site.Register(organisation, new("Џевахире", "Чолаку"));
        await site.Do<MergePersons>(m => m.Merge(one, other));
        await site.Do<KeepConsent>(k => k.Give(one, ConsentPurpose.Story, AnswerForm.Interview, Day));
        var document = Encoding.UTF8.GetString((await site.Do<ExportPerson, byte[]?>(e => e.Document(one, Viewer.Visitor)))!);
        foreach (var kept in new[] { "Xhevahire", "Çollaku", "xhevahire@shembull.org", "044 777 888", "Bletëza", "drejtoreshë", "Џевахире", "prefer-not-to-say", "\"woman\"", "2022-06-02", "\"story\"", "2022-06-14", "My story may be told" }) Assert.Contains(kept, document);
        Assert.Null(await site.Do<ExportPerson, byte[]?>(e => e.Document(other, Viewer.Visitor)));
        Assert.Null(await site.Do<ExportPerson, byte[]?>(e => e.Document(Guid.NewGuid(), Viewer.Visitor)));
    }

    [Theory, OnBothDatabases]
    public async Task An_event_outside_a_transaction_is_refused_and_a_handler_that_fails_undoes_the_whole_change(Provider provider)
    {
        await using var site = await TestSite.Start(provider);
        await site.WithDb(async db =>
        {
            var events = new Events(site.Services);
            await Assert.ThrowsAsync<InvalidOperationException>(() => events.Publish(db, new ConsentWithdrawn(Guid.NewGuid(), ConsentPurpose.Photo, Day)));
        });
        var (one, other) = (await site.Register(Guid.Empty, new("Ana", "Ilić")), await site.Register(Guid.Empty, new("Ana", "Ilič")));
        await using var services = new ServiceCollection().AddSingleton<IHandle<PersonMerged>, Failing>().BuildServiceProvider();
        await using var scope = site.Scope();
        var db = scope.ServiceProvider.GetRequiredService<PlatformDb>();
        var merges = new MergePersons(db, site.Services.GetRequiredService<KeyRing>(), new Events(services), TimeProvider.System, new Actor());
        await Assert.ThrowsAsync<NotSupportedException>(() => merges.Merge(one, other));
        Assert.Equal(0, await site.WithDb(d => d.Set<PersonMerge>().CountAsync()));
        Assert.Equal(2, await site.WithDb(d => d.Set<PersonIdentity>().CountAsync(p => p.MergedIntoId == null)));
    }

    private sealed class Failing : IHandle<PersonMerged>
    {
        public IReadOnlyList<Type> Kinds => [];

        public Task Handle(PlatformDb db, PersonMerged happened, CancellationToken ct) => throw new NotSupportedException();
    }
}
